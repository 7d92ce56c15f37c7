// Shares the blocks of a pass between this thread and its helpers, which run the same module on the same memory. What a block
// is depends on the sizes alone, and every block has its own part of the result, so that the numbers are the same with any
// number of threads.

import { runPass } from './passes';

// The control block, in bytes; what several threads write has a cache line of its own.
/** The number of the job in the upper half, the blocks that nobody has taken in the lower. */
const TICKET: usize = 0;
/** Blocks that are done. */
const DONE: usize = 128;
/** Helpers that sleep, and whether the caller does. */
const SLEEPERS: usize = 256;
const CALLER_SLEEPS: usize = 320;
/** Changes to wake the helpers. */
const WAKE: usize = 384;
/** Set to end the helpers. */
const END: usize = 512;
/** Set by a helper that failed. */
const FAILED: usize = 576;
/** Helpers that are ready. */
const READY: usize = 640;
const JOB: usize = 768;
/** A copy of the job for each helper, from 1 on. */
const JOB_BYTES: usize = 128;

/** Bytes of a control block for so many helpers, which must be zero at first. */
export function controlBytes(helpers: i32): i32 {
  return <i32>JOB + <i32>JOB_BYTES * (helpers + 1);
}

/** What every job begins with; the pass's own fields follow. */
@unmanaged
export class Job {
  /** One of passes.ts. */
  pass: i32;
  blocks: i32;
  /** Rows, columns, terms or elements of a block. */
  size: i32;
  /** Scratch of the caller, and how far that of each helper lies behind. */
  scratch: usize;
  scratchBytes: i32;
}

// @ts-expect-error: decorator
@inline
export function jobOf(control: usize): usize {
  return control + JOB;
}

/** Rounds of looking before a thread sleeps: about half a millisecond, which is more than what a step does between two passes. */
const SPINS: i32 = 200000;
/** Seconds without a block done after which a helper counts as lost. */
const PATIENCE: i32 = 60;
const SECOND: i64 = 1_000_000_000;

let ticket: u64 = 0;

// @ts-expect-error: decorator
@inline
export function hasHelpers(control: usize): bool {
  return atomic.load<i32>(control + READY) > 0;
}

/** Does all blocks of the job that stands in the control block; traps if a helper was lost. */
export function share(control: usize, pass: i32, blocks: i32, size: i32): void {
  const job = changetype<Job>(control + JOB);
  job.pass = pass;
  job.blocks = blocks;
  job.size = size;
  if (atomic.load<i32>(control + FAILED) != 0) unreachable();
  if (blocks == 1 || !hasHelpers(control)) {
    for (let block: i32 = 0; block < blocks; block++) run(job, block, 0);
    return;
  }
  atomic.store<i32>(control + DONE, 0);
  ticket++;
  atomic.store<u64>(control + TICKET, (ticket << 32) | <u64>blocks);
  if (atomic.load<i32>(control + SLEEPERS) != 0) wake(control);
  takeBlocks(control, changetype<usize>(job), 0);
  let seconds: i32 = 0;
  for (let spins: i32 = 0; ; spins++) {
    const done = atomic.load<i32>(control + DONE);
    if (done == blocks) return;
    if (atomic.load<i32>(control + FAILED) != 0 || seconds == PATIENCE) unreachable();
    if (spins < SPINS) continue;
    atomic.store<i32>(control + CALLER_SLEEPS, 1);
    if (atomic.wait<i32>(control + DONE, done, SECOND) == 2) seconds++;
    atomic.store<i32>(control + CALLER_SLEEPS, 0);
  }
}

// @ts-expect-error: decorator
@inline
function run(job: Job, block: i32, thread: i32): void {
  const own = job.scratch + <usize>(thread * job.scratchBytes);
  runPass(job.pass, changetype<usize>(job), block, own);
}

/** Takes blocks as long as there are any; whether there was one. */
function takeBlocks(control: usize, copy: usize, thread: i32): bool {
  let took = false;
  let word = atomic.load<u64>(control + TICKET);
  while (<u32>word != 0) {
    // A copy: the job may be over, and another begun, before this block is ours.
    if (thread > 0) memory.copy(copy, control + JOB, JOB_BYTES);
    if (atomic.cmpxchg<u64>(control + TICKET, word, word - 1) == word) {
      const job = changetype<Job>(copy);
      run(job, job.blocks - <i32>(<u32>word), thread);
      atomic.add<i32>(control + DONE, 1);
      if (thread > 0 && atomic.load<i32>(control + CALLER_SLEEPS) != 0) atomic.notify(control + DONE, 1);
      took = true;
    }
    word = atomic.load<u64>(control + TICKET);
  }
  return took;
}

function wake(control: usize): void {
  atomic.add<i32>(control + WAKE, 1);
  atomic.notify(control + WAKE, -1);
}

/** A helper's life, from 1 on; returns when `endHelpers` was called. */
export function help(control: usize, thread: i32): void {
  const copy = control + JOB + JOB_BYTES * <usize>thread;
  atomic.add<i32>(control + READY, 1);
  while (atomic.load<i32>(control + END) == 0) {
    for (let spins: i32 = 0; spins < SPINS; spins++) if (takeBlocks(control, copy, thread)) spins = 0;
    const seen = atomic.load<i32>(control + WAKE);
    atomic.add<i32>(control + SLEEPERS, 1);
    const isIdle = <u32>atomic.load<u64>(control + TICKET) == 0 && atomic.load<i32>(control + END) == 0;
    if (isIdle) atomic.wait<i32>(control + WAKE, seen, -1);
    atomic.sub<i32>(control + SLEEPERS, 1);
  }
}

/** Says that a helper failed. */
export function failHelper(control: usize): void {
  atomic.store<i32>(control + FAILED, 1);
  atomic.notify(control + DONE, 1);
}

export function hasFailed(control: usize): bool {
  return atomic.load<i32>(control + FAILED) != 0;
}

export function endHelpers(control: usize): void {
  atomic.store<i32>(control + END, 1);
  wake(control);
}
