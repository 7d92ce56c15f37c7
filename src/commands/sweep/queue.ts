import { UsageError } from '../../errors.js';
import { queuePlace } from '../../queue/given.js';
import type { QueuePlace } from '../../queue/jobs/place.js';
import { prefix } from '../../queue/server/connection.js';
import { queueSettings, queueVariable } from '../../queue/settings.js';
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
  // Who says how many processes of this machine train means this machine, whatever the environment names.
  const isHere = workers !== undefined && queue === undefined;
  const place = isHere ? undefined : queuePlace(queue, name);
  delete process.env[queueVariable]; // the processes that are started need not know its password
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
    meet: async () => {
      const { probe } = await import('../../queue/server/probe.js');
      for (const sentence of (await probe(place.address, prefix)).notes) note(sentence);
    },
    open: async (sweep) => {
      checkTravels(sweep.plan);
      const { QueuePool } = await import('../../queue/collector/queuePool.js');
      return QueuePool.open(place, sweep, note);
    },
  };
}
