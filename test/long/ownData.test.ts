import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, readCsv, readJson, run, start, temporaryFolder } from '../e2e/program.js';
import { largestError } from '../savedModels.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const cars = fileURLToPath(new URL('../fixtures/cars.csv', import.meta.url));
const target = 'Miles_per_Gallon';
const carColumns = ['--target', target, '--ignore-columns', 'Year,Name', '--missing', 'drop'];
const quick = ['--epochs', '3', '--batch-size', '32', '--hidden', '16,8', '--backend', 'wasm', '--quiet'];
const onCars = [...carColumns, ...quick];

/** The built command with a file as its standard input. */
function runWithInput(args: readonly string[], path: string): Promise<Finished> {
  const { child, finished } = start(cwd, args);
  child.stdin?.end(readFileSync(path));
  return finished;
}

/** A table of `row,predicted`: the predictions by row, as text. */
function predictedByRow(csv: string): Map<string, string> {
  const lines = csv.trimEnd().split('\n').slice(1);
  return new Map(lines.map((line) => line.split(',').slice(0, 2) as [string, string]));
}

const trainedByRow = (name: string) =>
  new Map(
    readCsv(cwd, 'out', name, 'predictions.csv').map((row) => [
      row['row'] as string,
      row['predicted'] as string,
    ]),
  );

/** metrics.csv without the seconds, which no two runs share. */
const losses = (name: string) =>
  readCsv(cwd, 'out', name, 'metrics.csv').map(({ seconds: _, ...numbers }) => numbers);

const predictionsOf = (name: string) => readFileSync(join(cwd, 'out', name, 'predictions.csv'), 'utf8');

const rows = readCsv(cars);
const names = Object.keys(rows[0] as object);
const csvOf = (columns: readonly string[], of: readonly Record<string, string>[], separator = ',') =>
  [columns, ...of.map((row) => columns.map((name) => row[name]))]
    .map((cells) => `${cells.join(separator)}\r\n`)
    .join('');

