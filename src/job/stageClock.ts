import type { Stage, StageSeconds } from '../run/summary.js';

/** Adds up how long each stage takes; `start` is what went by before the clock was made. */
export class StageClock {
  private readonly seconds: StageSeconds = {};
  private last = 0; // performance.now() counts from the start of the process

  constructor() {
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
