import type { SweepPageData } from '../../sweep/pageData.js';
import type { Filter } from './filter.js';
import { showLosses } from './losses.js';
import { showPanels } from './panels.js';
import { showParallel } from './parallel.js';
import { Selection } from './selection.js';
import { readSweep } from './sweep.js';
import { showTrials } from './trials.js';

// What a sweep's page does in the browser: its charts and its table out of the data that stand in it.

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as SweepPageData;
const sweep = readSweep(data);
const selection = new Selection(data.chosen);

fill('metric', (section) => showPanels(section, sweep, selection));
let filter: Filter | undefined;
fill('trials', (section) => {
  filter = showTrials(section, sweep, selection, data.chosen);
});
fill('parallel', (section) => showParallel(section, sweep, selection, filter));
fill('losses', (section) => showLosses(section, sweep, selection));

function fill(id: string, show: (section: HTMLElement) => void): void {
  const section = document.getElementById(id);
  if (section !== null) show(section);
}
