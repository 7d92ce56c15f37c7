// Where the default job's time goes, stage by stage: the medians of several runs, as the run's summary has them.
import { jobOf } from './contestants.mjs';
import { median } from './interleave.mjs';
import { runForJson } from './run.mjs';

/** @returns {Promise<string[]>} a small Markdown table, a line for each engine */
export async function stageTable(job, { engines, folder }, rounds) {
  const runs = Object.fromEntries(engines.map((engine) => [engine, []]));
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      const { stage_seconds } = await runForJson(process.execPath, jobOf(job, engine, folder));
      runs[engine].push(stage_seconds);
    }
  }
  const stages = Object.keys(runs[engines[0]][0]);
  return [
    line(['default job, ms by stage', ...stages]),
    line(['---', ...stages.map(() => '---')]),
    ...engines.map((engine) => line([engine, ...stages.map((stage) => share(runs[engine], stage))])),
  ];
}

function share(runs, stage) {
  const part = median(runs.map((seconds) => seconds[stage]));
  const whole = median(runs.map((seconds) => Object.values(seconds).reduce((a, b) => a + b)));
  return `${(1000 * part).toFixed(0)} (${((100 * part) / whole).toFixed(0)} %)`;
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
