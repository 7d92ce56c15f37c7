// How each contestant is called. Each runs in a process of its own.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peakMegabytes, runForJson, wallMilliseconds } from './run.mjs';

const node = process.execPath;
export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const plainTfjs = fileURLToPath(new URL('./plainTfjs.mjs', import.meta.url));
const adamStep = fileURLToPath(new URL('./adamStep.mjs', import.meta.url));
const torchJob = fileURLToPath(new URL('./torch_job.py', import.meta.url));
const sklearnJob = fileURLToPath(new URL('./sklearn_job.py', import.meta.url));
const sklearnGrid = fileURLToPath(new URL('./sklearn_grid.py', import.meta.url));
const referenceScript = fileURLToPath(new URL('./reference_script.py', import.meta.url));

/** @typedef {{rows: number, features: number, hidden: string, batchSize: string, epochs: number}} Job */

/**
 * One training job, by every contestant there is; each measures the milliseconds of its median epoch.
 *
 * @param {Job} job
 * @param {{engines: string[], python?: {path: string, torch?: string, sklearn?: string}, folder: string}} setup
 */
export function trainingContestants(job, { engines, python, folder }) {
  const epoch = async (command, args) => (await runForJson(command, args)).milliseconds_per_epoch;
  const flags = jobFlags(job, 'rows');
  const inPython = (script, threads) => () =>
    epoch(python.path, ['-B', script, ...flags, '--threads', threads]);
  return [
    ...engines.flatMap((engine) => [
      [`ours ${engine}`, () => epoch(node, jobOf(job, engine, folder))],
      [`plain ${engine}`, () => epoch(node, [plainTfjs, ...flags, '--backend', engine])],
    ]),
    ...(python?.torch ? [['torch1', inPython(torchJob, '1')]] : []),
    ...(python?.torch ? [['torch', inPython(torchJob, '0')]] : []),
    ...(python?.sklearn ? [['sklearn', inPython(sklearnJob, '0')]] : []),
  ];
}

/** One optimizer step, by our Adam and by tfjs's. */
export function adamContestants(steps, { engines }) {
  const step = (engine, optimizer) => async () => {
    const args = [adamStep, '--backend', engine, '--optimizer', optimizer, '--steps', String(steps)];
    return (await runForJson(node, args)).milliseconds_per_step;
  };
  return engines.flatMap((engine) => [
    [`ours ${engine}`, step(engine, 'ours')],
    [`plain ${engine}`, step(engine, 'tfjs')],
  ]);
}

/** From process start to the pictures on disk: our command, and the whole Python script. */
export function startToPngContestants(job, setup) {
  return wholeRuns(job, setup, wallMilliseconds);
}

/** The largest resident set of the same processes, and of plain tfjs, which draws nothing. */
export function memoryContestants(job, setup) {
  const plain = (engine) => () =>
    peakMegabytes(node, [plainTfjs, ...jobFlags(job, 'rows'), '--backend', engine]);
  return [
    ...wholeRuns(job, setup, peakMegabytes),
    ...setup.engines.map((engine) => [`plain ${engine}`, plain(engine)]),
  ];
}

function wholeRuns(job, { engines, python, folder }, measure) {
  const script = () => measure(python.path, [referenceScript, join(folder, 'reference.png')]);
  return [
    ...engines.map((engine) => [`ours ${engine}`, () => measure(node, jobOf(job, engine, folder))]),
    ...(python?.torch && python.matplotlib ? [['torch', script]] : []),
  ];
}

/** The command line of a grid of learning rates and weight decays, but for who trains it. */
export function sweepOf({ rates, decays, epochs }, folder) {
  const listed = (low, high, count) =>
    Array.from({ length: count }, (_, i) => (low * (high / low) ** (i / (count - 1))).toPrecision(4)).join(
      ',',
    );
  return [
    ...[program, 'sweep', '--quiet', '--out', folder, '--name', 'sweep', '--force'],
    ...['--samples', '200', '--epochs', String(epochs), '--val-size', '0.2', '--backend', 'wasm'],
    ...['--lr', listed(1e-4, 1e-1, rates), '--weight-decay', listed(1e-6, 1e-1, decays)],
  ];
}

/** Such a grid on two processes; scikit-learn's on so many. */
export function sweepContestants(grid, jobs, { python, folder }) {
  const { rates, decays, epochs } = grid;
  const ours = () => wallMilliseconds(node, [...sweepOf(grid, folder), '--workers', '2']);
  const counts = ['--rates', rates, '--decays', decays, '--epochs', epochs, '--jobs', jobs].map(String);
  return [
    ['ours', ours],
    ...(python?.sklearn
      ? [['sklearn', () => wallMilliseconds(python.path, ['-B', sklearnGrid, ...counts])]]
      : []),
  ];
}

export function helpContestants() {
  return [
    ['ours', () => wallMilliseconds(node, [program, '--help'])],
    ['node', () => wallMilliseconds(node, ['-e', '0'])],
  ];
}

/** The command line of one of our runs; it prints its summary. */
export function jobOf(job, engine, folder) {
  const files = ['--out', folder, '--name', 'bench', '--force'];
  return [program, '--json', '--quiet', ...files, '--backend', engine, ...jobFlags(job, 'samples')];
}

function jobFlags(job, rowsName) {
  const flags = {
    [rowsName]: job.rows,
    features: job.features,
    hidden: job.hidden,
    'batch-size': job.batchSize,
    epochs: job.epochs,
  };
  return Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
}
