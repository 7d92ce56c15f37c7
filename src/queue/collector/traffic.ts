import { formatPlural } from '../../format.js';
import type { PooledSweep } from '../../sweep/finishSweep.js';
import { sendData } from '../jobs/dataFile.js';
import { isAnyPresent } from '../jobs/presence.js';
import { bringTrial } from './bringTrial.js';
import { coalesced } from './coalesced.js';
import { sendTrials } from './sendTrials.js';
import { asked, ServerBusy } from './serverErrors.js';
import type { TrialQueue } from './trialQueue.js';
import { type TrialOnWay, TrialsOnWay } from './trialsOnWay.js';
import { WorkersSeen } from './workersSeen.js';

/** Results that are brought at a time. */
const MOST_BROUGHT = 8;
const MILLISECONDS_BETWEEN_LOOKS = 1000;
/** Looks after which it is asked whether the server still has all. */
const LOOKS_BETWEEN_CHECKS = 5;

/** Moves the trials of a sweep to the server, and what came of them back into the sweep's folder. */
export class Traffic {
  readonly onWay = new TrialsOnWay();
  /** What the results that were brought, and are yet to be recorded, stand under. */
  readonly tokens = new Map<string, string>();
  readonly send = this.inTurn(() => this.sendUnsent());
  private readonly look = this.inTurn(() => this.bringEnded());
  private readonly check = this.inTurn(() => this.checkServer());
  private readonly seen: WorkersSeen;
  private readonly leaving = new Set<Promise<unknown>>();
  private readonly timer: NodeJS.Timeout;
  /** Jobs that may have ended since the last look. */
  private hints = new Set<string>();
  /** Whether it is not known which have ended. */
  private looksAtAll = true;
  private looks = 0;
  private saidLost = false;
  private saidBusy = false;
  private isStopped = false;

  /** @param note takes what is to be said on the way */
  constructor(
    private readonly sweep: PooledSweep & { identity: string },
    private readonly queue: TrialQueue,
    private readonly note: (sentence: string) => void,
  ) {
    this.seen = new WorkersSeen(note);
    queue.onEnded((id) => {
      this.hints.add(id);
      this.look();
    });
    this.timer = setInterval(() => this.tick(), MILLISECONDS_BETWEEN_LOOKS);
  }

  /** Does what nobody waits for before the end. */
  meanwhile(work: Promise<unknown>): void {
    const leaving: Promise<unknown> = work.catch(() => {}).finally(() => this.leaving.delete(leaving));
    this.leaving.add(leaving);
  }

  /** Begins nothing more. */
  stop(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.leaving.size > 0) await Promise.all(this.leaving);
  }

  private tick(): void {
    this.looks++;
    this.looksAtAll = true; // an event may have been lost, or been none
    this.send();
    this.look();
    if (this.looks % LOOKS_BETWEEN_CHECKS === 0) this.check();
  }

  /** Work that runs once at a time. */
  private inTurn(work: () => Promise<void>): () => void {
    const run = coalesced(async () => {
      try {
        if (!this.isStopped && this.onWay.size > 0) await asked(this.queue.place.address, work);
      } catch (error) {
        this.mind(error);
      }
    });
    return () => this.meanwhile(run());
  }

  /** A server that is busy is asked again at the next tick; any other error ends the sweep. */
  private mind(error: unknown): void {
    for (const one of this.onWay.that('sending')) one.state = 'unsent';
    if (!(error instanceof ServerBusy)) {
      for (const one of this.onWay.all()) this.onWay.reject(one, error);
      return;
    }
    if (!this.saidBusy)
      this.note(`The queue's server can do nothing for now (${error.why}); waiting for it.`);
    this.saidBusy = true;
  }

  /** Puts on the server what it has not yet. */
  private async sendUnsent(): Promise<void> {
    const unsent = this.onWay.that('unsent');
    if (unsent.length === 0) return;
    for (const one of unsent) one.state = 'sending';
    await sendTrials(this.queue, this.sweep, unsent);
    this.saidBusy = false;
    this.looksAtAll = true; // one that was there already may have ended long ago
    this.look();
  }

  private async bringEnded(): Promise<void> {
    const sent = this.looksAtAll
      ? this.onWay.that('sent')
      : [...this.hints].flatMap((id) => this.onWay.get(id) ?? []).filter(({ state }) => state === 'sent');
    this.hints = new Set();
    this.looksAtAll = false;
    if (sent.length === 0) return;
    const { ended } = await this.queue.statesOf(sent.map(({ id }) => id));
    const next = ended.flatMap((id) => this.onWay.get(id) ?? []).values();
    await Promise.all(Array.from({ length: MOST_BROUGHT }, () => this.bringEach(next)));
  }

  private async bringEach(trials: Iterable<TrialOnWay>): Promise<void> {
    for (const one of trials) if (one.state === 'sent' && !this.isStopped) await this.bring(one);
  }

  private async bring(one: TrialOnWay): Promise<void> {
    one.state = 'brought';
    const brought = await bringTrial(this.queue, one).catch((error: unknown) => {
      one.state = 'sent';
      throw error;
    });
    if (brought.kind === 'open') one.state = 'sent';
    else if (brought.kind === 'again') one.state = 'unsent';
    else if (brought.kind === 'failed') this.onWay.resolve(one, brought.result);
    else {
      const { result, returned, environment } = brought;
      this.tokens.set(one.id, returned.token);
      const worker = this.seen.numberOf(returned.worker, environment);
      this.onWay.resolve(one, { ...result, worker });
    }
  }

  /** Whether the server still has all, and somebody works. */
  private async checkServer(): Promise<void> {
    const { queue, sweep, onWay } = this;
    await sendDataOf(sweep, queue);
    const { missing } = await queue.statesOf(onWay.that('sent').map(({ id }) => id));
    const gone = missing.flatMap((id) => onWay.get(id) ?? []).filter(({ state }) => state === 'sent');
    for (const one of gone) one.state = 'unsent';
    if (gone.length > 0 && !this.saidLost) {
      const lost = formatPlural(gone.length, 'trial');
      this.note(
        `The server has lost ${lost}, as one does that keeps nothing on its disk; what has no result is queued again.`,
      );
    }
    this.saidLost ||= gone.length > 0;
    this.send();
    if (onWay.size > 0) this.seen.look(await isAnyPresent(queue.client, queue.place));
  }
}

/** Puts a sweep's data on the server, if they are of a file and not there. */
export async function sendDataOf(
  { plan, dataSha256 }: PooledSweep,
  { client, place }: TrialQueue,
): Promise<void> {
  const { data } = plan.common;
  if (data.source === 'file') await sendData(client, place, data.path, dataSha256);
}
