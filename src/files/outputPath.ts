import { fstatSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { UsageError } from '../errors.js';
import { onPath } from './fileErrors.js';
import { identityOf, identityOfOpen, isSame } from './fileIdentity.js';

/**
 * Checks that a file may be written, before the work begins.
 *
 * @param flag the one that names it
 * @throws UsageError if it is there and `force` is not set, or is no file
 * @throws AdamTrainError (exit code 1) if nothing can stand at the path
 */
export function checkOutput(path: string, force: boolean, flag: '--output' | '--to' = '--output'): void {
  const found = onPath(path, () => lstatSync(path, { throwIfNoEntry: false }), flag);
  if (found === undefined) return;
  const file = onPath(path, () => statSync(path, { throwIfNoEntry: false }), flag);
  if (file === undefined) {
    throw new UsageError(
      `${flag} must be a file, got ${path}, a link that leads nowhere; choose another name.`,
    );
  }
  if (!file.isFile()) throw new UsageError(`${flag} must be a file, got ${path}; choose another name.`);
  if (!force) {
    throw new UsageError(
      `${flag} must be a new file, got ${path}; choose another, or replace it with --force.`,
    );
  }
}

/**
 * Checks that a command does not write over what it reads, under whatever name.
 *
 * @param data the file that --data names, or - for standard input, which may come from a file too
 * @throws UsageError if they are one file
 */
export function checkOtherThanData(output: string, data: string): void {
  const read = data === '-' ? standardInput() : identityOf(data);
  if (!isSame(identityOf(output), read)) return;
  const name = data === '-' ? 'the file that standard input comes from' : `the file of --data, ${data}`;
  throw new UsageError(`--output must not be ${name}, got ${output}; choose another name.`);
}

/**
 * Checks that a command does not write over a file of the run that it reads, under whatever name.
 *
 * @param files paths of the run's files, which need not be there
 * @throws UsageError if it would
 */
export function checkOtherThanRun(output: string, files: readonly string[]): void {
  const there = identityOf(output);
  const file = files.find((path) => isSame(there, identityOf(path)));
  if (file === undefined) return;
  throw new UsageError(`--output must not be a file of the run, got ${output}; choose another name.`);
}

/** The path that a file is written to: where it is a link, the place that the link leads to. */
export function behindLink(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? realpathSync(path) : path;
}

function standardInput() {
  try {
    return fstatSync(0).isFile() ? identityOfOpen(0) : undefined;
  } catch {
    return undefined; // it is closed
  }
}
