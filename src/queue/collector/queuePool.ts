import { formatPlural } from '../../format.js';
import type { PooledSweep } from '../../sweep/finishSweep.js';
import type { TrialPool } from '../../sweep/pool/trialPool.js';
import type { TrialResult, TrialTask } from '../../sweep/trial.js';
import { releaseData, sendData } from '../jobs/dataFile.js';
import type { QueuePlace } from '../jobs/place.js';
import { jobIdOf, type ReturnedTrial } from '../jobs/trialJob.js';
import { prefix } from '../server/connection.js';
import { probe } from '../server/probe.js';
import { withinTime } from '../server/withinTime.js';
import { bringTrial } from './bringTrial.js';
import { coalesced } from './coalesced.js';
import { identityOf } from './identity.js';
import { sendTrials } from './sendTrials.js';
import { TrialQueue } from './trialQueue.js';
import { type TrialOnWay, TrialsOnWay } from './trialsOnWay.js';

/** Trials that are on the queue at a time: enough for hundreds of processes, and little for the server to hold. */
const MOST_ON_WAY = 1000;
/** Results that are brought at a time. */
const MOST_BROUGHT = 8;

const MILLISECONDS_BETWEEN_LOOKS = 1000;
/** Looks after which it is asked whether the server still has all. */
const LOOKS_BETWEEN_CHECKS = 5;

/** The workers at a queue, wherever they are. */
export class QueuePool implements TrialPool {
  readonly workers = undefined;
  private readonly onWay = new TrialsOnWay();
  /** What the results that were brought, and are yet to be recorded, stand under. */
  private readonly tokens = new Map<string, string>();
  /** Workers in the order in which their first results came. */
  private readonly names: string[] = [];
  private readonly leaving = new Set<Promise<unknown>>();
  private readonly said = new Set<string>();
  private readonly timer: NodeJS.Timeout;
  private looks = 0;
  private isStopped = false;
  private readonly send = this.inTurn(() => this.sendUnsent());
  private readonly look = this.inTurn(() => this.bringEnded());

  private constructor(
    private readonly sweep: PooledSweep & { identity: string },
    private readonly queue: TrialQueue,
    private readonly note: (sentence: string) => void,
  ) {
    queue.onEnded(() => this.look());
    this.timer = setInterval(() => this.tick(), MILLISECONDS_BETWEEN_LOOKS);
  }

  /**
   * Meets the server, and puts the data there.
   *
   * @param note takes what is to be said on the way
   * @throws AdamTrainError if the server cannot be used
   */
  static async open(
    place: QueuePlace,
    sweep: PooledSweep,
    note: (sentence: string) => void,
  ): Promise<QueuePool> {
    const { notes } = await probe(place.address, prefix);
    for (const sentence of notes) note(sentence);
    const identity = identityOf(sweep.folder, place);
    const queue = await TrialQueue.open(place, note);
    try {
      await sendDataOf(sweep, queue);
    } catch (error) {
      queue.disconnect();
      throw error;
    }
    return new QueuePool({ ...sweep, identity }, queue, note);
  }

  get hasRoom(): boolean {
    return this.onWay.size < MOST_ON_WAY;
  }

  train(task: TrialTask): Promise<TrialResult | undefined> {
    const coming = this.onWay.add(jobIdOf(this.sweep.identity, task), task);
    setImmediate(() => this.send()); // together with those that come at the same time
    return coming;
  }

  recorded(task: TrialTask): void {
    const id = jobIdOf(this.sweep.identity, task);
    this.meanwhile(this.queue.forget(id, this.tokens.get(id)));
    this.tokens.delete(id);
  }

  /** Trials that no worker has are taken back; the others end where they are, and are brought another time. */
  stop(): void {
    this.isStopped = true;
    const all = this.onWay.letGo();
    this.meanwhile(Promise.all(all.map(({ id }) => this.queue.withdraw(id))));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    const { queue, sweep } = this;
    const isDone = !this.isStopped && this.onWay.size === 0;
    await withinTime(async () => {
      await Promise.all(this.leaving);
      if (isDone) {
        await releaseData(queue.client, queue.place, sweep.dataSha256);
        await queue.forgetRanks(sweep.identity);
      }
      await queue.close();
    });
    queue.disconnect();
  }

