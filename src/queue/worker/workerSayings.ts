import { roundsOnce } from '../../kernels/wasm/rounding.js';
import { printable } from '../../text.js';
import type { TrialJob } from '../jobs/trialJob.js';
import { busyWords, isAnswer } from '../server/busy.js';

/** What a worker says of the server, once however often it happens. */
export class WorkerSayings {
  private readonly said = new Set<string>();

  constructor(private readonly note: (sentence: string) => void) {}

  once(sentence: string): void {
    if (!this.said.has(sentence)) this.note(sentence);
    this.said.add(sentence);
  }

  /**
   * Says that a sweep's other machines, and this one, give other last digits: only our kernels of wasm differ so.
   *
   * @param here the kind of this machine's kernels
   */
  kernels({ sweep, fma, settings }: Pick<TrialJob, 'sweep' | 'fma' | 'settings'>, here = roundsOnce()): void {
    if (fma === undefined || here === undefined || fma === here) return;
    if (!['wasm', 'auto', undefined].includes(settings['backend'] as string)) return;
    const rounding = (once: boolean) => (once ? 'with one rounding' : 'with two roundings');
    this.once(
      `The sweep ${sweep} is of a machine whose wasm kernels add a product ${rounding(fma)}, and those here add it ${rounding(here)}: the last digits of its trials differ by where they train.`,
    );
  }

  busy(why: string): void {
    this.once(`The queue's server can do nothing for now (${why}); waiting for it.`);
  }

  /**
   * Says what an error of the queue means. What is wrong with a connection is said by our own.
   *
   * @param isHere whether the trial of a job runs here, or came back while it ran: what it came back with counts
   */
  error(error: Error, isHere: (job: string) => boolean): void {
    const id = /^(?:Missing key|Missing lock|Lock mismatch) for job (\S+?)\.? /.exec(error.message)?.[1];
    if (id !== undefined) {
      if (isHere(id)) return;
      this.once(
        `The lock on ${printable(id)} ran out while this worker was away; if another worker has begun it since, what comes of it there counts.`,
      );
      return;
    }
    const why = busyWords(error);
    if (why !== undefined) {
      if (!why.startsWith('LOADING')) this.busy(why);
    } else if (isAnswer(error)) {
      this.once(`The queue's server refuses what a worker asks of it: ${printable(error.message)}`);
    }
  }
}
