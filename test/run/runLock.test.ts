import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { RunLock } from '../../src/run/runLock.js';
import { makePipe } from '../e2e/program.js';

/** What another process does at the moment before this one links a file to that path. */
const meanwhile = new Map<string, () => void>();
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const linkSync = (from: string, to: string) => {
    meanwhile.get(to)?.();
    fs.linkSync(from, to);
  };
  return { ...fs, linkSync };
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adam-train-'));
  path = join(folder, 'lock');
});
afterEach(() => {
  meanwhile.clear();
  rmSync(folder, { recursive: true, force: true });
});

const owner = () => JSON.parse(readFileSync(path, 'utf8')) as { pid: number; host: string; started?: string };
/** The id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;
const lockedBy = (changes: object) =>
  writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), ...changes }));

describe('a lock', () => {
  it('that a living process holds is refused without a word written into its folder', () => {
    lockedBy({});
    const longAgo = new Date(1e12);
    utimesSync(folder, longAgo, longAgo);
    expect(() => RunLock.take(folder)).toThrow(UsageError);
    expect(statSync(folder).mtime).toEqual(longAgo);
  });

  it('names its owner, and leaves nothing when it is released', () => {
    const lock = RunLock.take(folder);
    expect(owner()).toMatchObject({ pid: process.pid, host: hostname() });
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    RunLock.take(folder).release();
  });

  it('is not to be had twice, and the sentence names the process', () => {
    const lock = RunLock.take(folder);
    expect(() => RunLock.take(folder)).toThrow(UsageError);
    expect(() => RunLock.take(folder)).toThrow(`process ${process.pid} works in it; wait for it to end`);
    expect(owner().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
  });

  it.each(['EPERM', 'ENOTSUP', 'EISDIR'])(
    'is written where the file system has no hard links and says %s',
    (code) => {
      meanwhile.set(path, () => {
        throw Object.assign(new Error(code), { code, syscall: 'link' });
      });
      const lock = RunLock.take(folder);
      expect(owner().pid).toBe(process.pid);
      expect(() => RunLock.take(folder)).toThrow(`process ${process.pid} works in it`);
      expect(readdirSync(folder)).toEqual(['lock']);
      lock.release();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('of a process of which the system does not tell when it started may be another program, and the sentence says so', () => {
    lockedBy({ pid: process.ppid });
    expect(() => RunLock.take(folder)).toThrow(
      /wait for it to end, or end it, or remove \S+lock if that is another program\./,
    );
  });

  it("on another machine holds, and the sentence says what to do once that machine's process is gone", () => {
    lockedBy({ pid: deadPid(), host: 'elsewhere' });
    expect(() => RunLock.take(folder)).toThrow(
      /on elsewhere works in it; .*, or remove \S+lock if it is gone/,
    );
    expect(owner().host).toBe('elsewhere');
  });

  it('in a folder that cannot be written to is an error of one sentence', () => {
    expect(() => RunLock.take(join(folder, 'none'))).toThrow(/^\S+none\/lock cannot be written: [^\n]*\.$/);
  });
});

describe('a lock that is no longer as it was taken', () => {
  it("is not taken away where it is somebody else's, in the same file or another", () => {
    const lock = RunLock.take(folder);
    const text = JSON.stringify({ pid: 1, host: 'elsewhere' });
    writeFileSync(path, text);
    expect(() => lock.check()).toThrow(/is another process's by now; /);
    lock.release();
    expect(readFileSync(path, 'utf8')).toBe(text);
    rmSync(path);

    const before = RunLock.take(folder);
    const ours = readFileSync(path, 'utf8');
    writeFileSync(`${path}-new`, ours); // so that its inode is another one
    renameSync(`${path}-new`, path);
    before.release();
    expect(readFileSync(path, 'utf8')).toBe(ours);
  });

  it('does no harm where it is only gone', () => {
    const lock = RunLock.take(folder);
    rmSync(path);
    lock.check();
    lock.release();
  });

  it('is an error where its folder is gone or another, with exit code 1', () => {
    const run = join(folder, 'run');
    mkdirSync(run);
    const lock = RunLock.take(run);
    renameSync(run, join(folder, 'moved'));
    expect(() => lock.check()).toThrow(AdamTrainError);
    expect(() => lock.check()).toThrow(/it was moved or taken away; /);
    mkdirSync(run);
    RunLock.take(run);
    expect(() => lock.check()).toThrow(/it was replaced by another; /);
    lock.release();
    expect(readdirSync(run)).toEqual(['lock']);
    expect(readdirSync(join(folder, 'moved'))).toEqual(['lock']);
  });
});

describe('what is no lock of ours', () => {
  it.each<[string, () => void, string]>([
    ['a link to nothing', () => symlinkSync(join(folder, 'nothing'), path), 'is a link'],
    ['a link to a file', () => symlinkSync(process.execPath, path), 'is a link'],
    ['a pipe', () => makePipe(path), 'is a pipe'],
    ['a folder', () => mkdirSync(path), 'is a folder'],
    ['a long file', () => writeFileSync(path, ' '.repeat(5000)), 'has more than 4,096 bytes'],
  ])('is an error of one sentence: %s', (_, put, what) => {
    put();
    expect(() => RunLock.take(folder)).toThrow(AdamTrainError);
    expect(() => RunLock.take(folder)).toThrow(
      `${path} must be a file that says who works in the folder, and ${what}; take it away if no run works there.`,
    );
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it.each([
    '{"pid": -1, "host": "HOST"}',
    '{"pid": 0, "host": "HOST"}',
    '{"pid": 1e99, "host": "HOST"}',
    '{"pid": 5, "host": "HOST", "started": "../../../x"}',
    '{"pid": 5, "host": {}}',
  ])('is void where it names no process: %s', (text) => {
    writeFileSync(path, text.replace('HOST', hostname()));
    RunLock.take(folder);
    expect(owner().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});

describe('a stale lock', () => {
  it('is one whose process is gone', () => {
    lockedBy({ pid: deadPid() });
    const lock = RunLock.take(folder);
    expect(owner().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
  });

  it.skipIf(process.platform !== 'linux')('is one whose number another process has by now', () => {
    const lock = RunLock.take(folder);
    const { started } = owner();
    expect(Number(started)).toBeGreaterThan(0);
    lockedBy({ started: '1' });
    RunLock.take(folder);
    expect(owner().started).toBe(started);
    lock.release();
  });

  it.each(['', '{', 'null', '{"host": "x"}'])('is one that names no owner: %j', (text) => {
    writeFileSync(path, text);
    RunLock.take(folder);
    expect(owner().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('goes with what processes left that were killed while they took it', () => {
    const dead = { pid: deadPid(), host: hostname(), started: '1' };
    lockedBy(dead);
    // One had the second lock of the first one's lock, another that of the second lock; one had only begun.
    const second = `${path}.${dead.pid}-1`;
    for (const left of [second, `${second}.${dead.pid}-1`, `${path}.5-6`]) {
      writeFileSync(left, JSON.stringify(dead));
    }
    writeFileSync(`${path}.new.${dead.pid}`, '{"pi');
    RunLock.take(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not looked at once only: another process may have replaced it by then', () => {
    const pid = deadPid();
    lockedBy({ pid, started: '1' });
    meanwhile.set(`${path}.${pid}-1`, () => lockedBy({ pid: process.ppid }));
    expect(() => RunLock.take(folder)).toThrow(`process ${process.ppid} works in it`);
    expect(owner().pid).toBe(process.ppid);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('may be gone by then, and the folder free', () => {
    const pid = deadPid();
    lockedBy({ pid, started: '1' });
    meanwhile.set(`${path}.${pid}-1`, () => rmSync(path));
    RunLock.take(folder);
    expect(owner().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is left to the living process that is about to replace it', () => {
    const pid = deadPid();
    lockedBy({ pid, started: '1' });
    writeFileSync(`${path}.${pid}-1`, JSON.stringify({ pid: process.ppid, host: hostname() }));
    expect(() => RunLock.take(folder)).toThrow(`process ${process.ppid} works in it`);
    expect(owner().pid).toBe(pid);
  });
});

it('is held by one process at a time, however many want the lock of a dead one', async () => {
  // Each takes the lock as soon as it can, sees that nobody else is inside, and ends without releasing it.
  const source = fileURLToPath(new URL('../../src/run/runLock.ts', import.meta.url));
  const script = join(folder, 'taker.mjs');
  const program = `
    import { mkdirSync, rmdirSync } from 'node:fs';
    import { RunLock } from ${JSON.stringify(source)};
    const [, , folder] = process.argv;
    const until = Date.now() + 30_000;
    for (;;) {
      try { RunLock.take(folder); break; } catch (error) {
        if (error.exitCode !== 2 || Date.now() > until) throw error;
      }
    }
    mkdirSync(folder + '/inside');
    const start = Date.now();
    while (Date.now() < start + 5);
    rmdirSync(folder + '/inside');
  `;
  buildSync({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: script,
    logLevel: 'silent',
  });
  const contested = join(folder, 'run');
  mkdirSync(contested);
  const takers = Array.from({ length: 12 }, async () => {
    const child = spawn(process.execPath, [script, contested], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    return { code, said };
  });
  expect(await Promise.all(takers)).toEqual(takers.map(() => ({ code: 0, said: '' })));
  RunLock.take(contested).release();
  expect(readdirSync(contested)).toEqual([]);
});
