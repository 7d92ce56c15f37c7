import { expect, it } from 'vitest';
import { TrialsOnWay } from '../../../src/queue/collector/trialsOnWay.js';
import { failed, type TrialTask } from '../../../src/sweep/trial.js';
import { trainConfig } from '../../trainConfigs.js';

const task = (number: number): TrialTask => ({ number, config: trainConfig(), dataSha256: '0'.repeat(64) });

it('tells whoever waits for a trial what came of it, once', async () => {
  const onWay = new TrialsOnWay();
  const coming = [1, 2, 3].map((number) => onWay.add(`job-${number}`, task(number)));
  const bad = expect(coming[1]).rejects.toThrow('The disk is full.');
  const [one, two] = onWay.that('unsent');
  expect([one?.id, two?.task.number, onWay.size]).toEqual(['job-1', 2, 3]);
  if (one === undefined || two === undefined) throw new Error('There are none.');
  one.state = 'sent';
  expect(onWay.get('job-1')).toMatchObject({ state: 'sent', torn: 0 });
  expect(onWay.that('unsent').map(({ id }) => id)).toEqual(['job-2', 'job-3']);

  const result = failed('It is bad.', 1);
  onWay.resolve(one, result);
  onWay.resolve(one, failed('It came late.', 2));
  onWay.reject(one, new Error('It came later.'));
  onWay.reject(two, new Error('The disk is full.'));
  expect(await coming[0]).toBe(result);
  await bad;
  expect([onWay.size, onWay.get('job-1')]).toEqual([1, undefined]);

  expect(onWay.letGo().map(({ id }) => id)).toEqual(['job-3']);
  expect(await coming[2]).toBeUndefined();
  expect([onWay.size, onWay.letGo()]).toEqual([0, []]);
});
