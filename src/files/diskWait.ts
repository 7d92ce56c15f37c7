import { fsyncSync } from 'node:fs';

// What a process wrote outlives the process at once, but the machine's power only once the disk has it. Waiting for the disk takes
// a fifth of a small trial's time, so that a sweep does without where little would have to be made anew.

let isLittle = () => false;

/** Has files be left to the system, which writes them to the disk within seconds, as long as there is little to lose. */
export function leaveToSystem(little: () => boolean): void {
  isLittle = little;
}

/** Runs a piece of work whose files are left to the system. */
export function leftToSystem<Result>(work: () => Result): Result {
  const before = isLittle;
  isLittle = () => true;
  try {
    return work();
  } finally {
    isLittle = before;
  }
}

/** Waits until the disk has all that was written to an open file. */
export function waitForDisk(descriptor: number): void {
  if (!isLittle()) fsyncSync(descriptor);
}
