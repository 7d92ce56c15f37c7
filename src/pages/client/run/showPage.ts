import type { PageData } from '../../pageData.js';
import { showImportance } from './importance.js';
import { showLosses } from './losses.js';
import { showPredictions, showResiduals } from './targets.js';
import { showTrace } from './trace.js';

/** Fills the sections of a run's page with its charts. */
export function showPage({ losses, targets, columns = [], importance, trace = [] }: PageData): void {
  const shown = { isOne: targets.length === 1, columns };
  fill('losses', (section) => showLosses(section, losses));
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
}

function fill(id: string, show: (section: HTMLElement) => void): void {
  const section = document.getElementById(id);
  if (section !== null) show(section);
}
