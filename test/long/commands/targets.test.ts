import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regressionMetrics } from '../../../src/training/regressionMetrics.js';
import { readCsv, readJson, run, temporaryFolder } from '../../e2e/program.js';
import { expectClose } from '../../goldens.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const file = (...parts: string[]) => join(cwd, ...parts);
const ROWS = 60;
/** A name as people have it, and one that needs quotes in CSV and in a list, and has more than one line. */
const names = ['mpg', 'Höhe, "cm"\nof all'];
const quoted = '"Höhe, ""cm""\nof all"';

beforeAll(async () => {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const [a, b] = [Math.sin(i), ((i * 37) % 23) / 10];
    const kind = ['x', 'y', 'z'][i % 3] as string;
    return `${a},${b},${kind},${3 * a + b},${1000 * (b * b - a) + i}`;
  });
  writeFileSync(file('table.csv'), `a,b,kind,mpg,${quoted}\n${rows.join('\n')}\n`);
  const job = ['--data', 'table.csv', '--target', `mpg,${quoted}`, '--epochs', '40', '--lr', '0.01'];
  const { code, stdout, stderr } = await run(cwd, [...job, '--backend', 'wasm', '--name', 'two']);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).toContain('targets mpg, "Höhe, \\"cm\\"\\nof all" (standardized)');
  expect(stderr).toContain('losses of standardized targets');
  expect(stdout).toMatch(/^test R² +0\.\d+, the mean of 2 targets$/m);
  expect(stdout).toMatch(/^mpg +\d/m);
});

/** What predictions.csv has of the test rows: row, and the actual and the predicted value of each target. */
function testRows(text: string): number[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('test,'))
    .map((line) => line.split(',').slice(1).map(Number));
}

