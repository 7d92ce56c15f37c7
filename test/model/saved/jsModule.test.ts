import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { toJsModule } from '../../../src/model/saved/jsModule.js';
import type { SavedModel } from '../../../src/model/saved/savedModel.js';
import { activationNames } from '../../../src/model/settings.js';
import { largestError, predictInDoubles, randomModel, randomRows } from '../../savedModels.js';

interface Made {
  features: { name: string; categories?: string[] }[];
  targets: string[];
  predict(rows: unknown, options?: { unknown?: string }): number | number[];
}

const root = mkdtempSync(join(tmpdir(), 'adam-train-js-'));
afterAll(() => rmSync(root, { recursive: true }));

let files = 0;
function imported(model: SavedModel): Promise<Made> {
  const path = join(root, `model${++files}.mjs`);
  writeFileSync(path, toJsModule(model));
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

/** The random rows as objects, their three last features as one text. */
function objects(model: SavedModel, count: number): Record<string, number | string>[] {
  const { columns, values } = randomRows(count);
  return Array.from({ length: count }, (_, i) => {
    const row = values.slice(i * columns, (i + 1) * columns);
    const numbers = model.columns.features.slice(0, -1).map(({ name }, j) => [name, row[j] as number]);
    const text = ['a', 'b', 'c'][row.slice(-3).indexOf(1)] as string;
    return Object.fromEntries([...numbers, ['kind', text]]);
  });
}

it.each(activationNames)('predicts what the model of %s layers does', async (activation) => {
  const model = randomModel(activation, { mean: 5, scale: 2 });
  const { predict, features, targets } = await imported(model);
  expect(targets).toEqual(['price']);
  expect(features.map(({ name }) => name)).toEqual(model.columns.features.map(({ name }) => name));
  expect(features.at(-1)).toEqual({ name: 'kind', categories: ['a', 'b', 'c'] });
  const rows = objects(model, 50);
  const predicted = predict(rows) as number[];
  expect(largestError(predicted, predictInDoubles(model, randomRows(50).values))).toBeLessThan(1e-6);
  expect(predict(rows[7])).toBe(predicted[7]);
});

describe('a row', () => {
  it('must have what the model needs', async () => {
    const model = randomModel('relu');
    const { predict } = await imported(model);
    const row = objects(model, 1)[0] as Record<string, number | string>;
    expect(predict({ ...row, plain: String(row['plain']), other: 1 })).toBe(predict(row));
    expect(() => predict({ ...row, plain: undefined })).toThrow('A row must have a number for "plain"');
    expect(() => predict({ ...row, plain: 'many' })).toThrow('"plain" must be a finite number, got many.');
    expect(() => predict({ ...row, plain: true })).toThrow('"plain" must be a finite number, got true.');
    expect(() => predict({ ...row, kind: null })).toThrow('A row must have a text for "kind"');
    expect(() => predict({ ...row, kind: 'd' })).toThrow('"kind" must be one of a, b, c, got d');
    expect(predict({ ...row, kind: 'd' }, { unknown: 'zeros' })).toEqual(expect.any(Number));
    expect(() => predict(null)).toThrow('A row must be an object, got null.');
  });

  it('is filled where the run filled', async () => {
    const model = randomModel('relu');
    const { predict } = await imported({ ...model, fill: model.scaler.mean });
    const row = objects(model, 1)[0] as Record<string, number | string>;
    expect(predict({ ...row, far: '' })).toBe(predict({ ...row, far: 1000 }));
  });
});

it('takes a missing text for the category of missing ones, and a truth value in any case', async () => {
  const model = randomModel('relu');
  const features = model.columns.features.map((column) =>
    column.kind === 'category' ? { ...column, categories: ['', 'False', 'True'] } : column,
  );
  const { predict } = await imported({ ...model, columns: { ...model.columns, features } });
  const plain = await imported(model);
  const row = objects(model, 1)[0] as Record<string, number | string>;
  const expected = ['a', 'b', 'c'].map((kind) => plain.predict({ ...row, kind }));
  const given = [undefined, false, 'TRUE'];
  expect(given.map((kind) => predict({ ...row, kind }))).toEqual(expected);
  expect(predict({ ...row, kind: ' ' })).toBe(expected[0]);
  expect(() => predict({ ...row, kind: 'yes' })).toThrow('"kind" must be one of False, True, got yes');
});

it('holds any names, and nothing that would end a script', async () => {
  const model = randomModel('relu');
  const names = ['__proto__', '</script><b>', ['`$', '{1}`'].join(''), 'a"b', "c'd", '\u2028', 'plain'];
  const features = model.columns.features.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
  const name = ['$', '{x}</script>'].join('');
  const hostile = { ...model, columns: { features, targets: [name] } };
  expect(toJsModule(hostile)).not.toContain('</script');
  const { predict, targets } = await imported(hostile);
  expect(targets).toEqual([name]);
  const row = Object.fromEntries(
    objects(model, 1)
      .flatMap(Object.values)
      .map((value, i) => [features[i]?.name, value]),
  );
  expect(predict(row)).toEqual(expect.any(Number));
});
