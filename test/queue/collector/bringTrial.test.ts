import { describe, expect, it } from 'vitest';
import { bringTrial } from '../../../src/queue/collector/bringTrial.js';
import type { EndedJob, TrialQueue } from '../../../src/queue/collector/trialQueue.js';
import type { TrialOnWay } from '../../../src/queue/collector/trialsOnWay.js';
import { trainConfig } from '../../trainConfigs.js';

/** What BullMQ says of a job that lost the third worker. */
const lost = 'job stalled more than allowable limit';

/** Brings a trial that was sent when the server had been lost once. */
async function bring(end: EndedJob | undefined, losses: number) {
  const forgotten: string[] = [];
  const queue = {
    endOf: async () => end,
    losses: () => losses,
    forget: async (id: string) => void forgotten.push(id),
  };
  const trial: TrialOnWay = {
    ...{ id: 'job', state: 'brought', torn: 0, lossesBefore: 1 },
    task: { number: 1, config: trainConfig(), dataSha256: '0'.repeat(64) },
  };
  return { brought: await bringTrial(queue as unknown as TrialQueue, trial), forgotten };
}

describe('a trial that three workers were lost with', () => {
  it('has failed', async () => {
    expect(await bring({ reason: lost }, 1)).toMatchObject({
      brought: { kind: 'failed', result: { reason: 'Its workers were away for too long, three times.' } },
      forgotten: [],
    });
  });

  it('is sent again where the server was lost meanwhile', async () => {
    expect(await bring({ reason: lost }, 2)).toEqual({ brought: { kind: 'again' }, forgotten: ['job'] });
  });
});

it('a trial that failed for another reason has failed, whatever the server did', async () => {
  const { brought } = await bring({ reason: 'Its process was ended\nby SIGKILL.' }, 2);
  expect(brought).toMatchObject({
    kind: 'failed',
    result: { reason: '"Its process was ended\\nby SIGKILL."' },
  });
});

it('a trial that has not ended is open', async () => {
  expect(await bring(undefined, 2)).toEqual({ brought: { kind: 'open' }, forgotten: [] });
});
