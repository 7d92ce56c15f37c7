import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { plot as plotGiven } from '../../src/commands/plot.js';
import { type PlotOptionName, plotOptions } from '../../src/config/plotOptions.js';
import { UsageError } from '../../src/errors.js';
import { decodePng } from '../charts/png.js';
import { run } from '../e2e/program.js';

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const original = join(cwd, 'out', 'original');
const copy = join(cwd, 'copy');
const to = join(cwd, 'to');
const read = (...parts: string[]) => readFileSync(join(...parts));

/** `adam-train plot FOLDER` with flags as they are typed. */
async function plot(folder: string, flags: Partial<Record<PlotOptionName, string>>): Promise<void> {
  const given = Object.entries(flags).map(([key, text]) => {
    const { flag, rule } = plotOptions[key as PlotOptionName];
    return [key, { name: flag, text, value: rule.read(text) }];
  });
  await plotGiven(folder, Object.fromEntries(given));
}

let printed: string;
beforeAll(async () => {
  await run(cwd, [
    '--samples',
    '60',
    '--epochs',
    '30',
    '--hidden',
    '4',
    '--noise',
    '5',
    '--name',
    'original',
  ]);
});
beforeEach(() => {
  printed = '';
  for (const folder of [copy, to]) rmSync(folder, { recursive: true, force: true });
  cpSync(original, copy, { recursive: true });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  return () => vi.restoreAllMocks();
});

it("draws the run's own pictures again, byte for byte, the residuals among them", async () => {
  await plot(original, { to });
  expect(printed.trimEnd().split('\n')).toEqual(
    ['loss.png', 'predictions.png', 'residuals.png'].map((name) => join(to, name)),
  );
  for (const name of ['loss.png', 'predictions.png', 'residuals.png']) {
    expect(read(to, name).equals(read(original, name)), name).toBe(true);
  }
});

it('draws into the run folder in another size and scale', async () => {
  await plot(copy, { size: '640x480', yScale: 'log' });
  for (const name of ['loss.png', 'predictions.png', 'residuals.png']) {
    expect(await decodePng(read(copy, name))).toMatchObject({ width: 1280, height: 960 });
  }
  await plot(copy, { yScale: 'log' });
  const log = read(copy, 'loss.png');
  await plot(copy, { yScale: 'linear' });
  expect(read(copy, 'loss.png').equals(log)).toBe(false);
});

it('marks the best epoch that summary.json names', async () => {
  await plot(copy, {});
  const unmarked = read(copy, 'loss.png');
  const summary = JSON.parse(read(copy, 'summary.json').toString()) as object;
  writeFileSync(join(copy, 'summary.json'), JSON.stringify({ ...summary, best_epoch: 7, best_of: 'test' }));
  await plot(copy, {});
  expect(read(copy, 'loss.png').equals(unmarked)).toBe(false);
});

describe('wrong usage', () => {
  it.each([
    [
      { size: '3' },
      "--size must be WIDTHxHEIGHT, from 400x300 to 4000x4000, got 3; the default is each chart's own.",
    ],
    [{ size: '400x299' }, '--size must be WIDTHxHEIGHT, from 400x300 to 4000x4000, got 400x299;'],
    [{ yScale: 'cubic' }, "--y-scale must be auto, linear or log, got cubic; the default is the run's own."],
    [{ to: '\0' }, '--to must be the path of a folder, got "\\u0000"; the default is the run folder.'],
  ])('%j', async (flags, message) => {
    await expect(plot(original, flags)).rejects.toThrow(message);
    await expect(plot(original, flags)).rejects.toThrow(UsageError);
  });

  it('a folder that is no run folder', async () =>
    await expect(plot(cwd, {})).rejects.toThrow(/must be one that adam-train made/));
});

describe('a file that is missing or damaged leaves the pictures as they are', () => {
  it.each(['metrics.csv', 'predictions.csv', 'summary.json'])('%s', async (name) => {
    rmSync(join(copy, name));
    await expect(plot(copy, { to })).rejects.toThrow(`${join(copy, name)} is missing`);
    writeFileSync(join(copy, name), 'nonsense\n');
    await expect(plot(copy, { to })).rejects.toThrow(`${join(copy, name)} is damaged`);
    expect(existsSync(to)).toBe(false);
  });

  it('metrics.csv without its last epochs', async () => {
    const lines = read(copy, 'metrics.csv').toString().split('\n');
    writeFileSync(join(copy, 'metrics.csv'), `${lines.slice(0, 11).join('\n')}\n`);
    await expect(plot(copy, { to })).rejects.toThrow('it has 10 epochs, and summary.json counts 30');
  });
});

it('says where pictures cannot be written', async () => {
  await expect(plot(original, { to: join(original, 'summary.json') })).rejects.toThrow(
    /summary\.json cannot be written: .* Choose another folder with --to\.$/,
  );
});

it('draws the losses alone of a run that diverged, and says so', async () => {
  await run(cwd, ['--samples', '60', '--epochs', '3', '--hidden', '4', '--lr', '1e30', '--name', 'diverged']);
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  await plot(join(cwd, 'out', 'diverged'), { to });
  expect(readdirSync(to)).toEqual(['loss.png']);
  expect(read(to, 'loss.png').equals(read(cwd, 'out', 'diverged', 'loss.png'))).toBe(true);
  expect(said).toBe('The run diverged, and so has no predictions to draw.\n');
});
