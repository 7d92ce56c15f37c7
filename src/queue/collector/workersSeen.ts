import type { RunEnvironment } from '../../run/configJson.js';

/** The workers of a sweep, as far as it hears of them. */
export class WorkersSeen {
  /** In the order in which their first results came. */
  private readonly names: string[] = [];
  private readonly kinds = new Set<string>();
  private wasNone = false;

  /** @param note takes what is to be said of them */
  constructor(private readonly note: (sentence: string) => void) {}

  /**
   * A worker's number, from 1.
   *
   * @param environment of a trial that it trained
   */
  numberOf(name: string, environment: RunEnvironment | undefined): number {
    if (environment !== undefined) this.compare(environment);
    if (!this.names.includes(name)) this.names.push(name);
    return this.names.indexOf(name) + 1;
  }

  /** @param isAny whether one is there now */
  look(isAny: boolean): void {
    if (!isAny && !this.wasNone) {
      this.note('No worker takes trials from the queue; run adam-train worker, here or elsewhere.');
    }
    this.wasNone = !isAny;
  }

  /** Kernels of one kind give the same digits everywhere, those of another differ in the last ones. */
  private compare({ engine, fma }: RunEnvironment): void {
    const kind = `${engine}${fma === undefined ? '' : fma ? ' that rounds a product and its sum once' : ' that rounds them twice'}`;
    const isKnown = this.kinds.has(kind);
    this.kinds.add(kind);
    if (this.kinds.size !== 2 || isKnown) return;
    this.note(
      `The workers compute with ${[...this.kinds].join(' and with ')}: their numbers differ in the last digits.`,
    );
  }
}
