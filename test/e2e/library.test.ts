import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../src/index.js';
import { root } from '../docs/pages.js';
import { run as runCommand, temporaryFolder } from './program.js';

const cars = `${root}test/fixtures/cars.csv`;
const target = 'Miles_per_Gallon';

/** Runs of the library beside the same of the command. */
const runs = {
  generated: { config: { epochs: 30 }, flags: ['--epochs', '30'], inMemory: false },
  targets: {
    config: { epochs: 10, targets: 3, samples: 300, loss: 'huber', dropout: 0.1 },
    flags: ['--epochs', '10', '--targets', '3', '--samples', '300', '--loss', 'huber', '--dropout', '0.1'],
    inMemory: false,
  },
  table: {
    config: {
      ...{ data: cars, target, ignoreColumns: ['Year', 'Name'], missing: 'mean' },
      ...{ epochs: 40, batchSize: 32, valSize: 0.2, patience: 5, folds: 2, ema: 0.9 },
    },
    flags: [
      ...['--data', cars, '--target', target, '--ignore-columns', 'Year,Name', '--missing', 'mean'],
      ...['--epochs', '40', '--batch-size', '32', '--val-size', '0.2', '--patience', '5', '--folds', '2'],
      ...['--ema', '0.9'],
    ],
    inMemory: true,
  },
};

/** What a program of a user's does with the installed package; it prints what came of it alone. */
const program = `
import * as tf from '@tensorflow/tfjs';
import { loadRun, predict, readCsv, train } from 'adam-train';
const { runs, cars } = JSON.parse(process.argv[2]);
const before = process.eventNames().map((name) => [name, process.listenerCount(name)]);
const plain = (run) => JSON.parse(JSON.stringify(run, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)));
const results = {};
for (const [name, { config, inMemory }] of Object.entries(runs)) {
  const epochs = [];
  const own = await train(config, { onEpoch: ({ epoch }) => epochs.push(epoch) });
  const { data, ...others } = config;
  const rows = inMemory ? await readCsv(cars) : undefined;
  results[name] = {
    own: plain(own),
    epochs,
    byCommand: plain(await loadRun('out/' + name)),
    ...(inMemory && {
      ofRows: plain(await train(others, { data: rows })),
      kept: plain(await train({ ...others, name: 'kept' }, { data: rows })),
      predicted: [...(await predict(own.model, rows))],
    }),
  };
}
await tf.setBackend('cpu');
await train({ epochs: 1 });
const after = process.eventNames().map((name) => [name, process.listenerCount(name)]);
process.stdout.write(JSON.stringify({ results, backend: tf.getBackend(), before, after, tensors: tf.memory().numTensors }));
`;

type Results = Record<
  keyof typeof runs,
  { own: Run; epochs: number[]; byCommand: Run; ofRows?: Run; kept?: Run; predicted?: number[] }
>;

/** A run without what a clock says, and without where its files are. */
function timeless({ history, summary, folder: _, notes: __, config: ___, model, ...run }: Run) {
  const { seconds, milliseconds_per_epoch, stage_seconds, name, ...facts } = summary as NonNullable<
    Run['summary']
  >;
  const { cells, ...trained } = model as NonNullable<Run['model']>;
  return {
    ...run,
    summary: facts,
    model: trained,
    history: history.map(({ seconds: ____, ...record }) => record),
  };
}

describe.skipIf(process.platform === 'win32')('the library in a program', () => {
  const folder = temporaryFolder();
  let said: { results: Results; backend: string; before: unknown; after: unknown; tensors: number };

  beforeAll(async () => {
    const packages = join(folder.path, 'node_modules');
    mkdirSync(packages);
    symlinkSync(root, join(packages, 'adam-train'));
    symlinkSync(`${root}node_modules/@tensorflow`, join(packages, '@tensorflow'));
    writeFileSync(join(folder.path, 'program.mjs'), program);
    for (const [name, { flags }] of Object.entries(runs)) {
      const { code, stderr } = await runCommand(folder.path, [...flags, '--name', name]);
      expect(code, stderr).toBe(0);
    }
    const predict = ['predict', 'out/table', '--data', cars, '--output', 'predicted.csv'];
    expect((await runCommand(folder.path, predict)).code).toBe(0);
    const given = JSON.stringify({ runs, cars });
    const { status, stdout, stderr } = spawnSync(process.execPath, ['program.mjs', given], {
      cwd: folder.path,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect(status, stderr).toBe(0);
    // tfjs greets where a program asks it for a backend before it sets one; of ours there is nothing.
    expect(stderr.replace(/[\s=]*Hi, looks like you are running TensorFlow[^=]*=*\s*/, '')).toBe('');
    said = JSON.parse(stdout) as typeof said;
  }, 120_000);
  afterAll(() => folder.remove());

  it.each(Object.keys(runs) as (keyof typeof runs)[])(
    'gives what the command gives, to the bit: %s',
    (name) => {
      const { own, epochs, byCommand } = said.results[name];
      expect(timeless(own)).toEqual(timeless(byCommand));
      expect(own.config).toEqual({ ...byCommand.config, ...(own.config.data && { data: own.config.data }) });
      expect(epochs).toEqual(own.history.map(({ epoch }) => epoch));
      expect(own.folder).toBeUndefined();
    },
  );

  it('gives the same of rows in memory, with files where a name is given and without', () => {
    const { own, ofRows, kept } = said.results.table;
    expect(timeless(ofRows as Run)).toEqual(timeless(own));
    expect(timeless(kept as Run)).toEqual(timeless(own));
    expect(kept?.folder).toBe('out/kept');
    for (const name of ['data.csv', 'summary.json', 'loss.png']) {
      expect(existsSync(join(folder.path, 'out/kept', name))).toBe(true);
    }
    expect(existsSync(join(folder.path, 'out/run-001'))).toBe(false);
  });

  it("predicts predict's numbers", () => {
    const [header = '', ...lines] = readFileSync(join(folder.path, 'predicted.csv'), 'utf8')
      .trim()
      .split('\n');
    const at = header.split(',').indexOf('predicted');
    expect(said.results.table.predicted).toEqual(lines.map((line) => Number(line.split(',')[at])));
  });

  it('goes on with a run that the library began', async () => {
    const { code, stderr } = await runCommand(folder.path, [
      'resume',
      'out/kept',
      '--patience',
      '9',
      '--quiet',
    ]);
    expect(code, stderr).toBe(0);
  });

  it("leaves the program's listeners, backend and tensors as they were", () => {
    expect(said.after).toEqual(said.before);
    expect(said.backend).toBe('cpu');
    expect(said.tensors).toBe(0);
  });
});
