import type { RunFolder } from '../run/runFolder.js';
import type { SweepPlan } from './plan.js';
import { sweepCsv, sweepCsvName } from './sweepCsv.js';
import type { Trial, TrialResult } from './trial.js';
import { readRecord, writeRecord } from './trialRecord.js';

const MILLISECONDS_BETWEEN_TABLES = 1000;

/** What a sweep's folder holds of its trials: a record in each one's, and the table of all. */
export class SweepRecords {
  private readonly known = new Map<number, { trial: Trial; results: ReturnType<typeof readRecord> }>();
  private last = 0;

  constructor(
    private readonly folder: RunFolder,
    private readonly plan: SweepPlan,
  ) {}

  /** What an earlier process made of a trial, trained until then. */
  resultOf(trial: Trial, until: number | undefined): TrialResult | undefined {
    return this.of(trial).results.find((one) => one.until === (until ?? null))?.result;
  }

  /** Writes what came of a trial; the table follows soon. */
  add(trial: Trial, until: number | undefined, result: TrialResult): void {
    const { results } = this.of(trial);
    results.push({ until: until ?? null, result });
    writeRecord(this.folder, trial, results);
    if (performance.now() - this.last >= MILLISECONDS_BETWEEN_TABLES) this.writeTable();
  }

  /** The trials that ended, each with its last result, in their order. */
  ended(): { trial: Trial; result: TrialResult }[] {
    return [...this.known.values()]
      .flatMap(({ trial, results }) => {
        const result = results.at(-1)?.result;
        return result === undefined ? [] : [{ trial, result }];
      })
      .sort((a, b) => a.trial.number - b.trial.number);
  }

  writeTable(): void {
    this.folder.write(sweepCsvName, sweepCsv(this.plan, this.ended()));
    this.last = performance.now();
  }

  private of(trial: Trial) {
    const found = this.known.get(trial.number) ?? { trial, results: readRecord(this.folder, trial) };
    this.known.set(trial.number, found);
    return found;
  }
}