describe('a model of the cars', () => {
  let training: Finished;
  let piped: Finished;
  beforeAll(async () => {
    [training, piped] = await Promise.all([
      run(cwd, ['train', '--data', cars, ...onCars, '--name', 'cars']),
      runWithInput(['train', '--data', '-', ...onCars, '--name', 'piped'], cars),
    ]);
  });

  it('trains on the rows without a gap', () => {
    expect(training).toMatchObject({ code: 0, stderr: '' });
    expect(readJson(cwd, 'out', 'cars', 'summary.json')).toMatchObject({
      train_rows: 313,
      test_rows: 79,
      features: 8,
    });
  });

  it('predicts what predictions.csv has, byte for byte, by the rows of the file', async () => {
    const predicted = await run(cwd, ['predict', 'out/cars', '--data', cars, '--missing', 'mean']);
    expect(predicted.code).toBe(0);
    expect(predicted.stderr).toMatch(/^rows {2}398 of 406 have the target\nRMSE /);
    const byRow = predictedByRow(predicted.stdout);
    expect(byRow.size).toBe(rows.length);
    const trained = trainedByRow('cars');
    expect(trained.size).toBe(392);
    for (const [row, text] of trained) expect(byRow.get(row), `row ${row}`).toBe(text);
    for (const { row, actual } of readCsv(cwd, 'out', 'cars', 'predictions.csv')) {
      expect(Number(actual), `row ${row}`).toBe(Number(rows[Number(row)]?.[target]));
    }
  });

  it('is the same from standard input, of which the run folder keeps a copy', () => {
    expect(piped).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'out', 'piped', 'data.csv'))).toEqual(readFileSync(cars));
    expect(losses('piped')).toEqual(losses('cars'));
    expect(predictionsOf('piped')).toBe(predictionsOf('cars'));
  });

  it('predicts from standard input, in another order, beside other columns, without the target, to a file', async () => {
    const kept = [...trainedByRow('cars').keys()].map(Number).sort((a, b) => a - b);
    const table = kept.map((row) => ({ ...(rows[row] as Record<string, string>), extra: 'x' }));
    const columns = ['extra', ...names.filter((name) => name !== target && name !== 'Year').reverse()];
    const path = join(cwd, 'reordered.csv');
    writeFileSync(path, csvOf(columns, table, ';'));
    const args = ['predict', 'out/cars', '--data', '-', '--output', 'predicted.csv'];
    expect(await runWithInput(args, path)).toEqual({ code: 0, stdout: '', stderr: '' });
    const predicted = readCsv(cwd, 'predicted.csv');
    expect(Object.keys(predicted[0] as object)).toEqual(['row', 'predicted']);
    const trained = trainedByRow('cars');
    expect(predicted.map((row) => row['predicted'])).toEqual(kept.map((row) => trained.get(String(row))));
  });

  it('says what it cannot predict from, exit 3, and writes nothing', async () => {
    const unknown = join(cwd, 'unknown.csv');
    writeFileSync(unknown, csvOf(names, [{ ...(rows[0] as Record<string, string>), Origin: 'Mars' }]));
    const narrow = join(cwd, 'narrow.csv');
    writeFileSync(narrow, csvOf(['Cylinders', 'Origin'], rows.slice(0, 2)));
    const args = ['predict', 'out/cars', '--output', 'none.csv', '--data'];
    const [refused, zeros, absent] = await Promise.all([
      run(cwd, [...args, 'unknown.csv']),
      run(cwd, ['predict', 'out/cars', '--data', 'unknown.csv', '--unknown', 'zeros', '--quiet']),
      run(cwd, [...args, 'narrow.csv']),
    ]);
    expect(refused).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'error: unknown.csv, line 2, column Origin: must be a category that the model knows (Europe, Japan, USA), got Mars; correct it, or take unknown ones as none of them with --unknown zeros.\n',
    });
    expect(zeros).toMatchObject({ code: 0, stderr: '' });
    expect(Number(predictedByRow(zeros.stdout).get('0'))).not.toBe(Number(trainedByRow('cars').get('0')));
    expect(absent).toMatchObject({ code: 3, stdout: '' });
    expect(absent.stderr).toBe(
      'error: narrow.csv must have the columns Displacement, Horsepower, Weight_in_lbs, Acceleration, which the model was trained on; it has Cylinders, Origin.\n',
    );
    expect(existsSync(join(cwd, 'none.csv'))).toBe(false);
  });

  it("gives the same numbers from its run's config.json", async () => {
    const again = await run(cwd, ['train', '--config', 'out/cars/config.json', '--name', 'again']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(losses('again')).toEqual(losses('cars'));
    expect(predictionsOf('again')).toBe(predictionsOf('cars'));
  });

  it('keeps the copied data of a run that is to be replaced by one on the same data', async () => {
    const args = ['train', '--config', 'out/piped/config.json', '--name', 'piped', '--force'];
    const { code, stderr } = await run(cwd, args);
    expect(stderr).toBe(
      `error: --force must not take away the run's own data, and ${join('out', 'piped', 'data.csv')} is in ${join('out', 'piped')}; choose another --name.\n`,
    );
    expect(code).toBe(2);
    expect(readFileSync(join(cwd, 'out', 'piped', 'data.csv'))).toEqual(readFileSync(cars));
  });

  it('predicts the same in plain tfjs once exported', async () => {
    expect((await run(cwd, ['export', 'out/cars', '--to', 'model'])).code).toBe(0);
    const numbers = ['Cylinders', 'Displacement', 'Horsepower', 'Weight_in_lbs', 'Acceleration'];
    const trained = [...trainedByRow('cars')];
    const x = trained.map(([row]) => {
      const cells = rows[Number(row)] as Record<string, string>;
      return [
        ...numbers.map((name) => Number(cells[name])),
        ...['Europe', 'Japan', 'USA'].map((origin) => Number(cells['Origin'] === origin)),
      ];
    });
    const predicted = predictInPlainTfjs(join(cwd, 'model'), x);
    const actual = trained.map(([row]) => Number(rows[Number(row)]?.[target]));
    const mean = actual.reduce((sum, value) => sum + value) / actual.length;
    const deviation = Math.sqrt(actual.reduce((sum, value) => sum + (value - mean) ** 2, 0) / actual.length);
    const worst = Math.max(
      ...trained.map(([, text], i) => Math.abs(Number(text) - (predicted[i] as number))),
    );
    expect(worst / deviation).toBeLessThan(1e-5);
    // The model tells rows apart, so that the comparison says something.
    expect(
      largestError(
        predicted.map(() => 0),
        predicted,
      ),
    ).toBeGreaterThan(0.1);
  });
});

