import { UsageError } from '../../errors.js';
import { queuePlace } from '../../queue/given.js';
import type { QueuePlace } from '../../queue/jobs/place.js';
import { queueSettings } from '../../queue/settings.js';
import { type GivenSettings, resolveValues } from '../../settings/given.js';
import type { Elsewhere } from '../../sweep/finishSweep.js';
import type { SweepPlan } from '../../sweep/plan.js';

type Given = { [Name in 'queue' | 'queueName' | 'workers']?: GivenSettings<Name>[Name] | undefined };

/**
 * The queue that a sweep's trials go to, if they go to one.
 *
 * @throws UsageError for a wrong address, or a flag that says nothing to a queue
 */
export function queueOf({ queue, queueName, workers }: Given): QueuePlace | undefined {
  const { queueName: name } = resolveValues(queueSettings, queueName === undefined ? {} : { queueName });
  const place = queuePlace(queue, name);
  if (place === undefined) {
    if (queueName === undefined) return undefined;
    throw new UsageError(
      `${queueName.name} names a queue on a server, and none is given; add --queue redis://host:6379.`,
    );
  }
  if (workers !== undefined) {
    throw new UsageError(
      `${workers.name} is how many processes of this machine train, and those at the queue do; leave it out, and give it to adam-train worker.`,
    );
  }
  return place;
}

/** @throws UsageError for a sweep whose trials need what only this machine has */
export function checkTravels({ common }: Pick<SweepPlan, 'common'>): void {
  if (common.model.initFrom === undefined) return;
  throw new UsageError(
    '--init-from names a run of this machine, which workers elsewhere have not; leave it out, or sweep without --queue.',
  );
}

/** The workers at a queue, which are to train. */
export function atQueue(place: QueuePlace, note: (sentence: string) => void): Elsewhere {
  return {
    shown: place.address.shown,
    open: async (sweep) => {
      checkTravels(sweep.plan);
      const { QueuePool } = await import('../../queue/collector/queuePool.js');
      return QueuePool.open(place, sweep, note);
    },
  };
}
