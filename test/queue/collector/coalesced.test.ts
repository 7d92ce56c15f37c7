import { expect, it } from 'vitest';
import { coalesced } from '../../../src/queue/collector/coalesced.js';

/** Work of which each run ends when it is told to. */
function work() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const run = coalesced(() => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })));
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { ends, run, turn };
}

it('runs once at a time, and once more for all that asked on the way', async () => {
  const { ends, run, turn } = work();
  const first = run();
  const others = [run(), run(), run()];
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.resolve();
  await turn();
  expect(ends).toHaveLength(2);
  let isOver = false;
  const over = Promise.all([first, ...others]).then(() => {
    isOver = true;
  });
  await turn();
  expect(isOver).toBe(false); // whoever asked on the way waits for the run that began after
  ends[1]?.resolve();
  await over;
  expect(ends).toHaveLength(2);
  run();
  await turn();
  expect(ends).toHaveLength(3);
});

it('runs again after it failed', async () => {
  const { ends, run, turn } = work();
  const failing = run();
  ends[0]?.reject(new Error('It is bad.'));
  await expect(failing).rejects.toThrow('It is bad.');
  const next = run();
  await turn();
  ends[1]?.resolve();
  await next;
  expect(ends).toHaveLength(2);
});
