import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AdamTrainError } from '../errors.js';
import { formatPlural } from '../format.js';
import { isRunFolder, lastCheckpoint, RunFolder } from '../run/runFolder.js';
import type { PooledSweep } from '../sweep/finishSweep.js';
import type { TrialPool } from '../sweep/pool/trialPool.js';
import { failed, type TrialResult, type TrialTask } from '../sweep/trial.js';
import { releaseData, sendData } from './dataFile.js';
import { identityOf } from './identity.js';
import { prefix, type QueuePlace, resultKey } from './place.js';
import { probe } from './probe.js';
import { FilesGone } from './storedFiles.js';
import { bringFiles } from './trialFiles.js';
import { jobIdOf, jobOf, type ReturnedTrial } from './trialJob.js';
import { TrialQueue } from './trialQueue.js';

/** Trials that are on the queue at a time: enough for hundreds of processes, and little for the server to hold. */
const MOST_ON_WAY = 1000;
/** Results that are brought at a time. */
const MOST_BROUGHT = 8;

const MILLISECONDS_BETWEEN_LOOKS = 1000;
/** Looks after which it is asked whether the server still has all. */
const LOOKS_BETWEEN_CHECKS = 5;
/** A server that does not answer at the end is not waited for longer. */
const MILLISECONDS_TO_LEAVE = 3000;

interface OnWay {
  task: TrialTask;
  resolve: (result: TrialResult | undefined) => void;
  reject: (error: unknown) => void;
  /** Whether the server has it. */
  isSent: boolean;
  isBrought: boolean;
  /** How often its files were not whole. */
  torn: number;
}

/** The workers at a queue, wherever they are. */
export class QueuePool implements TrialPool {
  readonly workers = undefined;
  private readonly onWay = new Map<string, OnWay>();
  private readonly tokens = new Map<string, string>();
  /** Workers in the order in which their first results came. */
  private readonly names: string[] = [];
  private readonly leaving = new Set<Promise<unknown>>();
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;
  private bringing = 0;
  private isSending = false;
  private isLooking = false;
  private hasToLook = false;
  private isStopped = false;
  private saidIdle = false;
  private saidGone = false;
  private queue!: TrialQueue;

  private constructor(
    private readonly sweep: PooledSweep,
    private readonly identity: string,
    private readonly note: (sentence: string) => void,
  ) {}

  /**
   * Meets the server, and puts the data there.
   *
   * @param note takes what is to be said on the way
   * @throws UsageError for a sweep that cannot travel, AdamTrainError if the server cannot be used
   */
  static async open(
    place: QueuePlace,
    sweep: PooledSweep,
    note: (sentence: string) => void,
  ): Promise<QueuePool> {
    const { common } = sweep.plan;
    const found = await probe(place.address, prefix);
    for (const sentence of found.notes) note(sentence);
    const pool = new QueuePool(sweep, identityOf(sweep.folder, place), note);
    pool.queue = await TrialQueue.open(place, note, () => pool.look());
    try {
      if (common.data.source === 'file') {
        await sendData(pool.queue.client, place, common.data.path, sweep.dataSha256);
      }
    } catch (error) {
      await pool.close();
      throw error;
    }
    pool.timer = setInterval(() => pool.tick(), MILLISECONDS_BETWEEN_LOOKS);
    return pool;
  }

  get hasRoom(): boolean {
    return this.onWay.size < MOST_ON_WAY;
  }

  train(task: TrialTask): Promise<TrialResult | undefined> {
    const id = jobIdOf(this.identity, task);
    return new Promise((resolve, reject) => {
      this.onWay.set(id, { task, resolve, reject, isSent: false, isBrought: false, torn: 0 });
      setImmediate(() => this.send()); // together with those that come at the same time
    });
  }

  recorded(task: TrialTask): void {
    const id = jobIdOf(this.identity, task);
    const token = this.tokens.get(id);
    this.tokens.delete(id);
    this.afterwards(this.queue.forget(id, token));
  }

