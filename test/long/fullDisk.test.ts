import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliPath, readCsv, run, start, temporaryFolder } from '../e2e/program.js';
import { expectReadable, timeless } from '../e2e/recovery.js';
import { seededMoments } from './killing.js';

const { path: cwd, remove } = temporaryFolder();
const disk = join(cwd, 'out');
mkdirSync(disk);
/** A file system of its own, of a few hundred KB; to mount one takes a superuser, on Linux. */
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', disk]).status === 0;
if (!isMounted)
  process.stdout.write('Skipped: tests on a small file system, which may not be mounted here.\n');
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  remove();
});

const job = ['--samples', '200', '--features', '4', '--hidden', '8', '--batch-size', '32'].concat([
  '--epochs',
  '300',
  '--backend',
  'wasm',
  '--quiet',
]);
let whole: ReturnType<typeof timeless>;
beforeAll(async () => {
  expect(
    (await run(cwd, [...job, '--checkpoint-every', '1', '--out', 'roomy', '--name', 'whole'])).code,
  ).toBe(0);
  whole = timeless(join(cwd, 'roomy', 'whole'));
});

const filler = join(disk, 'filler');

/** Writes until there is no room for another byte. */
function fill(): void {
  const descriptor = openSync(filler, 'a');
  try {
    for (const size of [65536, 4096, 1]) {
      try {
        while (writeSync(descriptor, Buffer.alloc(size)) === size);
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

const isFull =
  /^error: \S+ cannot be written: the disk is full\. Free some space, or choose another folder with --out\.\n$/;

/** What resume says, which has no --out. */
const isStillFull =
  /^error: \S+ cannot be written: the disk is full\. Free some space, or go on with a copy of the run's folder in another place\.\n$/;

describe.skipIf(!isMounted)('a disk that fills up', () => {
  // Every epoch, and about once a second, where the rows of metrics.csv are what finds the disk full.
  const schedules = [['--checkpoint-every', '1'], ['--checkpoint-every', '7'], []];

  it.each(
    seededMoments(11, 6).map((moment, i) => [1 + Math.floor(moment * 200), schedules[i % 3] as string[]]),
  )('after epoch %i loses no checkpoint, with %j', async (epoch, schedule) => {
    const name = `full-${epoch}-${schedule.length}`;
    const folder = join(disk, name);
    const { finished, child } = start(cwd, [...job, ...schedule, '--name', name]);
    while (!existsSync(join(folder, 'metrics.csv')) || readCsv(folder, 'metrics.csv').length < epoch) {
      expect(child.exitCode).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const before = expectReadable(folder);
    fill();
    const failed = await finished;
    expect(failed.stderr).toMatch(isFull);
    expect(failed.code).toBe(1);
    expect(expectReadable(folder)).toBeGreaterThanOrEqual(before);
    expect(readdirSync(folder, { recursive: true }).filter((file) => /tmp|lock/.test(String(file)))).toEqual(
      [],
    );

    const still = await run(cwd, ['resume', join('out', name), '--quiet']);
    expect(still.stderr).toMatch(isStillFull);
    expect(still.code).toBe(1);
    expect(expectReadable(folder)).toBeGreaterThanOrEqual(before);

    rmSync(filler);
    expect((await run(cwd, ['resume', join('out', name), '--quiet'])).code).toBe(0);
    expect(timeless(folder)).toEqual(whole);
    rmSync(folder, { recursive: true });
  });

  it('before the run begins leaves no folder behind', async () => {
    fill();
    const { code, stderr } = await run(cwd, [...job, '--name', 'none']);
    rmSync(filler);
    expect(stderr).toMatch(isFull);
    expect(code).toBe(1);
    expect(readdirSync(disk)).toEqual([]);
  });
});

it.skipIf(process.platform === 'win32')(
  'metrics.csv that may not grow leaves the checkpoint before',
  async () => {
    // The shell's limit on a file's size, in blocks of 512 bytes (of 1024 where sh is bash): metrics.csv reaches it first.
    const limited = `ulimit -f 24; exec "${process.execPath}" "${cliPath}" ${job.join(' ')} --checkpoint-every 1 --out small --name a`;
    const { status, stderr } = spawnSync('sh', ['-c', limited], { cwd, encoding: 'utf8' });
    expect(stderr).toMatch(/^error: \S+ cannot be written: the system allows no larger file\. [^\n]*\n$/);
    expect(status).toBe(1);
    const folder = join(cwd, 'small', 'a');
    expect(expectReadable(folder)).toBeGreaterThan(10);
    expect((await run(cwd, ['resume', join('small', 'a'), '--quiet'])).code).toBe(0);
    expect(timeless(folder)).toEqual(whole);
  },
);
