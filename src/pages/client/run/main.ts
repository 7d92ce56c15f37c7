import { showPage } from './showPage.js';

// What a run's page does in the browser: its charts out of the data that stand in it, once the run has them.

export { showLosses } from './losses.js';
export { showPage };

const data = JSON.parse(document.getElementById('data')?.textContent ?? '');
if ('targets' in data) showPage(data);
