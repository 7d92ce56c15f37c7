import { expect, it } from 'vitest';
import { DiedInARow } from '../../../src/queue/worker/diedInARow.js';

it('blames the machine after five trials in a row, and no trial that dies again and again', () => {
  const died = new DiedInARow();
  for (let i = 0; i < 9; i++) died.see('a', 'It ran out of memory.');
  expect(died.reason).toBeUndefined();
  for (const job of ['b', 'c', 'd']) died.see(job, 'It ran out of memory.');
  expect(died.reason).toBeUndefined();
  died.see('e', 'It cannot be run.');
  expect(died.reason).toBe('It cannot be run.');
  died.see('f', undefined);
  expect(died.reason).toBeUndefined();
});
