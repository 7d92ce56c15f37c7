import type { TrialResult, TrialTask } from '../../sweep/trial.js';

/** A trial that somebody waits for. */
export interface TrialOnWay {
  readonly id: string;
  readonly task: TrialTask;
  /** Where it is: yet to be sent, on its way to the server, there, or on its way back. */
  state: 'unsent' | 'sending' | 'sent' | 'brought';
  /** How often its files did not come back whole. */
  torn: number;
  /** How often the server had been lost when it was sent. */
  lossesBefore: number;
}

/** The trials of a sweep that are on their way to workers and back, by their jobs. */
export class TrialsOnWay {
  private readonly trials = new Map<
    string,
    TrialOnWay & { resolve: (result: TrialResult | undefined) => void; reject: (error: unknown) => void }
  >();

  get size(): number {
    return this.trials.size;
  }

  /** Resolves with what comes of a trial; undefined if it is let go before. */
  add(id: string, task: TrialTask): Promise<TrialResult | undefined> {
    return new Promise((resolve, reject) => {
      this.trials.set(id, { id, task, state: 'unsent', torn: 0, lossesBefore: 0, resolve, reject });
    });
  }

  get(id: string): TrialOnWay | undefined {
    return this.trials.get(id);
  }

  all(): TrialOnWay[] {
    return [...this.trials.values()];
  }

  /** Those of a state. */
  that(state: TrialOnWay['state']): TrialOnWay[] {
    return [...this.trials.values()].filter((one) => one.state === state);
  }

  resolve({ id }: TrialOnWay, result: TrialResult): void {
    const { resolve } = this.trials.get(id) ?? {};
    this.trials.delete(id);
    resolve?.(result);
  }

  reject({ id }: TrialOnWay, error: unknown): void {
    const { reject } = this.trials.get(id) ?? {};
    this.trials.delete(id);
    reject?.(error);
  }

  /** Waits for none of them any more. */
  letGo(): TrialOnWay[] {
    const all = [...this.trials.values()];
    this.trials.clear();
    for (const { resolve } of all) resolve(undefined);
    return all;
  }
}
