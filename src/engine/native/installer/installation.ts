import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AdamTrainError } from '../../../errors.js';
import { ensureDirectory } from '../../../files/directories.js';
import { isRunning } from '../../../files/processes.js';
import { addonPath, nativeFolder } from '../nativeFolder.js';

/** What an installation says of itself; its presence means that the installation is whole. */
export interface Manifest {
  tensorflow: string;
  source: string;
}

const manifestName = 'manifest.json';
const partial = '.partial-';

/** The finished installation, if there is one. */
export function installed(): Manifest | undefined {
  try {
    if (!existsSync(join(nativeFolder(), addonPath))) return undefined;
    return JSON.parse(readFileSync(join(nativeFolder(), manifestName), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

/** Makes an empty folder beside the final one, on the same disk, and clears away what killed set-ups left. */
export function createStaging(): string {
  const home = dirname(nativeFolder());
  ensureDirectory(home);
  for (const name of readdirSync(home)) {
    const pid = name.startsWith(`${basename(nativeFolder())}${partial}`) ? Number(name.split(partial)[1]) : 0;
    if (pid > 0 && !isRunning(pid)) rmSync(join(home, name), { recursive: true, force: true });
  }
  const staging = `${nativeFolder()}${partial}${process.pid}`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  return staging;
}

/** Moves the staging folder to its final place in one rename. What stood there without a manifest was not whole. */
export function moveIn(staging: string, manifest: Manifest): void {
  writeFileSync(join(staging, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  if (installed() !== undefined) return; // another set-up was faster
  rmSync(nativeFolder(), { recursive: true, force: true });
  renameSync(staging, nativeFolder());
}

/** Renames before it deletes, so that half an installation is never found. */
export function removeInstallation(): void {
  const aside = `${nativeFolder()}${partial}${process.pid}`;
  renameSync(nativeFolder(), aside);
  rmSync(aside, { recursive: true });
}

const BYTES_NEEDED = 1.3e9;

/** Bytes free for a user where the installation goes. */
export function freeBytes(): number {
  const { bavail, bsize } = statfsSync(dirname(nativeFolder()));
  return bavail * bsize;
}

/** @throws AdamTrainError if the archive and what is unpacked from it would not fit */
export function checkDiskSpace(free: number): void {
  if (free < BYTES_NEEDED) {
    const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
    throw new AdamTrainError(
      `The disk of ${dirname(nativeFolder())} must have ${gigabytes(BYTES_NEEDED)} free while TensorFlow is unpacked, and has ${gigabytes(free)}; free some, or set ADAM_TRAIN_HOME to a folder on another disk.`,
    );
  }
}
