import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exitCodes } from '../../src/errors.js';

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  for (const signal of signals) {
    const ours = process.listeners(signal).filter((listener) => !before.get(signal)?.includes(listener));
    for (const listener of ours) process.off(signal, listener);
  }
});

// Ctrl-Break is Windows' alone, and no other system sends it.
it.each([
  ['SIGHUP', exitCodes.hungUp],
  ['SIGINT', exitCodes.interrupted],
  ['SIGTERM', exitCodes.terminated],
  ['SIGBREAK', exitCodes.interrupted],
] as const)('lets work end in order at %s, and says that the exit code is %i', async (signal, exitCode) => {
  const { hearSignals, onInterruption } = await import('../../src/console/signals.js');
  const heard: number[] = [];
  hearSignals();
  onInterruption((code) => heard.push(code));
  process.emit(signal, signal);
  expect(heard).toEqual([exitCode]);
});