/** Loads an exported model as a browser does, in a process with plain tfjs and nothing of this program. */
function predictInPlainTfjs(model: string, x: readonly number[][]): number[] {
  const script = `
    const { readFileSync } = require('node:fs');
    const tf = require(${JSON.stringify(createRequire(import.meta.url).resolve('@tensorflow/tfjs'))});
    const fetchFunc = async (url) => new Response(readFileSync(${JSON.stringify(model)} + new URL(url).pathname), {
      headers: { 'content-type': url.endsWith('.json') ? 'application/json' : 'application/octet-stream' },
    });
    (async () => {
      const model = await tf.loadLayersModel('http://localhost/model.json', { fetchFunc });
      const x = JSON.parse(readFileSync(0, 'utf8'));
      process.stdout.write(JSON.stringify([...model.predict(tf.tensor2d(x)).dataSync()]));
    })();`;
  const out = execFileSync(process.execPath, ['-e', script], {
    input: JSON.stringify(x),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(out.toString()) as number[];
}

it('gives the same numbers from generated rows and from their file', async () => {
  const rowsOf = ['--samples', '120', '--features', '4', '--informative', '2', '--noise', '3', '--seed', '5'];
  const { code, stdout } = await run(cwd, ['data', ...rowsOf]);
  expect(code).toBe(0);
  writeFileSync(join(cwd, 'generated.csv'), stdout);
  const training = [...quick, '--seed', '5', '--val-size', '0.1'];
  const ended = await Promise.all([
    run(cwd, ['train', ...rowsOf, ...quick, '--val-size', '0.1', '--name', 'generated']),
    run(cwd, [
      ...['train', '--data', 'generated.csv', '--target', 'y', '--no-standardize-target'],
      ...[...training, '--name', 'from-file'],
    ]),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  expect(losses('from-file')).toEqual(losses('generated'));
  expect(predictionsOf('from-file')).toBe(predictionsOf('generated'));
});

describe('what cannot be trained on ends in one line, and leaves no run folder', () => {
  writeFileSync(join(cwd, 'text.csv'), 'a,y\n1,2\nabc,3\n');
  writeFileSync(join(cwd, 'two.csv'), 'a,y\n1,2\n2,3\n');
  it.each([
    [3, ['--data', 'absent.csv', '--target', 'y'], /absent\.csv cannot be read: there is no such file/],
    [3, ['--data', 'text.csv', '--target', 'z'], /--target must be a column of text\.csv, got z/],
    [3, ['--data', 'text.csv', '--target', 'y'], /text\.csv, line 3, column a: must be a number/],
    [
      3,
      ['--data', 'two.csv', '--target', 'y', '--val-size', '0.5'],
      /two\.csv must have enough rows to train and test on, got 2 rows/,
    ],
    [2, ['--data', 'text.csv', '--target', 'y', '--samples', '9'], /--samples/],
    [2, ['--data', 'text.csv'], /--target/],
  ])('exit %i of %j', async (exit, args, message) => {
    const { code, stdout, stderr } = await run(cwd, ['train', ...args, '--out', 'bad']);
    expect(stderr).toMatch(/^error: [^\n]+\.\n$/);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(exit);
    expect(existsSync(join(cwd, 'bad')) ? readdirSync(join(cwd, 'bad')) : []).toEqual([]);
  });

  it('nor does bad standard input', async () => {
    const { code, stderr } = await runWithInput(
      ['train', '--data', '-', '--target', 'y', '--out', 'bad'],
      join(cwd, 'text.csv'),
    );
    expect(stderr).toMatch(/^error: standard input, line 3, column a: [^\n]+\.\n$/);
    expect(code).toBe(3);
    expect(existsSync(join(cwd, 'bad')) ? readdirSync(join(cwd, 'bad')) : []).toEqual([]);
  });
});
