import { closeSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leaveToSystem, leftToSystem, waitForDisk } from '../../src/files/diskWait.js';

const waited = vi.hoisted(() => ({ for: [] as number[] }));
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  fsyncSync: (descriptor: number) => waited.for.push(descriptor),
}));

let descriptor: number;

beforeEach(() => {
  waited.for = [];
  descriptor = openSync(join(tmpdir(), 'adam-train-disk-wait.txt'), 'w');
  writeSync(descriptor, 'text');
});

afterEach(() => {
  leaveToSystem(() => false);
  closeSync(descriptor);
});

it('waits for the disk unless told otherwise', () => {
  waitForDisk(descriptor);
  expect(waited.for).toEqual([descriptor]);
});

it('leaves a file to the system as long as there is little to lose', () => {
  let seconds = 0.2;
  leaveToSystem(() => seconds < 1);
  waitForDisk(descriptor);
  expect(waited.for).toEqual([]);
  seconds = 1;
  waitForDisk(descriptor);
  expect(waited.for).toEqual([descriptor]);
});

it('leaves the files of one piece of work to it, also of one that throws', () => {
  leftToSystem(() => waitForDisk(descriptor));
  expect(() =>
    leftToSystem(() => {
      throw new Error('full');
    }),
  ).toThrow('full');
  expect(waited.for).toEqual([]);
  waitForDisk(descriptor);
  expect(waited.for).toEqual([descriptor]);
});