  private sayOnce(sentence: string, about: string): void {
    if (!this.said.has(about)) this.note(sentence);
    this.said.add(about);
  }

  /** Does what nobody waits for, but for the end. */
  private meanwhile(work: Promise<unknown>): void {
    const leaving: Promise<unknown> = work.catch(() => {}).finally(() => this.leaving.delete(leaving));
    this.leaving.add(leaving);
  }

  private tick(): void {
    this.looks++;
    this.send();
    this.look();
    if (this.looks % LOOKS_BETWEEN_CHECKS === 0) this.meanwhile(this.check());
  }

  /** Work that runs once at a time; the end waits for it. */
  private inTurn(work: () => Promise<void>): () => void {
    const run = coalesced(work);
    return () => {
      if (!this.isStopped && this.onWay.size > 0) this.meanwhile(run());
    };
  }

  /** Puts on the server what it has not yet. */
  private async sendUnsent(): Promise<void> {
    const unsent = this.onWay.that('unsent');
    for (const one of unsent) one.state = 'sent';
    try {
      const why = await sendTrials(this.queue, this.sweep, unsent);
      if (why === undefined) return this.look();
      for (const one of unsent) one.state = 'unsent'; // tried again at the next look
      this.sayOnce(`The queue's server takes nothing for now (${why}); waiting for it.`, 'full');
    } catch (error) {
      for (const one of unsent) this.onWay.reject(one, error);
    }
  }

  private async bringEnded(): Promise<void> {
    const ended = await this.queue.ended();
    const ours = ended.flatMap((id) => this.onWay.get(id) ?? []).filter(({ state }) => state === 'sent');
    const next = ours.values();
    await Promise.all(Array.from({ length: MOST_BROUGHT }, () => this.bringEach(next)));
  }

  private async bringEach(trials: Iterable<TrialOnWay>): Promise<void> {
    for (const one of trials) await this.bring(one);
  }

  private async bring(one: TrialOnWay): Promise<void> {
    one.state = 'brought';
    try {
      const brought = await bringTrial(this.queue, one);
      if (brought.kind === 'gone')
        one.state = 'sent'; // which is checked now and then
      else if (brought.kind === 'torn') one.state = 'unsent';
      else {
        const { result, returned } = brought;
        if (returned !== undefined) this.tokens.set(one.id, returned.token);
        this.onWay.resolve(
          one,
          returned === undefined ? result : { ...result, worker: this.numberOf(returned) },
        );
      }
    } catch (error) {
      this.onWay.reject(one, error);
    }
  }

  private numberOf({ worker }: ReturnedTrial): number {
    if (!this.names.includes(worker)) this.names.push(worker);
    return this.names.indexOf(worker) + 1;
  }

  /** Whether the server still has all, and somebody works. */
  private async check(): Promise<void> {
    const sent = this.onWay.that('sent');
    const missing = new Set(await this.queue.missing(sent.map(({ id }) => id)));
    const gone = sent.filter(({ id, state }) => missing.has(id) && state === 'sent');
    if (gone.length > 0) {
      this.sayOnce(
        `${formatPlural(gone.length, 'trial')} went with the server's memory; what has no result is queued again.`,
        'gone',
      );
      await sendDataOf(this.sweep, this.queue);
      for (const one of gone) one.state = 'unsent';
      this.send();
    }
    if (this.onWay.size === 0 || this.names.length > 0 || (await this.queue.isAtWork())) return;
    this.sayOnce(
      'No worker takes trials from the queue yet; run adam-train worker, here or elsewhere.',
      'idle',
    );
  }
}

async function sendDataOf({ plan, dataSha256 }: PooledSweep, { client, place }: TrialQueue): Promise<void> {
  const { data } = plan.common;
  if (data.source === 'file') await sendData(client, place, data.path, dataSha256);
}
