import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../../files/processes.js';

const name = /^adam-train-worker-(\d+)-/;

/** Makes a folder for what a worker trains, which others cannot read, and takes away those of workers that were killed. */
export function makeWorkerFolder(): string {
  for (const entry of readdirSync(tmpdir())) {
    const pid = name.exec(entry)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) removeFolder(join(tmpdir(), entry));
  }
  return mkdtempSync(join(tmpdir(), `adam-train-worker-${process.pid}-`));
}

/** Takes a folder away as far as that goes: a process that ends may still write there. */
export function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // The next worker's start takes it away.
  }
}
