/** How many trials may be chosen: as many lines as can be told apart. */
export const MOST_CHOSEN = 8;

/** Which trials are chosen, and which the table's filter leaves; the charts follow. */
export class Selection {
  /** By their looks, from 0 on: a trial keeps its own until it is left out. */
  private readonly looks: (number | undefined)[];
  private left: ReadonlySet<number> | undefined;
  private readonly followers: (() => void)[] = [];
  private isTold = false;

  constructor(first: readonly number[]) {
    this.looks = Array.from({ length: MOST_CHOSEN }, (_, look) => first[look]);
  }

  /** The chosen trials in the order of their looks. */
  get chosen(): { number: number; look: number }[] {
    return this.looks.flatMap((number, look) => (number === undefined ? [] : [{ number, look }]));
  }

  get isFull(): boolean {
    return !this.looks.includes(undefined);
  }

  lookOf(number: number): number | undefined {
    const look = this.looks.indexOf(number);
    return look < 0 ? undefined : look;
  }

  /** Chooses a trial, or leaves it out again; with too many chosen it does nothing. */
  toggle(number: number): void {
    const look = this.lookOf(number) ?? this.looks.indexOf(undefined);
    if (look < 0) return;
    this.looks[look] = this.looks[look] === number ? undefined : number;
    this.tell();
  }

  /** Chooses these instead of what is chosen. */
  choose(numbers: readonly number[]): void {
    for (let look = 0; look < MOST_CHOSEN; look++) this.looks[look] = numbers[look];
    this.tell();
  }

  /** @param numbers of the trials that are left; undefined if nothing is filtered */
  filter(numbers: ReadonlySet<number> | undefined): void {
    this.left = numbers;
    this.tell();
  }

  isLeft(number: number): boolean {
    return this.left === undefined || this.left.has(number);
  }

  onChange(follow: () => void): void {
    this.followers.push(follow);
  }

  /** Whoever follows draws, which is done once for several changes. */
  private tell(): void {
    if (this.isTold) return;
    this.isTold = true;
    requestAnimationFrame(() => {
      this.isTold = false;
      for (const follow of this.followers) follow();
    });
  }
}
