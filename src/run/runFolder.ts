import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { UsageError } from '../errors.js';
import { writeAtomically } from './atomicFile.js';
import { onReading } from './damage.js';
import { ensureDirectory, makeDirectory } from './directories.js';
import { onPath, type Place } from './fileErrors.js';
import { belongsToLock } from './runLock.js';

/** What marks a config.json, and so its folder, as made by this program. */
export const programName = 'adam-train';

/** The folder that one run writes to, and no other run ever does. */
export class RunFolder {
  constructor(
    readonly name: string,
    readonly path: string,
    /** What says where it is: a flag, or nothing any more. */
    readonly chosenBy: Place = '--out',
  ) {}

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Writes a whole file under a temporary name and renames it, so that it is there in full or not at all. */
  write(name: string, content: string | Buffer | Iterable<string>): void {
    const path = this.file(name);
    onPath(path, () => writeAtomically(path, content), this.chosenBy);
  }

  /** Takes away what an earlier run left, config.json last: until then the folder counts as that run's. */
  empty(): void {
    const names = readdirSync(this.path).filter((name) => !belongsToLock(name) && name !== 'config.json');
    onPath(this.path, () => {
      for (const name of [...names, 'config.json']) rmSync(this.file(name), { recursive: true, force: true });
    });
  }

  /** Takes the folder away again. */
  discard(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Takes the folder away if nothing is in it. */
  discardIfEmpty(): void {
    try {
      rmdirSync(this.path);
    } catch {
      // There is something in it, or it is gone.
    }
  }

  /** Takes away a file if it is there, and what a process that was killed left half written. */
  sweep(...names: string[]): void {
    const leftovers = onReading(this.path, () =>
      readdirSync(this.path, { recursive: true, encoding: 'utf8' }),
    ).filter((name) => /\.\d+\.tmp$/.test(name));
    for (const name of [...names, ...leftovers]) {
      onPath(this.file(name), () => rmSync(this.file(name), { force: true }), this.chosenBy);
    }
  }

  /** Makes a folder inside this one, unless it is there. */
  ensureFolder(name: string): void {
    onPath(this.file(name), () => ensureDirectory(this.file(name)), this.chosenBy);
  }

  /** The paths of the files and folders that it holds now; the lock is gone when the run ends. */
  files(): string[] {
    return onReading(this.path, () => readdirSync(this.path, { withFileTypes: true }))
      .filter(({ name }) => !belongsToLock(name))
      .map((entry) => (entry.isDirectory() ? `${this.file(entry.name)}${sep}` : this.file(entry.name)))
      .sort();
  }

  writeJson(name: string, value: unknown): void {
    this.write(name, `${JSON.stringify(value, null, 2)}\n`);
  }
}

/**
 * Makes a new run folder in `out`: the given name, or run-001 and so on, one above the highest number there. Making the
 * directory is what claims the name, so that two runs started together get two folders. With `force` the folder may be an
 * earlier run's, as that left it: it is to be locked, and then emptied.
 *
 * @throws UsageError if the name is taken, unless `force` is set and the folder is a run of this program that does not
 *   hold the new run's data
 * @throws AdamTrainError (exit code 1) if the folder cannot be made
 */
export function claimRunFolder(options: {
  out: string;
  name: string | undefined;
  force: boolean;
  /** The file that the run reads. */
  data?: string | undefined;
}): RunFolder {
  const { out, name, force, data } = options;
  onPath(out, () => ensureDirectory(out));
  if (name === undefined) return claimNumbered(out);
  const path = join(out, name);
  if (claimDirectory(path)) return new RunFolder(name, path);
  if (!force) {
    throw new UsageError(
      `--name must be new in ${out}, got ${name}; choose another, or replace it with --force.`,
    );
  }
  if (!isRunFolder(path)) {
    throw new UsageError(
      `--force replaces only a run folder of ${programName}, and ${path} is not one, or one that is just being made; choose another --name.`,
    );
  }
  if (data !== undefined && isInside(data, path)) {
    throw new UsageError(
      `--force must not take away the run's own data, and ${data} is in ${path}; choose another --name.`,
    );
  }
  return new RunFolder(name, path);
}

function claimNumbered(out: string): RunFolder {
  const numbers = onPath(out, () => readdirSync(out)).map((entry) =>
    Number(/^run-(\d{1,9})$/.exec(entry)?.[1] ?? 0),
  );
  for (let number = Math.max(0, ...numbers) + 1; ; number++) {
    const name = `run-${String(number).padStart(3, '0')}`;
    if (claimDirectory(join(out, name))) return new RunFolder(name, join(out, name));
  }
}

/** Makes the out folder if need be and a file in it, and takes the file away again. */
export function checkWritable(out: string): void {
  onPath(out, () => {
    ensureDirectory(out);
    rmSync(mkdtempSync(join(out, '.adam-train-')), { recursive: true });
  });
}

/** Makes the directory, or says in a sentence why not; false if something of that name is there already. */
function claimDirectory(path: string): boolean {
  return onPath(path, () => makeDirectory(path));
}

/** A real directory, not a link to one, with a config.json that this program wrote. */
export function isRunFolder(path: string): boolean {
  try {
    if (!lstatSync(path).isDirectory()) return false;
    const config: unknown = JSON.parse(readFileSync(join(path, 'config.json'), 'utf8'));
    return (config as { environment?: { program?: unknown } }).environment?.program === programName;
  } catch {
    return false;
  }
}

function isInside(file: string, folder: string): boolean {
  if (!existsSync(file)) return false;
  return realpathSync(file).startsWith(`${realpathSync(folder)}${sep}`);
}
