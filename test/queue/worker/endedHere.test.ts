import { expect, it } from 'vitest';
import { EndedHere } from '../../../src/queue/worker/endedHere.js';

it('gives what a trial gave that comes back, as long as its files are on the server', async () => {
  const keys = new Set(['adam-train:sweeps:result:one:t1', 'adam-train:sweeps:result:three:t3']);
  const server = {
    client: { exists: async (key: string) => Number(keys.has(key)) },
    place: { name: 'sweeps' },
  };
  const ended = new EndedHere(server as unknown as ConstructorParameters<typeof EndedHere>[0], 2);
  const result = (token: string) => ({ token, worker: 'w' });
  for (const [job, token] of [
    ['one', 't1'],
    ['two', 't2'],
  ] as const) {
    expect(ended.add(job, result(token))).toEqual(result(token));
  }
  expect(await ended.resultOf('one')).toEqual(result('t1'));
  expect(await ended.resultOf('two')).toBeUndefined(); // the sweep has taken it
  expect(await ended.resultOf('three')).toBeUndefined(); // it ended elsewhere

  ended.add('three', result('t3'));
  expect(await ended.resultOf('one')).toBeUndefined(); // long ago
  expect(await ended.resultOf('three')).toEqual(result('t3'));
});
