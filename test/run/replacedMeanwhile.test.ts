import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { flatSettings } from '../../src/config/trainConfig.js';
import { UsageError } from '../../src/errors.js';
import { writeConfig } from '../../src/run/configJson.js';
import { NewRun } from '../../src/run/newRun.js';
import type { RunFolder } from '../../src/run/runFolder.js';
import { trainConfig } from '../trainConfigs.js';

/** What another process does at the next call, and then no more. */
const meanwhile: { look?: (() => void) | undefined; take?: (() => void) | undefined; wait: () => void } = {
  wait: () => {},
};
function once(moment: 'look' | 'take'): void {
  const act = meanwhile[moment];
  meanwhile[moment] = undefined;
  act?.();
}
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const realpathSync = (path: string) => {
    once('look');
    return fs.realpathSync(path);
  };
  const linkSync = (from: string, to: string) => {
    once('take');
    fs.linkSync(from, to);
  };
  return { ...fs, realpathSync, linkSync };
});
vi.mock('../../src/files/patience.js', async (original) => ({
  ...(await original<typeof import('../../src/files/patience.js')>()),
  wait: () => meanwhile.wait(),
}));

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'adam-train-'));
  meanwhile.wait = () => {
    throw new Error('nobody waits here');
  };
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const complete = (folder: RunFolder) => writeConfig(folder, flatSettings(trainConfig()), { backend: 'wasm' });
const make = (name: string) => NewRun.begin({ out, name, force: false }).publish(complete).lock.release();
const begin = () => NewRun.begin({ out, name: 'a', force: true });
const aside = () => join(out, '.a.earlier-0123456789abcdef');

/** The two renames by which another process replaces the run; its own run has its lock. */
function replaceInTwo(moment: 'look' | 'take', owner: object): void {
  make('a');
  make('b');
  writeFileSync(join(out, 'b', 'lock'), JSON.stringify({ host: hostname(), ...owner }));
  meanwhile[moment] = () => renameSync(join(out, 'a'), aside());
  let waits = 0;
  meanwhile.wait = () => {
    waits += 1;
    if (waits === 2) renameSync(join(out, 'b'), join(out, 'a'));
  };
}

it.each(['look', 'take'] as const)(
  'a run that is replaced at the %s is that of the process that works in it by then',
  (moment) => {
    replaceInTwo(moment, { pid: process.ppid });
    // Before the run's own hidden folder is locked nothing is asked of the earlier one's lock.
    if (moment === 'take') {
      const hidden = meanwhile.take;
      meanwhile.take = () => {
        meanwhile.take = hidden;
      };
    }
    expect(begin).toThrow(UsageError);
    expect(readdirSync(join(out, 'a')).sort()).toEqual(['config.json', 'lock']);
  },
);

it('a run that is replaced by one that has ended by then is replaced again', () => {
  replaceInTwo('look', { pid: 2_147_483_646 });
  const { folder, lock } = begin().publish(complete);
  lock.release();
  expect(folder.path).toBe(join(out, 'a'));
});

it('a run that was set aside and does not come back ends the looking with an error', () => {
  replaceInTwo('look', {});
  let waits = 0;
  meanwhile.wait = () => {
    waits += 1;
  };
  expect(begin).toThrow('--force replaces only a run folder');
  expect(waits).toBe(9);
});
