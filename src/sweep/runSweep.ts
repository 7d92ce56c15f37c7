import { AdamTrainError } from '../errors.js';
import type { RunFolder } from '../run/runFolder.js';
import { Halving } from './halving.js';
import { type SweepPlan, trialConfig } from './plan.js';
import type { WorkerPool } from './pool/workerPool.js';
import { type Proposal, Proposals, type Proposer } from './proposer.js';
import { SweepRecords } from './records.js';
import { type Standings, standingsOf } from './standings.js';
import { tidyTrials } from './tidyTrials.js';
import { type Trial, type TrialResult, type TrialTask, trialFolderName } from './trial.js';

/** What whoever waits for a sweep is told of it, and may say to it. */
export interface SweepWatcher {
  /** A trial ended; how far the sweep is by that is reckoned for who asks. */
  onTrial?: (progress: () => SweepProgress) => void;
  /** Whether it is to end: trials that run end their epochs, and no other begins. */
  isInterrupted?: () => boolean;
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
  ended: readonly { trial: Trial; result: TrialResult }[];
  standings: Standings;
}

/**
 * Trains a sweep's trials side by side. What an earlier process was through with is taken from its records; so each trial is trained
 * once, whatever ends the process on its way.
 *
 * @param folder locked by this process
 * @param pool is closed by who made it
 */
export async function runSweep(
  plan: SweepPlan,
  folder: RunFolder,
  pool: WorkerPool,
  watcher: SweepWatcher = {},
): Promise<SweepOutcome> {
  const proposer: Proposer = plan.halving ? new Halving(plan) : new Proposals(plan);
  const records = new SweepRecords(folder, plan);
  const run = new Run(plan, folder, pool, proposer, records, watcher);
  const status = await run.toEnd();
  const standings = standingsOf(plan, proposer);
  if (status === 'completed') tidyTrials(folder, plan, records.ended(), standings);
  records.writeTable();
  return { status, ended: records.ended(), standings };
}

const TRIALS_BETWEEN_TIDYINGS = 50;

class Run {
  private readonly running = new Set<Promise<void>>();
  private readonly started = performance.now();
  private done = 0;
  private known = 0;
  private failed = 0;
  private failedInARow = 0;
  private error: unknown;

  constructor(
    private readonly plan: SweepPlan,
    private readonly folder: RunFolder,
    private readonly pool: WorkerPool,
    private readonly proposer: Proposer,
    private readonly records: SweepRecords,
    private readonly watcher: SweepWatcher,
  ) {}

  async toEnd(): Promise<SweepOutcome['status']> {
    let isStopped = false;
    for (;;) {
      this.start();
      if (this.running.size === 0) break;
      await Promise.race(this.running);
      if (this.isOver() && !isStopped) {
        isStopped = true;
        this.pool.stop();
      }
    }
    if (this.error !== undefined) throw this.error;
    if (this.failedInARow >= this.plan.maxFailures) return 'failed';
    return this.watcher.isInterrupted?.() ? 'interrupted' : 'completed';
  }

  /** Whether no other trial begins. */
  private isOver(): boolean {
    return (
      this.error !== undefined ||
      this.failedInARow >= this.plan.maxFailures ||
      (this.watcher.isInterrupted?.() ?? false)
    );
  }

  /** Gives trials to the workers as long as there are both. */
  private start(): void {
    while (this.pool.hasIdle && !this.isOver()) {
      const proposal = this.proposer.next();
      if (proposal === undefined) return;
      const known = this.records.resultOf(proposal.trial, proposal.until);
      if (known !== undefined) {
        this.known++;
        this.count(proposal.trial, known);
        continue;
      }
      const trained = this.train(proposal)
        .catch((error: unknown) => {
          this.error ??= error;
        })
        .finally(() => this.running.delete(trained));
      this.running.add(trained);
    }
  }

  private async train({ trial, until, ceilings }: Proposal): Promise<void> {
    const result = await this.resultOf(trial, { until, ceilings });
    if (result === undefined) return; // stopped: another process goes on with it
    this.records.add(trial, until, result);
    this.count(trial, result);
    this.watcher.onTrial?.(() => this.progress());
    this.tidy();
  }

  private async resultOf(
    trial: Trial,
    how: Pick<TrialTask, 'until' | 'ceilings'>,
  ): Promise<TrialResult | undefined> {
    let config: TrialTask['config'];
    try {
      config = trialConfig(this.plan, trial);
    } catch (error) {
      if (!(error instanceof AdamTrainError)) throw error;
      // Of drawn values it is not known before whether they go together.
      const reason = error.message;
      return { status: 'failed', epochs: 0, figures: {}, losses: [], reason, seconds: 0, worker: 1 };
    }
    const name = trialFolderName(trial.number);
    const output = { ...config.output, out: this.folder.path, name, force: true };
    return this.pool.train({ number: trial.number, config: { ...config, output }, ...how });
  }

  private count(trial: Trial, result: TrialResult): void {
    this.proposer.tell(trial, result);
    this.done++;
    if (result.status === 'failed') this.failed++;
    this.failedInARow = result.status === 'failed' ? this.failedInARow + 1 : 0;
  }

  /** Bounds the disk on the way. Halving goes on from the checkpoints of all. */
  private tidy(): void {
    const { plan, folder, proposer, records } = this;
    if (plan.halving || this.done % TRIALS_BETWEEN_TIDYINGS !== 0) return;
    const keep = plan.keep === 'none' ? 'best' : plan.keep;
    tidyTrials(folder, { keep }, records.ended(), standingsOf(plan, proposer));
  }

  private progress(): SweepProgress {
    return {
      done: this.done,
      total: this.proposer.total,
      running: this.running.size - 1,
      failed: this.failed,
      known: this.known,
      best: standingsOf(this.plan, this.proposer).best,
      seconds: (performance.now() - this.started) / 1000,
    };
  }
}
