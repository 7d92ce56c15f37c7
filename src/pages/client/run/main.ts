import type { PageData } from '../../pageData.js';
import { showLosses } from './losses.js';
import { showPredictions, showResiduals } from './targets.js';

// What a run's page does in the browser: its charts out of the data that stand in it.

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;

fill('losses', (section) => showLosses(section, data.losses));
fill('predictions', (section) => each((target, isOne) => showPredictions(section, target, isOne)));
fill('residuals', (section) => each((target, isOne) => showResiduals(section, target, isOne)));

function each(show: (target: PageData['targets'][number], isOne: boolean) => void): void {
  for (const target of data.targets) show(target, data.targets.length === 1);
}

function fill(id: string, show: (section: HTMLElement) => void): void {
  const section = document.getElementById(id);
  if (section !== null) show(section);
}
