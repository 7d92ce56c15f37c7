import { once } from 'node:events';
import type { Writable } from 'node:stream';

interface Stream {
  to: Writable;
  /** How many epochs it has. */
  has: number;
  /** Whether there is more for it. */
  lacks: boolean;
}

/** What is sent of epochs: the event's text, and how many who gets it then has. */
export interface Update {
  text: string;
  has: number;
}

/**
 * Pages that listen. To one that reads too slowly nothing more is sent until it has read what it was sent: it then gets all that
 * it lacks at once, so that no more than one update waits for it.
 */
export class Streams {
  private readonly all = new Set<Stream>();

  get isEmpty(): boolean {
    return this.all.size === 0;
  }

  add(to: Writable): void {
    const stream = { to, has: 0, lacks: true };
    this.all.add(stream);
    to.on('close', () => this.all.delete(stream));
    to.write('retry: 1000\n\n');
  }

  /** What was sent of the epochs until now holds no more: all get them anew. */
  restart(): void {
    for (const stream of this.all) stream.has = 0;
  }

  /**
   * @param isNew whether there is more for all of them, not only for those that lack something
   * @param since what those lack who have so many epochs
   */
  send(isNew: boolean, since: (has: number) => Update): void {
    const made = new Map<number, Update>();
    for (const stream of this.all) {
      stream.lacks ||= isNew;
      if (!stream.lacks || stream.to.writableNeedDrain) continue;
      const update = made.get(stream.has) ?? since(stream.has);
      made.set(stream.has, update);
      stream.to.write(update.text);
      stream.has = update.has;
      stream.lacks = false;
    }
  }

  /** Sends the last event; done when all have read it or are gone. */
  async end(last: string): Promise<void> {
    await Promise.all(
      [...this.all].map(async ({ to }) => {
        to.end(last);
        await once(to, 'close').catch(() => {});
      }),
    );
  }
}

/** A value as a server-sent event. */
export function event(name: string, value: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
}
