import { formatCount, formatPlural } from '../../format.js';
import { programName, version } from '../../version.js';
import { html } from '../escape.js';
import { commandList, pageHeader, pairTable, section, settingTables } from '../htmlParts.js';
import { pageScripts } from '../script.js';
import { style } from '../style.js';
import { wholePage } from '../wholePage.js';
import type { SweepPageData } from './pageData.js';
import type { SweepReport } from './report.js';
import { sweepStyle } from './sweepStyle.js';
import { sweepPageData } from './trialData.js';

/** The page of a sweep: a file that needs no other. */
export function sweepPage(report: SweepReport): string {
  const data = sweepPageData(report);
  return wholePage({
    title: `${report.charted.name} – ${programName}`,
    body: `<main>\n${sections(report, data).join('\n')}\n</main>`,
    data,
    scripts: pageScripts('sweep'),
    style: style + sweepStyle,
  });
}

function sections(report: SweepReport, data: SweepPageData): string[] {
  const { charted, facts, results, note, space, settings, commands } = report;
  const { metric, dimensions } = charted;
  const said = note === '' ? '' : `\n<p class="muted">${html(note)}</p>`;
  return [
    pageHeader(charted.name, facts),
    '<noscript><p>The charts and the table of this page need scripts; their numbers are in sweep.csv beside it.</p></noscript>',
    `<section aria-labelledby="results"><h2 id="results">Results</h2>\n${pairTable(results)}${said}</section>`,
    ...(dimensions.length === 0
      ? []
      : [
          section('metric', `${metric.name} by hyperparameter`),
          section('parallel', 'Hyperparameters side by side'),
        ]),
    section('trials', 'Trials'),
    section('losses', 'Losses of the chosen trials', lossesNote(report, data)),
    `<section aria-labelledby="space"><h2 id="space">What was tried</h2>\n${pairTable(space)}</section>`,
    `<section aria-labelledby="settings"><h2 id="settings">Settings that all trials share</h2>\n${settingTables(settings)}</section>`,
    `<section aria-labelledby="commands"><h2 id="commands">Commands</h2>\n<p class="muted">As they are typed in the folder that this sweep's folder stands in.</p>\n${commandList(commands)}</section>`,
    `<footer class="muted">Written by ${html(programName)} ${html(version)}.</footer>`,
  ];
}

/** How many of the trials have their losses in the page, and what these are. */
function lossesNote({ trials, charted: { lossKinds } }: SweepReport, { losses }: SweepPageData): string {
  const all = trials.filter((trial) => trial.losses.some(Number.isFinite)).length;
  const of =
    losses.length < all
      ? `The page has the losses of ${formatCount(losses.length)} of the ${formatPlural(trials.length, 'trial')}: the best, and others evenly by their ranks. `
      : '';
  const thin = losses.some(({ epochs }) => epochs !== undefined)
    ? ' They are thinned out; the trial.json of each has them all.'
    : '';
  const kinds =
    lossKinds === undefined ? '' : ` They are of different kinds (${lossKinds}), which cannot be compared.`;
  return `${of}The monitored loss of each epoch: of the validation rows, where there are such rows, else of the test rows.${kinds}${thin}`;
}
