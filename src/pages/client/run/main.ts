import type { PageData } from '../../pageData.js';
import { showImportance } from './importance.js';
import { showLosses } from './losses.js';
import { showPredictions, showResiduals } from './targets.js';
import { showTrace } from './trace.js';

// What a run's page does in the browser: its charts out of the data that stand in it.

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;

fill('losses', (section) => showLosses(section, data.losses));
const { targets, columns = [], importance, trace = [] } = data;
const shown = { isOne: targets.length === 1, columns };
fill('predictions', (section) => {
  for (const target of targets) showPredictions(section, target, shown);
});
fill('residuals', (section) => {
  for (const target of targets) showResiduals(section, target, shown);
});
fill('importance', (section) => {
  if (importance !== undefined) showImportance(section, importance);
});
fill('trace', (section) => {
  for (const chart of trace) showTrace(section, chart);
});

function fill(id: string, show: (section: HTMLElement) => void): void {
  const section = document.getElementById(id);
  if (section !== null) show(section);
}
