import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOfRuns } from '../../commands/listedRuns.js';

const { listed, asJson, copy } = folderOfRuns();

const lock = (path: string, pid: number) =>
  writeFileSync(join(path, 'lock'), JSON.stringify({ pid, host: hostname() }));
/** The number of a process that has ended. */
const endedProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the status', () => {
  const statusOf = async (name: string) => (await asJson()).find((row) => row['name'] === name)?.['status'];

  it('of a run that a living process works on is running, with its epochs until now', async () => {
    const path = copy('busy');
    rmSync(join(path, 'summary.json'));
    lock(path, process.pid);
    const lines = readFileSync(join(path, 'metrics.csv'), 'utf8').split('\n').slice(0, 13);
    writeFileSync(join(path, 'metrics.csv'), `${lines.join('\n')}\n13,1.2`);
    expect(await statusOf('busy')).toBe('running');
    expect((await listed()).stdout).toMatch(/^busy .* 12 of 30 +[\d,.]+ +– +running$/m);
  });

  it('of a run whose process is gone is killed, and it can go on', async () => {
    const path = copy('gone');
    rmSync(join(path, 'summary.json'));
    lock(path, endedProcess());
    expect(await statusOf('gone')).toBe('killed');
    expect((await listed()).stdout).toContain('goes on with adam-train resume out/gone and the like.');
  });

  it('of a run without a summary and a lock is unfinished', async () => {
    rmSync(join(copy('half'), 'summary.json'));
    expect(await statusOf('half')).toBe('unfinished');
  });
});

describe('what is damaged', () => {
  it.each<[string, (path: string) => void, RegExp]>([
    [
      'a config.json that is cut short',
      (path) => writeFileSync(join(path, 'config.json'), '{"a'),
      /has no config\.json that can be read/,
    ],
    ['no config.json', (path) => rmSync(join(path, 'config.json')), /has no config\.json that can be read/],
    [
      'a summary that is none',
      (path) => writeFileSync(join(path, 'summary.json'), '[]'),
      /summary\.json is damaged/,
    ],
    [
      'a setting outside its rule',
      (path) => edit(path, (text) => text.replace('"epochs": 30', '"epochs": -3')),
      /epochs in .* must be/,
    ],
    [
      'a setting that nobody knows',
      (path) => edit(path, (text) => text.replace('"epochs"', '"epoks"')),
      /must be names of settings/,
    ],
    [
      'no engine',
      (path) => edit(path, (text) => text.replace('"engine"', '"motor"')),
      /environment's engine/,
    ],
  ])('is a row that says so: %s', async (_, damage, reason) => {
    damage(copy('bad'));
    const { code, stdout } = await listed();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bad .* damaged$/m);
    expect(stdout).toMatch(reason);
    expect(stdout).toMatch(/^run-001 .* completed$/m);
    const [bad] = await asJson();
    expect(bad).toMatchObject({
      kind: 'run',
      name: 'bad',
      status: 'damaged',
      problem: expect.stringMatching(reason),
    });
  });

  it('shows no figure that is no number', async () => {
    const path = join(copy('odd'), 'summary.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"test_r2": [^,]+/, '"test_r2": "\\u001b[31m"'));
    expect((await listed()).stdout).toMatch(/^odd .* – +completed$/m);
  });

  const edit = (path: string, change: (text: string) => string) => {
    const file = join(path, 'config.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
});
