/** The first bytes, at least so many where there are as many, and all of them again in pieces. */
export async function lookAhead(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ head: Uint8Array; all: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  let isEnd = false;
  while (head.length < bytes && !isEnd) {
    const { done, value } = await iterator.next();
    isEnd = done === true;
    if (!done) head = head.length === 0 ? value : joined(head, value);
  }
  return { head, all: new Chunks(head, iterator) };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Bytes that were looked at and those behind them. A generator would not close its source before it is begun. */
class Chunks implements AsyncIterableIterator<Uint8Array> {
  constructor(
    private head: Uint8Array,
    private readonly others: AsyncIterator<Uint8Array>,
  ) {}

  async next(): Promise<IteratorResult<Uint8Array>> {
    const { head } = this;
    if (head.length === 0) return this.others.next();
    this.head = new Uint8Array(0);
    return { done: false, value: head };
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    await this.others.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
