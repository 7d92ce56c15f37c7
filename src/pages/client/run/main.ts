import { showPage } from './showPage.js';

// What a run's page does in the browser: its charts out of the data that stand in it.

showPage(JSON.parse(document.getElementById('data')?.textContent ?? ''));
