/** The first bytes, at least so many where there are as many, and all of them again in pieces. */
export async function lookAhead(
  chunks: AsyncIterable<Buffer>,
  bytes: number,
): Promise<{ head: Buffer; all: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let isEnd = false;
  while (head.length < bytes && !isEnd) {
    const { done, value } = await iterator.next();
    isEnd = done === true;
    if (!done) head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  return { head, all: new Chunks(head, iterator) };
}

/** Bytes that were looked at and those behind them. A generator would not close its source before it is begun. */
class Chunks implements AsyncIterableIterator<Buffer> {
  constructor(
    private head: Buffer,
    private readonly others: AsyncIterator<Buffer>,
  ) {}

  async next(): Promise<IteratorResult<Buffer>> {
    const { head } = this;
    if (head.length === 0) return this.others.next();
    this.head = Buffer.alloc(0);
    return { done: false, value: head };
  }

  async return(): Promise<IteratorResult<Buffer>> {
    await this.others.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
