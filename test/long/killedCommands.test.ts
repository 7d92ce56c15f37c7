import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJson, run, start, temporaryFolder } from '../e2e/program.js';
import { smallTable } from '../e2e/smallTable.js';
import { seededMoments, signalAfter, twoAtATime } from './killing.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);

const csv = smallTable(4000, (i) => i % 13);
const job = ['--target', 'y', '--epochs', '2', '--backend', 'wasm', '--quiet', '--hidden', '4'];
const listed = (...parts: string[]) => readdirSync(join(cwd, ...parts)).sort();
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeAll(async () => {
  writeFileSync(join(cwd, 'rows.csv'), csv);
  expect((await run(cwd, ['--data', 'rows.csv', ...job, '--name', 'model'])).code).toBe(0);
});

/** How long the command takes when nobody ends it. */
async function timed(args: readonly string[]): Promise<number> {
  const started = performance.now();
  expect((await run(cwd, args)).code).toBe(0);
  return performance.now() - started;
}

/** Kills the command at so many moments between its start and its end. */
async function killed(
  args: readonly string[],
  count: number,
  seed: number,
  look: () => void | Promise<void>,
) {
  const whole = await timed(args);
  for (const moment of seededMoments(seed, count)) {
    await signalAfter(cwd, args, { signal: 'SIGKILL', milliseconds: (0.3 + 0.7 * moment) * whole });
    await look();
  }
}

describe('a run that replaces an earlier one and is killed at any moment', () => {
  /** Which of the two stands under the name: each is whole, by its seed and its files. */
  function standing(out: string): 'old' | 'new' {
    const folder = join(cwd, out, 'a');
    const seed = readJson(folder, 'config.json')['seed'];
    if (seed === 1) {
      expect(listed(out, 'a').filter((name) => !name.startsWith('lock'))).toEqual(whole);
      return 'old';
    }
    expect(seed).toBe(2);
    expect(existsSync(join(folder, 'data.csv'))).toBe(true);
    return 'new';
  }
  let whole: string[];

  it('leaves the one or the other, and the next command sees to the rest', async () => {
    const reached: string[] = [];
    await twoAtATime(seededMoments(21, 18), async (moment, i) => {
      const out = `out-${i}`;
      const replace = (seed: number) =>
        start(cwd, ['--data', '-', ...job, '--seed', String(seed), '--out', out, '--name', 'a', '--force']);
      const first = replace(1);
      first.child.stdin?.end(csv);
      expect((await first.finished).code).toBe(0);
      whole ??= listed(out, 'a');

      const second = replace(2);
      second.child.stdin?.on('error', () => {});
      second.child.stdin?.end(csv);
      // Most of them in the moments around the change of the two.
      const isThere = () => listed(out).length > 1;
      while (second.child.exitCode === null && !isThere()) await wait(1);
      await Promise.race([wait(moment * (i % 2 === 0 ? 400 : 60)), second.finished]);
      second.child.kill('SIGKILL');
      await second.finished;
      if (existsSync(join(cwd, out, 'a'))) reached.push(standing(out));
      else reached.push('neither');

      if (i % 3 === 0) {
        // The next run puts the folder in order, whatever it is for.
        expect((await run(cwd, ['--data', 'rows.csv', ...job, '--out', out, '--name', 'b'])).code).toBe(0);
        standing(out);
        expect(listed(out)).toEqual(['a', 'b']);
      } else {
        const resumed = await run(cwd, ['resume', join(out, 'a'), '--epochs', '3', '--quiet']);
        expect(resumed.stderr).toBe('');
        expect(resumed.code).toBe(0);
      }
      rmSync(join(cwd, out), { recursive: true });
    });
    expect(reached).toContain('old');
    expect(reached).toContain('new');
  });
});

it('a predict, a data and a plot that are killed leave what was there, and what the next one takes away', async () => {
  mkdirSync(join(cwd, 'to'));
  const commands = [
    ['predict', 'out/model', '--data', 'rows.csv', '--output', 'to/p.csv', '--force', '--quiet'],
    ['data', '--samples', '100000', '--output', 'to/d.csv', '--force'],
    ['plot', 'out/model', '--to', 'to'],
  ];
  for (const [i, command] of commands.entries()) {
    const lengths = new Set<number>();
    await killed(command, 12, 31 + i, () => {
      for (const name of listed('to').filter((name) => /\.csv$/.test(name))) {
        lengths.add(readFileSync(join(cwd, 'to', name)).length);
      }
    });
    expect(lengths.size).toBe(Math.min(i + 1, 2));
    await timed(command);
    expect(listed('to').filter((name) => name.includes('tmp'))).toEqual([]);
  }
});

it('an export that is killed can be repeated, and no model.json is there beside weights of another model', async () => {
  const other = ['--data', 'rows.csv', ...job.slice(0, -1), '9', '--name', 'other'];
  expect((await run(cwd, other)).code).toBe(0);
  const exports = ['model', 'other'].map((name) => ['export', join('out', name), '--to', 'exported']);
  for (const [i, command] of exports.entries()) {
    await killed(command, 15, 41 + i, () => {
      const path = join(cwd, 'exported', 'model.json');
      if (!existsSync(path)) return;
      const { weightsManifest } = readJson(path) as {
        weightsManifest?: { weights: { shape: number[] }[] }[];
      };
      if (weightsManifest === undefined) return; // it waits for its weights
      const values = weightsManifest
        .flatMap(({ weights }) => weights)
        .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
      expect(readFileSync(join(cwd, 'exported', 'weights.bin')).length).toBe(4 * values);
    });
    await timed(command);
    expect(listed('exported')).toEqual(['model.json', 'weights.bin']);
  }
});