  /** Trials that no worker has are taken back; the others end where they are, and are collected another time. */
  stop(): void {
    this.isStopped = true;
    const all = [...this.onWay];
    this.onWay.clear();
    this.afterwards(Promise.all(all.map(([id]) => this.queue.withdraw(id))));
    for (const [, { resolve }] of all) resolve(undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    const { queue, sweep, identity, isStopped, onWay } = this;
    const isDone = !isStopped && onWay.size === 0;
    const end = async () => {
      await Promise.all(this.leaving);
      if (isDone && sweep.plan.common.data.source === 'file') {
        await releaseData(queue.client, queue.place, sweep.dataSha256);
      }
      if (isDone) await queue.forgetRanks(identity);
      await queue.close();
    };
    let late: NodeJS.Timeout | undefined;
    await Promise.race([
      end().catch(() => {}),
      new Promise<void>((resolve) => {
        late = setTimeout(resolve, MILLISECONDS_TO_LEAVE);
      }),
    ]);
    clearTimeout(late);
    queue.disconnect();
  }

  private afterwards(work: Promise<unknown>): void {
    const leaving = work.catch(() => {}).finally(() => this.leaving.delete(leaving));
    this.leaving.add(leaving);
  }

  /** Puts on the server what it has not yet. */
  private send(): void {
    if (this.isSending || this.isStopped) return;
    const unsent = [...this.onWay].filter(([, { isSent }]) => !isSent);
    if (unsent.length === 0) return;
    this.isSending = true;
    for (const [, one] of unsent) one.isSent = true;
    void this.sendAll(unsent)
      .catch((error: unknown) => {
        for (const [id, one] of unsent) this.settle(id, () => one.reject(error));
      })
      .finally(() => {
        this.isSending = false;
        this.send();
        this.look();
      });
  }

  private async sendAll(unsent: readonly [string, OnWay][]): Promise<void> {
    const jobs = [];
    for (const [id, { task }] of unsent) {
      const { out, name } = task.config.output;
      const folder = join(out, name as string);
      const goesOn = isRunFolder(folder) && existsSync(join(folder, lastCheckpoint));
      if (goesOn) await this.queue.sendStart(id, folder);
      jobs.push({ id, data: jobOf(this.sweep.plan, this.identity, task, goesOn) });
    }
    try {
      await this.queue.add(jobs);
    } catch (error) {
      const { shown } = this.queue.place.address;
      const why = error instanceof Error ? error.message : String(error);
      throw new AdamTrainError(
        `The queue's server ${shown} takes no trials: ${why}. Mend that, and go on with adam-train resume.`,
      );
    }
  }

  private tick(): void {
    this.looks++;
    this.look();
    if (this.looks % LOOKS_BETWEEN_CHECKS === 0) this.afterwards(this.check());
  }

  /** Brings what ended; once more if it is called on the way. */
  private look(): void {
    if (this.isStopped || this.onWay.size === 0) return;
    this.hasToLook = true;
    if (this.isLooking) return;
    this.isLooking = true;
    this.afterwards(
      (async () => {
        while (this.hasToLook) {
          this.hasToLook = false;
          for (const id of await this.queue.ended()) this.bring(id);
        }
      })().finally(() => {
        this.isLooking = false;
      }),
    );
  }

  private bring(id: string): void {
    const one = this.onWay.get(id);
    if (one === undefined || !one.isSent || one.isBrought || this.bringing >= MOST_BROUGHT) return;
    one.isBrought = true;
    this.bringing++;
    void this.collect(id, one)
      .catch((error: unknown) => this.settle(id, () => one.reject(error)))
      .finally(() => {
        this.bringing--;
        one.isBrought = false;
        this.look();
      });
  }

  private async collect(id: string, one: OnWay): Promise<void> {
    const { queue, sweep } = this;
    const end = await queue.endOf(id);
    if (end === undefined) return; // gone between, which is checked now and then
    if ('reason' in end) {
      this.settle(id, () => one.resolve(failed(reasonOf(end.reason), 1)));
      return;
    }
    const { token } = end.returned;
    try {
      const { out, name } = one.task.config.output;
      const folder = new RunFolder(name as string, join(out, name as string), {
        chosenBy: sweep.folder.chosenBy,
      });
      const key = resultKey(queue.place, id, token);
      const result = await bringFiles(queue.client, key, folder, one.task.config);
      if (result === undefined) throw new FilesGone('they have no result of ours');
      this.tokens.set(id, token);
      this.settle(id, () => one.resolve({ ...result, worker: this.numberOf(end.returned) }));
    } catch (error) {
      if (!(error instanceof FilesGone)) throw error;
      await queue.forget(id, token);
      this.again(id, one, error);
    }
  }

  /** Has a trial be trained again whose files are not whole. */
  private again(id: string, one: OnWay, { message }: FilesGone): void {
    one.torn++;
    one.isSent = false;
    if (one.torn < 3) this.send();
    else this.settle(id, () => one.resolve(failed(message, 1)));
  }

  private settle(id: string, how: () => void): void {
    if (this.onWay.delete(id)) how();
  }

  private numberOf({ worker }: ReturnedTrial): number {
    if (!this.names.includes(worker)) this.names.push(worker);
    return this.names.indexOf(worker) + 1;
  }

  /** Whether the server still has all, and somebody works. */
  private async check(): Promise<void> {
    const { queue, sweep } = this;
    const sent = [...this.onWay].filter(([, { isSent, isBrought }]) => isSent && !isBrought);
    if (sent.length === 0) return;
    const missing = await queue.missing(sent.map(([id]) => id));
    const gone = missing.flatMap((id) => this.onWay.get(id) ?? []).filter(({ isBrought }) => !isBrought);
    if (gone.length > 0) {
      const { data } = sweep.plan.common;
      if (data.source === 'file') await sendData(queue.client, queue.place, data.path, sweep.dataSha256);
      if (!this.saidGone) {
        this.note(
          `${formatPlural(gone.length, 'trial')} went lost with the server's memory, and are queued again.`,
        );
      }
      this.saidGone = true;
      for (const one of gone) one.isSent = false;
      this.send();
    }
    if (this.saidIdle || (await queue.isAtWork()) || this.onWay.size === 0) return;
    this.saidIdle = true;
    this.note('No worker takes trials from the queue yet; run adam-train worker, here or elsewhere.');
  }
}

/** What BullMQ says of a job whose workers were all gone is no sentence. */
function reasonOf(reason: string): string {
  return /stalled more than/.test(reason) ? 'Its worker was gone before it ended, three times.' : reason;
}
