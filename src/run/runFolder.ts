import { existsSync, lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { AdamTrainError } from '../errors.js';
import { streamAtomically, writeAtomically } from '../files/atomicFile.js';
import { ensureDirectory, makeDirectory } from '../files/directories.js';
import { onPath, type Place, unwritable } from '../files/fileErrors.js';
import { isTemporary } from '../files/leftOvers.js';
import { MOST_JSON_BYTES, readWholeFile } from '../files/readWholeFile.js';
import { programName } from '../version.js';
import { onReading } from './damage.js';
import { hiddenName } from './hiddenFolders.js';
import { belongsToLock } from './runLock.js';

/** The file of a run's folder that holds its settings, and marks the folder as a run's. */
export const configFileName = 'config.json';

/** What says so of a sweep's folder, in which each trial has a run's. */
export const spaceFileName = 'space.json';

/** What says so of a range test's. */
export const rangeFileName = 'lr-range.json';

/** The name under which a run's folder keeps what came by standard input. */
export const standardInputCopy = 'data.csv';

/** The folder of a run's checkpoints within the run's, and the two files that it holds. */
export const checkpointFolder = 'checkpoints';
export const lastCheckpoint = join(checkpointFolder, 'last.safetensors');
export const bestCheckpoint = join(checkpointFolder, 'best.safetensors');

/** The folder that one run writes to, and no other run ever does. */
export class RunFolder {
  /** What says where it is: a flag, or nothing any more. */
  readonly chosenBy: Place;
  private readonly standsAt: string;
  private readonly check: () => void;

  /**
   * @param path the folder's, once the run has its name
   * @param options `standsAt`: where the folder is until then; `marker`: the file that it is known by; `check` throws where the folder is no longer this process's, and
   *   is called before each writing
   */
  constructor(
    readonly name: string,
    readonly path: string,
    options: { chosenBy?: Place; standsAt?: string; marker?: string; check?: () => void } = {},
  ) {
    this.chosenBy = options.chosenBy ?? '--out';
    this.standsAt = options.standsAt ?? path;
    const { check, marker = configFileName } = options;
    this.check =
      check === undefined
        ? () => {}
        : () => {
            check();
            checkMarker(join(path, marker));
          };
  }

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /**
   * Writes a whole file under a temporary name and renames it, so that it is there in full or not at all.
   *
   * @throws AdamTrainError (exit code 1) if it cannot be written, or the folder is another by now
   */
  write(name: string, content: string | Buffer | Iterable<string>): void {
    this.check();
    onPath(this.file(name), () => writeAtomically(join(this.standsAt, name), content), this.chosenBy);
  }

  /** The same for long text in pieces, with turns for others between them. */
  async stream(name: string, pieces: Iterable<string>): Promise<void> {
    this.check();
    try {
      await streamAtomically(join(this.standsAt, name), pieces);
    } catch (error) {
      throw unwritable(this.file(name), error, this.chosenBy);
    }
  }

  /** Takes away a file if it is there, and what a process that was killed left half written. */
  sweep(...names: string[]): void {
    this.check();
    const leftovers = onReading(this.path, () =>
      readdirSync(this.path, { recursive: true, encoding: 'utf8' }),
    ).filter((name) => isTemporary(basename(name)));
    for (const name of [...names, ...leftovers]) {
      onPath(this.file(name), () => rmSync(this.file(name), { force: true }), this.chosenBy);
    }
  }

  /** Makes a folder inside this one, unless it is there. */
  ensureFolder(name: string): void {
    this.check();
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

/** Without it a run's folder is no run's any more, and nothing could be made of what is written there. */
function checkMarker(path: string): void {
  if (existsSync(path)) return;
  throw new AdamTrainError(
    `${path} must stay while a run works beside it, and it was moved or taken away; put it back and go on with adam-train resume, or train anew.`,
  );
}

/** Makes the out folder if need be and a folder in it, and takes that away again. */
export function checkWritable(out: string): void {
  onPath(out, () => {
    ensureDirectory(out);
    const path = join(out, hiddenName());
    makeDirectory(path);
    rmdirSync(path);
  });
}

/** A real directory, not a link to one, with a config.json that this program wrote. */
export function isRunFolder(path: string): boolean {
  return hasOurs(path, configFileName);
}

/** The same with a space.json. */
export function isSweepFolder(path: string): boolean {
  return hasOurs(path, spaceFileName);
}

/** Whether a folder has what a sweep's begins with, whatever is in it. */
export function hasSpace(path: string): boolean {
  return existsSync(join(path, spaceFileName));
}

/** Whether this program made the folder, for a run, a sweep or a range test. */
export function isOurFolder(path: string): boolean {
  return isRunFolder(path) || isSweepFolder(path) || hasOurs(path, rangeFileName);
}

function hasOurs(path: string, marker: string): boolean {
  try {
    if (!lstatSync(path).isDirectory()) return false;
    const text = readWholeFile(join(path, marker), MOST_JSON_BYTES).toString('utf8');
    const config: unknown = JSON.parse(text);
    return (config as { environment?: { program?: unknown } }).environment?.program === programName;
  } catch {
    return false;
  }
}
