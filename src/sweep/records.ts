import { rmSync } from 'node:fs';
import { leftToSystem } from '../files/diskWait.js';
import { onPath } from '../files/fileErrors.js';
import type { RunFolder } from '../run/runFolder.js';
import { prunedAfter } from '../search/medianPruner.js';
import { type SweepPlan, trialConfig } from './plan.js';
import type { Proposal } from './proposer.js';
import { settingsDigest } from './settingsDigest.js';
import { sweepCsv, sweepCsvName } from './sweepCsv.js';
import { isLittle, type Trial, type TrialResult, trialFolderName } from './trial.js';
import { readRecord, type TrialRecord, writeRecord } from './trialRecord.js';

const MILLISECONDS_BETWEEN_TABLES = 1000;
/** A long table is written less often, so that it takes at most this share of the time. */
const SHARE_FOR_TABLES = 0.01;

/** A trial, and what came of it last. */
export interface EndedTrial {
  trial: Trial;
  result: TrialResult;
}

/** What a sweep's folder holds of its trials: a record in each one's, and the table of all. */
export class SweepRecords {
  private readonly known = new Map<number, TrialRecord & { trial: Trial }>();
  private nextTable = 0;

  constructor(
    private readonly folder: RunFolder,
    private readonly plan: SweepPlan,
  ) {}

  /**
   * What an earlier process made of a trial, trained until then; nothing, and its folder is taken away, where it was pruned by others
   * than these ceilings: a trial before it had failed, and has been trained since.
   */
  resultOf(trial: Trial, { until, ceilings }: Pick<Proposal, 'until' | 'ceilings'>): TrialResult | undefined {
    const result = this.of(trial).results.find((one) => one.until === (until ?? null))?.result;
    if (result === undefined || isPrunedBy(ceilings, result)) return result;
    const name = trialFolderName(trial.number);
    onPath(
      this.folder.file(name),
      () => rmSync(this.folder.file(name), { recursive: true }),
      this.folder.chosenBy,
    );
    this.known.delete(trial.number);
    return undefined;
  }

  /** Writes what came of a trial; the table follows soon. */
  add(trial: Trial, until: number | undefined, result: TrialResult): void {
    const { results, settings } = this.of(trial);
    results.push({ until: until ?? null, result });
    const write = () => writeRecord(this.folder, { ...trial, settings, results });
    if (isLittle(result.seconds)) leftToSystem(write);
    else write();
    if (performance.now() >= this.nextTable) this.writeTable();
  }

  /** The trials that ended, each with its last result, in their order. */
  ended(): EndedTrial[] {
    return [...this.known.values()]
      .flatMap(({ trial, results }) => {
        const result = results.at(-1)?.result;
        return result === undefined ? [] : [{ trial, result }];
      })
      .sort((a, b) => a.trial.number - b.trial.number);
  }

  writeTable(ended = this.ended()): void {
    const started = performance.now();
    this.folder.write(sweepCsvName, sweepCsv(this.plan, ended));
    const now = performance.now();
    this.nextTable = now + Math.max(MILLISECONDS_BETWEEN_TABLES, (now - started) / SHARE_FOR_TABLES);
  }

  private of(trial: Trial) {
    const known = this.known.get(trial.number);
    if (known !== undefined) return known;
    const settings = settingsDigest(() => trialConfig(this.plan, trial));
    const found = { ...trial, trial, settings, results: readRecord(this.folder, trial, settings) };
    this.known.set(trial.number, found);
    return found;
  }
}

/** Whether a trial ended as it does with these ceilings, or without any. */
function isPrunedBy(ceilings: readonly number[] | undefined, { status, losses }: TrialResult): boolean {
  if (status === 'failed') return true;
  const last = ceilings && prunedAfter(losses, ceilings);
  if (status === 'pruned') return last === losses.length;
  // One that stops or diverges after the epoch that would prune it, or is cut there for a rung, is not called pruned.
  return last === undefined || (last === losses.length && status !== 'completed');
}
