import type { RunFolder } from '../run/runFolder.js';
import { FailuresInARow, type Proposed } from './failuresInARow.js';
import { Halving } from './halving.js';
import type { SweepPlan } from './plan.js';
import type { TrialPool } from './pool/trialPool.js';
import { type Proposal, Proposals, type Proposer } from './proposer.js';
import { type EndedTrial, SweepRecords } from './records.js';
import { type Standings, standingsOf } from './standings.js';
import { Tidier } from './tidier.js';
import type { TrialResult } from './trial.js';
import { taskOf } from './trialTask.js';

/** What whoever waits for a sweep is told of it, and may say to it. */
export interface SweepWatcher {
  /** Takes what says at any time how far the sweep is. */
  onBegin?: (progress: () => SweepProgress) => void;
  /** A trial ended; how far the sweep is by that is reckoned for who asks. */
  onTrial?: (progress: () => SweepProgress) => void;
  /** All trials ended; what is left is drawn and written in seconds. */
  onTrained?: () => void;
  /** Whether it is to end: trials that run end their epochs, and no other begins. */
  isInterrupted?: () => boolean;
  /** Resolves when it is to end, however long the trials that run take. */
  whenInterrupted?: Promise<void>;
}

/** How far a sweep is. */
export interface SweepProgress {
  /** Trainings that ended, of as many as there are to be. */
  done: number;
  total: number;
  running: number;
  failed: number;
  /** Those that were there before. */
  known: number;
  best: Standings['best'];
  /** Since it began or went on. */
  seconds: number;
}

export interface SweepOutcome {
  status: 'completed' | 'interrupted' | 'failed';
  ended: readonly EndedTrial[];
  standings: Standings;
}

/**
 * Trains a sweep's trials side by side. What an earlier process was through with is taken from its records; so each trial is trained
 * once, whatever ends the process on its way.
 *
 * @param folder locked by this process
 * @param pool is closed by who made it
 * @param dataSha256 of the data that each trial is to have
 */
export async function runSweep(
  plan: SweepPlan,
  folder: RunFolder,
  { pool, dataSha256, watcher = {} }: { pool: TrialPool; dataSha256: string; watcher?: SweepWatcher },
): Promise<SweepOutcome> {
  const proposer: Proposer = plan.halving ? new Halving(plan) : new Proposals(plan);
  const records = new SweepRecords(folder, plan);
  const run = new Run(plan, folder, { pool, dataSha256, watcher }, proposer, records);
  try {
    const status = await run.toEnd();
    return { status, ended: run.counted(), standings: standingsOf(plan, proposer) };
  } finally {
    records.writeTable(run.counted());
  }
}

class Run {
  private running = 0;
  private onEnd = () => {};
  private readonly started = performance.now();
  private readonly proposed: Proposed[] = [];
  private readonly failures: FailuresInARow;
  private readonly tidier: Tidier;
  private readonly sweep: { plan: SweepPlan; folder: RunFolder; dataSha256: string };
  private done = 0;
  private known = 0;
  private failed = 0;
  private isStopped = false;
  private error: unknown;

  constructor(
    private readonly plan: SweepPlan,
    folder: RunFolder,
    private readonly means: { pool: TrialPool; dataSha256: string; watcher: SweepWatcher },
    private readonly proposer: Proposer,
    private readonly records: SweepRecords,
  ) {
    this.failures = new FailuresInARow(plan.maxFailures);
    this.sweep = { plan, folder, dataSha256: means.dataSha256 };
    this.tidier = new Tidier(plan, folder, proposer, records);
    means.watcher.onBegin?.(() => this.progress());
  }

  async toEnd(): Promise<SweepOutcome['status']> {
    const { pool, watcher } = this.means;
    void watcher.whenInterrupted?.then(() => this.onEnd());
    for (;;) {
      if (!this.isOver()) this.start();
      if (this.running === 0) break;
      // Promise.race would leave a handler on each that runs for each that ends: with a thousand on their way, millions.
      await new Promise<void>((resolve) => {
        this.onEnd = resolve;
      });
      if (this.isOver() && !this.isStopped) {
        this.isStopped = true; // no trial begins any more, whatever those that run give
        pool.stop();
      }
    }
    if (this.error !== undefined) throw this.error;
    if (this.failures.last !== undefined) return 'failed';
    const isWhole = this.proposed.every(({ result }) => result !== undefined);
    return watcher.isInterrupted?.() === true || !isWhole ? 'interrupted' : 'completed';
  }

  /** The trials that ended; of a sweep that failures ended, up to the last of these. */
  counted(): EndedTrial[] {
    const ended = this.records.ended();
    const { last } = this.failures;
    if (last === undefined) return ended;
    const numbers = new Set(this.proposed.slice(0, last + 1).map(({ trial }) => trial.number));
    return ended.filter(({ trial }) => numbers.has(trial.number));
  }

  /** Whether no other trial begins. */
  private isOver(): boolean {
    return (
      this.isStopped ||
      this.error !== undefined ||
      this.failures.last !== undefined ||
      (this.means.watcher.isInterrupted?.() ?? false)
    );
  }

  /** Gives trials to the pool as long as there are some, and room for them. */
  private start(): void {
    while (this.means.pool.hasRoom && !this.isOver()) {
      const proposal = this.proposer.next();
      if (proposal === undefined) return;
      const place = this.proposed.push({ trial: proposal.trial }) - 1;
      const known = this.records.resultOf(proposal.trial, proposal);
      if (known !== undefined) {
        this.known++;
        this.forgotten(proposal);
        this.count(place, known);
        continue;
      }
      this.running++;
      void this.train(place, proposal)
        .catch((error: unknown) => {
          this.error ??= error;
        })
        .finally(() => {
          this.running--;
          this.onEnd();
        });
    }
  }

  /** A pool elsewhere may still have what was recorded before. */
  private forgotten({ trial, until, ceilings }: Proposal): void {
    const { pool } = this.means;
    if (pool.recorded === undefined) return;
    const task = taskOf(this.sweep, trial, { until, ceilings });
    if ('config' in task) pool.recorded(task);
  }

  private async train(place: number, { trial, until, ceilings }: Proposal): Promise<void> {
    const task = taskOf(this.sweep, trial, { until, ceilings });
    const isTask = 'config' in task;
    const result = isTask ? await this.means.pool.train(task) : task;
    if (result === undefined) return; // stopped: another process goes on with it
    this.records.add(trial, until, result);
    if (isTask) this.means.pool.recorded?.(task);
    this.count(place, result);
    this.means.watcher.onTrial?.(() => this.progress());
    this.tidier.tidy(this.done);
  }

  private count(place: number, result: TrialResult): void {
    const proposed = this.proposed[place] as Proposed;
    proposed.result = result;
    this.proposer.tell(proposed.trial, result);
    this.failures.see(this.proposed);
    this.done++;
    if (result.status === 'failed') this.failed++;
  }

  private progress(): SweepProgress {
    return {
      done: this.done,
      total: this.proposer.total,
      running: this.running,
      failed: this.failed,
      known: this.known,
      best: standingsOf(this.plan, this.proposer).best,
      seconds: (performance.now() - this.started) / 1000,
    };
  }
}
