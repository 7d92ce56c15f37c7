import type { Stage, StageSeconds } from '../run/summary.js';

/** Adds up how long each stage takes; `start` is what went by before the clock was made. */
export class StageClock {
  private readonly seconds: StageSeconds = {};

  /** @param last when what is timed began, which by itself is the start of the process */
  constructor(private last = 0) {
    this.end('start');
  }

  /** The time since the last call was this stage's. */
  end(stage: Stage): void {
    const now = performance.now();
    this.seconds[stage] = (this.seconds[stage] ?? 0) + (now - this.last) / 1000;
    this.last = now;
  }

  get stages(): StageSeconds {
    return { ...this.seconds };
  }
}
