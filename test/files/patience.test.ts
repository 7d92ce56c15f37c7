import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { writeAtomically } from '../../src/files/atomicFile.js';
import { patiently } from '../../src/files/patience.js';
import { standIn } from './onOtherSystems.js';

/** The codes with which the next renames are refused. */
const refusals = vi.hoisted(() => ({ codes: [] as string[] }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const renameSync: typeof fs.renameSync = (from, to) => {
    const code = refusals.codes.shift();
    if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: 'rename' });
    fs.renameSync(from, to);
  };
  return { ...fs, renameSync };
});

const folder = mkdtempSync(join(tmpdir(), 'adam-train-patience-'));
const path = join(folder, 'summary.json');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  refusals.codes = [];
});

describe('a file that another program has open for a moment', () => {
  it.each([['EPERM'], ['EACCES', 'EBUSY', 'EPERM']])(
    'is replaced on Windows once it is closed: %s',
    (...codes) => {
      standIn('win32');
      writeFileSync(path, 'old');
      refusals.codes = codes;
      writeAtomically(path, 'new');
      expect(readFileSync(path, 'utf8')).toBe('new');
      expect(readdirSync(folder)).toEqual(['summary.json']);
    },
  );

  it('is left as it was where it stays open', () => {
    standIn('win32');
    writeFileSync(path, 'old');
    refusals.codes = Array(100).fill('EPERM');
    expect(() => writeAtomically(path, 'new')).toThrow('EPERM');
    expect(refusals.codes.length).toBeGreaterThan(90);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['summary.json']);
  });

  it.each(['linux', 'darwin'] as const)(
    'is not waited for on %s, where the system never refuses it',
    (system) => {
      standIn(system);
      refusals.codes = ['EPERM'];
      expect(() => writeAtomically(path, 'new')).toThrow('EPERM');
    },
  );
});

it('does not wait for what does not pass', () => {
  standIn('win32');
  let tries = 0;
  const full = () => {
    tries += 1;
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  };
  expect(() => patiently(full)).toThrow('ENOSPC');
  expect(tries).toBe(1);
});
