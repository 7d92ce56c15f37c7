import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './processes.js';

// A temporary file's name tells who writes it, so that what a killed process left can be told from what a living one writes. Its
// random part cannot be guessed: nobody can put a link to another file in its place beforehand.
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const pattern = /^\.adam-train-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{16}\.tmp$/;
/** As versions before this one named them: FILE.PID.tmp. */
const formerPattern = /^(.+)\.(\d{1,10})\.tmp$/;

/** A part of a name that nobody can guess. */
export function randomName(): string {
  return randomBytes(8).toString('hex');
}

/** A new name for a temporary file of this process. */
export function temporaryName(): string {
  return `.adam-train-${host}-${process.pid}-${randomName()}.tmp`;
}

/** Whether a name in a folder is that of a temporary file, of this version or a former one. */
export function isTemporary(name: string): boolean {
  return pattern.test(name) || formerPattern.test(name);
}

/** The same for one that is ours beyond doubt: what former versions left counts for these files alone. */
export function isTemporaryOf(name: string, files: readonly string[]): boolean {
  const former = formerPattern.exec(name)?.[1];
  return pattern.test(name) || (former !== undefined && files.includes(former));
}

/**
 * Takes away what killed processes left half written in a folder: all of ours, and what former versions left of these files.
 * It never fails: what stays does no harm.
 *
 * @param files the files' names
 */
export function sweepLeftOvers(folder: string, files: readonly string[]): void {
  try {
    for (const name of readdirSync(folder)) {
      if (isTemporaryOf(name, files) && !hasLivingMaker(name)) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // Such as a folder that is not there yet, or may not be listed.
  }
}

/** Of a process on another machine nothing can be told. */
function hasLivingMaker(name: string): boolean {
  const [, itsHost = host, pid = formerPattern.exec(name)?.[2]] = pattern.exec(name) ?? [];
  return itsHost !== host || isRunning(Number(pid));
}
