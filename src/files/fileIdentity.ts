import { type BigIntStats, fstatSync, lstatSync, statSync } from 'node:fs';

/** Which file or folder something is, whatever its name. */
export interface FileIdentity {
  device: bigint;
  inode: bigint;
}

/** Of an open file. */
export function identityOfOpen(descriptor: number): FileIdentity {
  return identity(fstatSync(descriptor, { bigint: true }));
}

/** Of what a path leads to; undefined where that is nothing. */
export function identityOf(path: string): FileIdentity | undefined {
  return ifThere(() => statSync(path, { bigint: true }));
}

/** Of what stands at the path itself, which may be a link; undefined where nothing does. */
export function identityOfName(path: string): FileIdentity | undefined {
  return ifThere(() => lstatSync(path, { bigint: true }));
}

/** Whether both are one; what is nowhere is never the same. */
export function isSame(a: FileIdentity | undefined, b: FileIdentity | undefined): boolean {
  return a !== undefined && a.inode === b?.inode && a.device === b.device;
}

function ifThere(look: () => BigIntStats): FileIdentity | undefined {
  try {
    return identity(look());
  } catch {
    return undefined;
  }
}

function identity({ dev, ino }: BigIntStats): FileIdentity {
  return { device: dev, inode: ino };
}

/** Whether something stands at the path, or could, as far as the system tells. */
export function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
