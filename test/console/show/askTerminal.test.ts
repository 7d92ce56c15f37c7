import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askTerminal } from '../../../src/console/show/askTerminal.js';
import { question } from '../../../src/console/show/graphics.js';

const KITTY = '\x1b_Gi=31;OK\x1b\\';
const END = '\x1b[?62c';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});
afterEach(() => expect(vi.getTimerCount()).toBe(0));

/** A keyboard of a terminal, which keeps count of what is done to it. */
class Keyboard extends EventEmitter {
  isRaw = false;
  isFlowing = false;
  fails = false;
  setRawMode = (isRaw: boolean) => {
    // As tty.ReadStream does.
    if (this.fails) this.emit('error', new Error('setRawMode EIO'));
    else this.isRaw = isRaw;
    return this as never;
  };
  resume = () => this.flow(true);
  pause = () => this.flow(false);
  private flow(isFlowing: boolean): never {
    this.isFlowing = isFlowing;
    return this as never;
  }
}

function ask(stdin: Keyboard, draw: (graphics: string | undefined) => void = () => {}) {
  const seen = { written: '', drawn: [] as (string | undefined)[], exit: undefined as number | undefined };
  const guards = new Set<() => void>();
  const done = askTerminal(
    {
      stdin,
      stdout: {
        write: (text: string | Uint8Array) => {
          seen.written += text;
          return true;
        },
      },
      guard: (restore) => {
        guards.add(restore);
        return () => guards.delete(restore);
      },
      exit: (code) => {
        seen.exit = code;
      },
    },
    ({ graphics }) => {
      seen.drawn.push(graphics);
      draw(graphics);
    },
  );
  return { seen, done, guards };
}

function isLeft(stdin: Keyboard): void {
  expect([stdin.isRaw, stdin.isFlowing]).toEqual([false, false]);
  expect(stdin.eventNames()).toEqual([]);
}

it('draws what the terminal takes as soon as it has answered', async () => {
  const stdin = new Keyboard();
  const { seen, done, guards } = ask(stdin);
  expect(seen.written).toBe(question);
  expect([stdin.isRaw, stdin.isFlowing, guards.size]).toEqual([true, true, 1]);
  stdin.emit('data', Buffer.from(KITTY.slice(0, 4)));
  stdin.emit('data', Buffer.from(KITTY.slice(4)));
  await vi.advanceTimersByTimeAsync(10);
  expect(seen.drawn).toEqual([]);
  stdin.emit('data', Buffer.from(END));
  await done;
  expect(seen).toMatchObject({ drawn: ['kitty'], exit: undefined });
  expect(guards.size).toBe(0);
  isLeft(stdin);
});

it('draws without an answer after 200 ms, and hears a late one', async () => {
  const stdin = new Keyboard();
  const { seen, done } = ask(stdin);
  await vi.advanceTimersByTimeAsync(199);
  expect(seen.drawn).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.drawn).toEqual([undefined]);
  expect(stdin.isRaw).toBe(true);
  await vi.advanceTimersByTimeAsync(300);
  stdin.emit('data', Buffer.from(KITTY + END));
  await done;
  expect(seen.drawn).toEqual([undefined]);
  isLeft(stdin);
});

it('believes what came in time, though the end came late', async () => {
  const stdin = new Keyboard();
  const { seen, done } = ask(stdin);
  stdin.emit('data', Buffer.from(KITTY));
  await vi.advanceTimersByTimeAsync(200);
  expect(seen.drawn).toEqual(['kitty']);
  stdin.emit('data', Buffer.from(END));
  await done;
  isLeft(stdin);
});

it('waits for a second for a terminal that says nothing, or nothing of use', async () => {
  for (const said of ['', '\x00\xff\x1b\x1b[[?;c'.repeat(5000)]) {
    const stdin = new Keyboard();
    const { seen, done } = ask(stdin);
    stdin.emit('data', Buffer.from(said, 'latin1'));
    await vi.advanceTimersByTimeAsync(999);
    expect(stdin.isRaw).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen.drawn).toEqual([undefined]);
    isLeft(stdin);
  }
});

it.each([0, 200])('ends at Ctrl-C after %i ms, which is no signal then', async (milliseconds) => {
  const stdin = new Keyboard();
  const { seen, done } = ask(stdin);
  await vi.advanceTimersByTimeAsync(milliseconds);
  stdin.emit('data', Buffer.from('\x03'));
  await done;
  expect(seen).toMatchObject({ drawn: milliseconds === 0 ? [] : [undefined], exit: 130 });
  isLeft(stdin);
});

it('leaves the terminal as it was if the process ends, or drawing fails', async () => {
  const ended = new Keyboard();
  const first = ask(ended);
  for (const restore of first.guards) restore();
  expect(ended.isRaw).toBe(false);
  ended.emit('data', Buffer.from(END));
  await first.done;

  const failing = new Keyboard();
  const { done } = ask(failing, () => {
    throw new Error('no paper');
  });
  failing.emit('data', Buffer.from(END));
  await expect(done).rejects.toThrow('no paper');
  isLeft(failing);
});

it('draws for a terminal that cannot be changed, and waits no longer', async () => {
  const stdin = new Keyboard();
  stdin.fails = true;
  const { seen, done } = ask(stdin);
  await done;
  expect(seen.drawn).toEqual([undefined]);
  isLeft(stdin);
});
