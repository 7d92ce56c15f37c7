import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from '../e2e/program.js';

const hasCache = 'enableCompileCache' in module;
const isLinux = process.platform === 'linux';
const { path: work, remove } = temporaryFolder();
afterAll(remove);

let homes = 0;
function newHome(): { home: string; code: string } {
  const home = join(work, `home-${++homes}`);
  mkdirSync(home);
  return { home, code: join(home, 'adam-train', 'code') };
}

function start(home: string, env: NodeJS.ProcessEnv = {}) {
  const cache = {
    XDG_CACHE_HOME: home,
    NODE_COMPILE_CACHE: undefined,
    NODE_DISABLE_COMPILE_CACHE: undefined,
  };
  return run(work, ['data', '--samples', '5', '--output', '-'], { ...cache, ...env });
}

/** The files in a folder and all below it. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe.runIf(isLinux)('the code that Node compiles', () => {
  let expected: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    const { home, code } = newHome();
    expected = await start(home, { ADAM_TRAIN_CODE_CACHE: '0' });
    expect(expected.code).toBe(0);
    expect(existsSync(code)).toBe(false);
  });

  it('is kept where Node can, and taken from there at the next start', async () => {
    const { home, code } = newHome();
    expect(await start(home)).toEqual(expected);
    expect(filesIn(code).length > 0).toBe(hasCache);
    const { stdout, stderr } = await start(home, { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' });
    expect((stdout + stderr).includes('was accepted')).toBe(hasCache);
    expect(stdout + stderr).not.toContain('was rejected');
  });

  describe.runIf(hasCache)('does no harm', () => {
    it.each([
      ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
      ['empty', () => Buffer.alloc(0)],
      ['other bytes', (bytes: Buffer) => bytes.map((byte, i) => (i % 97 === 0 ? byte ^ 0x55 : byte))],
      ['zeros behind the header', (bytes: Buffer) => bytes.fill(0, 64)],
    ])('where its files are %s', async (_, damage) => {
      const { home, code } = newHome();
      await start(home);
      for (const file of filesIn(code)) writeFileSync(file, damage(readFileSync(file)));
      expect(await start(home)).toEqual(expected);
      expect(await start(home)).toEqual(expected);
    });

    it('where a file stands in its place', async () => {
      const { home } = newHome();
      writeFileSync(join(home, 'adam-train'), '');
      expect(await start(home)).toEqual(expected);
    });

    it('where no folder is, nor one to make it in', async () => {
      expect(await start('/proc/none')).toEqual(expected);
      expect(await start('/adam-train-none')).toEqual(expected);
      expect(existsSync('/adam-train-none')).toBe(false);
    });

    it('where others may write: there it is not kept', async () => {
      const { home, code } = newHome();
      mkdirSync(code, { recursive: true });
      chmodSync(code, 0o777);
      expect(await start(home)).toEqual(expected);
      expect(filesIn(code)).toEqual([]);
    });

    it.runIf(process.getuid?.() === 0)("in another user's folder: there it is not kept", async () => {
      const { home, code } = newHome();
      chownSync(home, 1, 1);
      expect(await start(home)).toEqual(expected);
      expect(existsSync(code)).toBe(false);
      mkdirSync(code, { recursive: true });
      chownSync(code, 1, 1);
      expect(await start(home)).toEqual(expected);
      expect(filesIn(code)).toEqual([]);
    });
  });
});