describe('a run on two targets', () => {
  const header = 'actual_mpg,predicted_mpg,"actual_Höhe, ""cm""\nof all","predicted_Höhe, ""cm""\nof all"\n';
  const predictions = () => readFileSync(file('out/two/predictions.csv'), 'utf8');

  it('has columns, metrics and baselines for each, and their means', () => {
    expect(predictions().startsWith(`split,row,${header}`)).toBe(true);
    const summary = readJson(cwd, 'out/two/summary.json');
    const targets = summary['targets'] as Record<string, number | string>[];
    expect(targets.map(({ name }) => name)).toEqual(names);
    const rows = testRows(predictions());
    expect(rows).toHaveLength(ROWS / 5);
    const own = names.map((_, i) => {
      const column = (offset: number) => rows.map((row) => row[1 + 2 * i + offset] as number);
      return regressionMetrics(column(0), column(1));
    });
    for (const [i, target] of targets.entries()) {
      expectClose(
        [target['test_rmse'] as number, target['test_mae'] as number, target['test_r2'] as number],
        [own[i]?.rmse as number, own[i]?.mae as number, own[i]?.r2 as number],
        1e-12,
      );
      expect(target['baseline_linear_r2']).toBeLessThanOrEqual(1);
      expect(target['baseline_mean_r2']).toBeLessThanOrEqual(0);
    }
    const mean = (key: string) => targets.reduce((sum, target) => sum + (target[key] as number), 0) / 2;
    expectClose(
      [summary['test_r2'] as number, summary['test_mae'] as number],
      [mean('test_r2'), mean('test_mae')],
      1e-12,
    );
    expect(targets[0]?.['test_r2']).not.toBe(targets[1]?.['test_r2']);
  });

  it('predicts new rows as its own', async () => {
    const { code, stdout, stderr } = await run(cwd, [
      'predict',
      'out/two',
      '--data',
      'table.csv',
      '--backend',
      'wasm',
    ]);
    expect(code).toBe(0);
    expect(stdout.startsWith(`row,${header}`)).toBe(true);
    expect(stderr).toMatch(/^target +rows +RMSE +MAE +R²$/m);
    const lines = stdout.slice(`row,${header}`.length).trimEnd().split('\n');
    for (const own of testRows(predictions())) {
      expect(lines[own[0] as number]?.split(',').map(Number)).toEqual(own);
    }
    // A table with one target of the two, or none.
    const cut = (columns: number) =>
      readFileSync(file('table.csv'), 'utf8')
        .replace(quoted, 'other')
        .split('\n')
        .map((line) => line.split(',').slice(0, columns).join(','))
        .join('\n');
    writeFileSync(file('one.csv'), cut(4));
    writeFileSync(file('none.csv'), cut(3));
    const predict = async (data: string) =>
      (await run(cwd, ['predict', 'out/two', '--data', data, '--quiet'])).stdout;
    expect((await predict('one.csv')).startsWith('row,actual_mpg,predicted_mpg,"predicted_Höhe')).toBe(true);
    expect((await predict('none.csv')).startsWith('row,predicted_mpg,"predicted_Höhe')).toBe(true);
  });

  it('is drawn again, goes on, and is begun anew from its settings', async () => {
    expect((await run(cwd, ['plot', 'out/two', '--to', 'drawn'])).code).toBe(0);
    for (const picture of ['loss.png', 'predictions.png', 'residuals.png']) {
      expect(readFileSync(file('drawn', picture)).equals(readFileSync(file('out/two', picture)))).toBe(true);
    }
    expect(readJson(cwd, 'out/two/config.json')['target']).toEqual(names);
    const again = await run(cwd, ['--config', 'out/two/config.json', '--name', 'again', '--quiet']);
    expect(again.code).toBe(0);
    expect(readFileSync(file('out/again/predictions.csv'), 'utf8')).toBe(predictions());
    expect((await run(cwd, ['resume', 'out/again', '--epochs', '60', '--quiet'])).code).toBe(0);
    const whole = ['--config', 'out/two/config.json', '--epochs', '60', '--name', 'whole', '--quiet'];
    expect((await run(cwd, whole)).code).toBe(0);
    expect(readFileSync(file('out/again/predictions.csv'), 'utf8')).toBe(
      readFileSync(file('out/whole/predictions.csv'), 'utf8'),
    );
    const other = await run(cwd, [
      '--config',
      'out/two/config.json',
      '--target',
      'mpg',
      '--init-from',
      'out/two',
    ]);
    expect(other.code).not.toBe(0);
    expect(other.stderr).toMatch(/--init-from must be a run /);
  });

  it('is exported with an output for each', async () => {
    expect((await run(cwd, ['export', 'out/two', '--format', 'js', '--to', 'two.mjs'])).code).toBe(0);
    const { predict, targets } = await import(/* @vite-ignore */ pathToFileURL(file('two.mjs')).href);
    expect(targets).toEqual(names);
    const table = readFileSync(file('table.csv'), 'utf8').split('\n').slice(2);
    for (const [row, , mpg = 0, , height = 0] of testRows(predictions())) {
      const [a, b, kind] = (table[row as number] as string).split(',');
      const made = predict({ a: Number(a), b: Number(b), kind });
      // The command computes in float32: of a target some 1e-7 of its deviation.
      expectClose([made.mpg], [mpg], 1e-5, 1);
      expectClose([made[names[1] as string]], [height], 1e-5, 1000);
    }
    const { code, stdout } = await run(cwd, ['export', 'out/two', '--to', 'layers']);
    expect(code).toBe(0);
    expect(stdout).toContain('It predicts mpg and "Höhe, \\"cm\\"\\nof all" from');
    const { userDefinedMetadata } = readJson(cwd, 'layers/model.json') as { userDefinedMetadata: object };
    expect(userDefinedMetadata).toMatchObject({ targets: names });
  });

  it('has folds and importance by the mean R²', async () => {
    const folded = ['--config', 'out/two/config.json', '--folds', '3', '--name', 'folded', '--quiet'];
    expect((await run(cwd, folded)).code).toBe(0);
    expect(readCsv(cwd, 'out/folded/folds.csv')).toHaveLength(3);
    const { code, stdout } = await run(cwd, ['importance', 'out/two', '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^(a|b) +/m);
    expect(existsSync(file('out/two/importance.png'))).toBe(true);
  });
});

it('names what cannot be targets', async () => {
  const train = async (...args: string[]) => (await run(cwd, ['--data', 'table.csv', ...args])).stderr;
  expect(await train('--target', 'mpg,mpg')).toContain(
    '--target must be the names of different columns, got mpg,mpg;',
  );
  expect(await train('--target', 'mpg', '--target', 'b,mpgs')).toContain(
    '--target must be a column of table.csv, got mpgs (did you mean mpg?)',
  );
  expect(await train('--target', 'mpg,kind')).toContain('column kind: a target must be a number');
  expect(await train('--target', 'mpg,b', '--columns', 'a,b')).toContain(
    '--columns must leave out the target, got b;',
  );
  expect(await train('--target', 'mpg', '--targets', '2')).toContain(
    '--targets is about generated rows, and with --data --target names the columns to predict; leave --targets out, and give --target a,b.',
  );
});

it('inspects what several targets leave', async () => {
  const { code, stdout } = await run(cwd, ['inspect', 'table.csv', '--target', `mpg,${quoted}`]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^The target mpg is /m);
  expect(stdout).toMatch(/^The target "Höhe, /m);
  expect(stdout).toContain('of 5 features: a, b, kind (3)');
});

it('writes generated rows with several targets, which train reads as its own', async () => {
  const rows = ['--targets', '2', '--samples', '50', '--features', '3'];
  expect((await run(cwd, ['data', ...rows, '--output', 'rows.csv'])).code).toBe(0);
  const [header] = readFileSync(file('rows.csv'), 'utf8').split('\n');
  expect(header).toBe('x1,x2,x3,y1,y2');
  const same = ['--epochs', '5', '--quiet', '--no-standardize-target', '--backend', 'wasm'];
  expect((await run(cwd, [...rows, ...same, '--name', 'generated'])).code).toBe(0);
  const read = ['--data', 'rows.csv', '--target', 'y1,y2', ...same, '--name', 'read'];
  expect((await run(cwd, read)).code).toBe(0);
  expect(readFileSync(file('out/read/predictions.csv'), 'utf8')).toBe(
    readFileSync(file('out/generated/predictions.csv'), 'utf8'),
  );
});
