import { lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.js';
import { makeDirectory } from '../files/directories.js';
import { identityOfName } from '../files/fileIdentity.js';
import { randomName } from '../files/leftOvers.js';
import { patiently } from '../files/patience.js';
import { RunLock } from './runLock.js';

// A new run is made in a hidden folder beside those that are finished or at work, and takes its name in one rename. Where it
// replaces an earlier run, that one is set aside under a hidden name of its own for the moment between two renames. A process
// that is killed in that moment leaves the earlier run there, and whoever looks for it next puts it back.
const hidden = /^\.adam-train-[0-9a-f]{16}$/;
const aside = /^\.(.+)\.earlier-[0-9a-f]{16}$/;

/** The name of a folder that is nobody's business but its maker's. */
export function hiddenName(): string {
  return `.adam-train-${randomName()}`;
}

/** The name that an earlier run has while a new one takes its place. */
export function asideName(name: string): string {
  return `.${name}.earlier-${randomName()}`;
}

/** Makes a hidden folder in `out` and locks it, so that nobody takes it for what a killed process left. */
export function makeHiddenFolder(out: string): { place: string; lock: RunLock } {
  for (;;) {
    const place = join(out, hiddenName());
    if (!makeDirectory(place)) continue;
    try {
      return { place, lock: RunLock.take(place) };
    } catch (error) {
      // Another process may have taken it away, or be about to, in the moment before it was locked.
      if (error instanceof UsageError || identityOfName(place) === undefined) continue;
      rmSync(place, { recursive: true, force: true });
      throw error;
    }
  }
}

/** What is in `out`, runs that are set aside under their own names. */
export function names(out: string): string[] {
  return readdirSync(out).map((entry) => aside.exec(entry)?.[1] ?? entry);
}

/** Puts back what killed processes left set aside in `out`, and takes away the rest of what they left there. */
export function tidy(out: string): void {
  for (const entry of list(out)) {
    const path = join(out, entry);
    const name = aside.exec(entry)?.[1];
    if (name !== undefined) putBack(path, join(out, name));
    else if (hidden.test(entry)) withLock(path, () => takeAway(path));
  }
}

/** Puts the run of that path back if a process was killed while it was set aside. */
export function restore(path: string): void {
  if (identityOfName(path) !== undefined) return;
  for (const entry of list(dirname(path))) {
    if (aside.exec(entry)?.[1] === basename(path)) putBack(join(dirname(path), entry), path);
  }
}

/** Takes a folder away; it is hidden first, so that half of it is never taken for a run. It does no harm if it stays. */
export function takeAway(path: string): void {
  try {
    const place = join(dirname(path), hiddenName());
    patiently(() => renameSync(path, place));
    patiently(() => rmSync(place, { recursive: true, force: true }));
  } catch {
    // Such as one with a folder in it that only another user may change.
  }
}

function putBack(from: string, to: string): void {
  withLock(from, (lock) => {
    if (identityOfName(to) !== undefined) return takeAway(from);
    patiently(() => renameSync(from, to));
    lock.moveTo(to);
  });
}

/** Does the work on a folder that no living process holds; where one does, or it cannot be done, the folder stays. */
function withLock(path: string, work: (lock: RunLock) => void): void {
  try {
    if (!lstatSync(path).isDirectory()) return;
    const lock = RunLock.take(path);
    try {
      work(lock);
    } finally {
      lock.release();
    }
  } catch {
    // It is in use, or another process was faster.
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
