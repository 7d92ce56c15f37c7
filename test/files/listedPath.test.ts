import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { listedPath } from '../../src/files/listedPath.js';

// As on a file system that takes a name in any letters: what a path leads to is there, however it is written.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, realpathSync: (path: string) => (fs.existsSync(path) ? fs.realpathSync(path) : path) };
});

const root = realpathSync(mkdtempSync(join(tmpdir(), 'adam-train-listed-')));
mkdirSync(join(root, 'Out', 'Caf\u00e9'), { recursive: true });
mkdirSync(join(root, 'Out', 'a'));
mkdirSync(join(root, 'Out', 'A'));
symlinkSync(join(root, 'Out'), join(root, 'link'));
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  [
    ['Out', 'Caf\u00e9'],
    ['Out', 'Caf\u00e9'],
  ],
  [
    ['OUT', 'CAFE\u0301'],
    ['Out', 'Caf\u00e9'],
  ],
  [
    ['out', 'A'],
    ['Out', 'A'],
  ],
  [
    ['out', 'a'],
    ['Out', 'a'],
  ],
  [
    ['link', 'a'],
    ['Out', 'a'],
  ],
  [
    ['out', 'none'],
    ['Out', 'none'],
  ],
])('gives for %j what the folders list: %j', (asked, listed) => {
  expect(listedPath(join(root, ...asked))).toBe(join(root, ...listed));
});
