import { describe, expect, it } from 'vitest';
import '../../src/engine/engine.js'; // which silences tfjs's banner
import { type Model, predict, type Row, readCsv, train } from '../../src/index.js';

/** y = 2a − b, and a category that says nothing. */
const rows = Array.from({ length: 60 }, (_, i) => {
  const [a, b] = [(i * 7) % 13, (i * 5) % 11];
  return { a, b, kind: i % 2 === 0 ? 'even' : 'odd', y: 2 * a - b };
});
const quick = { epochs: 40, learningRate: 0.02, hidden: [16], backend: 'cpu' } as const;

describe('train', () => {
  it('takes rows as objects, as a table of text and as numbers, which are the same to it', async () => {
    const csv = ['a,b,y', ...rows.map(({ a, b, y }) => `${a},${b},${y}`)].join('\n');
    const objects = rows.map(({ a, b, y }) => ({ a, b, y }));
    const asked = { ...quick, target: 'y' };
    const ofObjects = await train(asked, { data: objects });
    const ofText = await train(asked, { data: await readCsv({ text: csv }) });
    const x = { rows: 60, columns: 2, values: Float64Array.from(rows.flatMap(({ a, b }) => [a, b])) };
    const ofMatrix = await train(quick, { data: { x, y: rows.map(({ y }) => y) } });
    const ofLists = await train(quick, {
      data: { x: rows.map(({ a, b }) => [a, b]), y: rows.map(({ y }) => [y]) },
    });
    for (const run of [ofText, ofMatrix, ofLists]) expect(run.predictions).toEqual(ofObjects.predictions);
    expect(ofObjects.status).toBe('completed');
    expect(ofObjects.summary?.test_r2).toBeGreaterThan(0.9);
    expect(ofObjects.model?.columns.targets).toEqual(['y']);
  });

  it('predicts its own test rows again, from objects and from numbers', async () => {
    const { model, predictions } = await train({ ...quick, target: 'y' }, { data: rows });
    const test = Array.from(predictions?.test.row ?? [], (row) => rows[row] as Row);
    const expected = predictions?.test.predicted;
    expect(await predict(model as Model, test, { backend: 'cpu' })).toEqual(expected);
    const features = test.map(({ a, b, kind }) => [
      Number(a),
      Number(b),
      kind === 'even' ? 1 : 0,
      kind === 'odd' ? 1 : 0,
    ]);
    expect(await predict(structuredClone(model as Model), features, { backend: 'cpu' })).toEqual(expected);
    expect(await predict(model as Model, [])).toEqual(new Float64Array(0));
  });

  it('has a config that gives the same run again', async () => {
    const run = await train({ ...quick, target: 'y', valSize: 0.2, schedule: 'cosine' }, { data: rows });
    const again = await train(JSON.parse(JSON.stringify(run.config)), { data: rows });
    expect(again.predictions).toEqual(run.predictions);
    expect(again.config).toEqual(run.config);
    const generated = await train({ ...quick, samples: 70, optimizer: 'adamw' });
    expect((await train(generated.config)).predictions).toEqual(generated.predictions);
  });

  it('gives several targets row by row', async () => {
    const data = { x: rows.map(({ a, b }) => [a, b]), y: rows.map(({ a, b }) => [a, b, a + b]) };
    const { model, predictions } = await train(quick, { data });
    expect(model?.columns.targets).toEqual(['y1', 'y2', 'y3']);
    expect(predictions?.test.predicted).toHaveLength(3 * (predictions?.test.row.length ?? 0));
    expect(await predict(model as Model, [[1, 2]], { backend: 'cpu' })).toHaveLength(3);
  });

  it('takes null, undefined, NaN and absent keys as missing', async () => {
    const gaps = [null, undefined, Number.NaN, 3];
    const data = rows.map((row, i) => ({ ...row, a: i % 5 === 0 ? gaps[(i / 5) % 4] : row.a }));
    await expect(train({ ...quick, target: 'y' }, { data })).rejects.toThrow(
      'data, line 1, column a: must have a value, got a missing cell',
    );
    const dropped = await train({ ...quick, target: 'y', missing: 'drop' }, { data });
    expect(dropped.summary?.dropped).toEqual({ rows: 9, of: 60, columns: ['a'] });
    const filled = await train({ ...quick, target: 'y', missing: 'mean' }, { data });
    expect(await predict(filled.model as Model, [{ a: undefined, b: 1, kind: 'odd' }])).toHaveLength(1);
    await expect(predict(dropped.model as Model, [{ a: null, b: 1, kind: 'odd' }])).rejects.toThrow(
      'rows, line 1, column a: must have a value',
    );
  });

  it('takes columns that were added to a table, and does without those that were taken away', async () => {
    const table = await readCsv({
      text: ['a,b,y', ...rows.map(({ a, b, y }) => `${a},${b},${y}`)].join('\n'),
    });
    for (const row of table as Record<string, unknown>[]) {
      row['sum'] = Number(row['a']) + Number(row['b']);
      delete row['a'];
    }
    const { model } = await train({ ...quick, epochs: 1, target: 'y' }, { data: table });
    expect(model?.columns.features.map(({ name }) => name)).toEqual(['b', 'sum']);
  });

  it.each([
    [new Date(0), 'an object for a in row 2; write a date as a number, or leave it out.'],
    [[1], 'a list of 1 for a in row 2; take it apart, or leave it out.'],
  ])('refuses a value that is no cell: %s', async (value, words) => {
    const data = [
      { a: 1, y: 1 },
      { a: value, y: 2 },
    ] as unknown as Row[];
    await expect(train({ ...quick, target: 'y' }, { data })).rejects.toThrow(
      `Each value of data must be a number, a text, a boolean or null, got ${words}`,
    );
  });

  it('does not take what every object has for a value', async () => {
    const data = rows.map((row, i) => (i % 2 === 0 ? { ...row, constructor: i } : row)) as unknown as Row[];
    await expect(train({ ...quick, target: 'y' }, { data })).rejects.toThrow(
      'data, line 2, column constructor: must have a value, got a missing cell',
    );
  });

  it('ends after the epoch in which its signal is aborted, and keeps what it has learnt', async () => {
    const controller = new AbortController();
    const { status, history, model } = await train(quick, {
      data: { x: rows.map(({ a, b }) => [a, b]), y: rows.map(({ y }) => y) },
      onEpoch: ({ epoch }) => epoch === 3 && controller.abort(),
      signal: controller.signal,
    });
    expect(status).toBe('interrupted');
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(model).toBeDefined();
  });

  it('says that it diverged, and gives no model', async () => {
    const run = await train({ ...quick, optimizer: 'sgd', learningRate: 1e30, samples: 50 });
    expect(run).toMatchObject({ status: 'diverged', model: undefined, predictions: undefined });
    await expect(predict(run.model as unknown as Model, [[1]])).rejects.toThrow(
      'a run that diverged has none',
    );
  });

  it('does trainings that are begun at once one after another, with the numbers of each alone', async () => {
    const configs = [1, 2, 3].map((seed) => ({ ...quick, samples: 80, seed }));
    const together = await Promise.all(configs.map((config) => train(config)));
    for (const [i, config] of configs.entries()) {
      expect(together[i]?.predictions).toEqual((await train(config)).predictions);
    }
  });

  it("says what is left out of another run's config, and what does nothing", async () => {
    const { notes, folder } = await train({
      ...quick,
      samples: 50,
      minDelta: 0.1,
      name: 'other',
      environment: {},
    } as object);
    expect(folder).toBeUndefined();
    expect(notes).toEqual([
      "name in config is left out, because it is another run's; set it anew.",
      'config.minDelta does nothing without --patience.',
    ]);
  });

  it('passes an error of onEpoch on', async () => {
    const onEpoch = () => {
      throw new Error('mine');
    };
    await expect(train({ ...quick, samples: 50 }, { onEpoch })).rejects.toThrow('mine');
    expect((await train({ ...quick, samples: 50, epochs: 1 })).status).toBe('completed');
  });
});
