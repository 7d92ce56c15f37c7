import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { plot as plotGiven } from '../../src/commands/plot/run.js';
import { type PlotSettingName, plotSettings } from '../../src/commands/plot/settings.js';
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
async function plot(folder: string, flags: Partial<Record<PlotSettingName, string>>): Promise<void> {
  const given = Object.entries(flags).map(([key, text]) => {
    const { flag, range } = plotSettings[key as PlotSettingName];
    return [key, { name: flag, text, value: range.read(text) }];
  });
  await plotGiven(folder, Object.fromEntries(given));
}

let printed: string;
beforeAll(async () => {
  const job = ['--samples', '60', '--epochs', '30', '--hidden', '4', '--noise', '5', '--name'];
  await run(cwd, [...job, 'original']);
  await run(cwd, [...job, 'traced', '--trace']);
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

it('calls a run by its folder where summary.json has lost its name', async () => {
  const { name, ...others } = JSON.parse(read(copy, 'summary.json').toString());
  expect(name).toBe('original');
  writeFileSync(join(copy, 'summary.json'), JSON.stringify({ ...others, name: 'copy' }));
  await plot(copy, { to });
  const named = read(to, 'loss.png');
  writeFileSync(join(copy, 'summary.json'), JSON.stringify(others));
  await plot(copy, {});
  expect(read(copy, 'loss.png').equals(named)).toBe(true);
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

  const without = (name: string, isDropped: (line: string, i: number, all: string[]) => boolean) => {
    const lines = read(copy, name).toString().trimEnd().split('\n');
    writeFileSync(
      join(copy, name),
      lines.flatMap((line, i) => (isDropped(line, i, lines) ? [] : [`${line}\n`])).join(''),
    );
  };

  it.each([
    ['a training row', (_: string, i: number) => i === 1, 'it has 47 train rows, and summary.json counts 48'],
    ['its last rows', (_: string, i: number) => i > 57, 'it has 9 test rows, and summary.json counts 12'],
  ])('predictions.csv without %s', async (_, isDropped, how) => {
    without('predictions.csv', isDropped);
    await expect(plot(copy, { to })).rejects.toThrow(`${join(copy, 'predictions.csv')} is damaged: ${how}.`);
    expect(existsSync(to)).toBe(false);
  });

  it.each<[string, (line: string, i: number, all: string[]) => boolean, string]>([
    ['a line', (_, i) => i === 7, 'it has 4 lines of step 2 instead of 5'],
    ['its last line', (_, i, all) => i === all.length - 1, 'it has 4 lines of step 30 instead of 5'],
    [
      'its last epochs',
      (line) => Number(line.split(',')[0]) > 20,
      'it ends with epoch 20, and summary.json counts 30',
    ],
    ['any step', (_, i) => i > 0, 'it ends with epoch 0, and summary.json counts 30'],
  ])('trace.csv without %s', async (_, isDropped, how) => {
    rmSync(copy, { recursive: true });
    cpSync(join(cwd, 'out', 'traced'), copy, { recursive: true });
    without('trace.csv', isDropped);
    await expect(plot(copy, { to })).rejects.toThrow(`${join(copy, 'trace.csv')} is damaged: ${how}.`);
    expect(existsSync(to)).toBe(false);
  });

  it('but a trace that lost epochs on the way is drawn, with a word', async () => {
    rmSync(copy, { recursive: true });
    cpSync(join(cwd, 'out', 'traced'), copy, { recursive: true });
    without('trace.csv', (line) => ['11', '12', '13'].includes(line.split(',')[0] as string));
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await plot(copy, { to });
    expect(readdirSync(to)).toContain('adam.png');
    expect(said).toHaveBeenCalledWith(
      `${join(copy, 'trace.csv')} lacks 3 epochs of 30; adam.png leaves them out.\n`,
    );
  });

  it('a summary whose figures are none', async () => {
    const edited = read(copy, 'summary.json').toString().replace('"train_rows": 48', '"train_rows": "48"');
    writeFileSync(join(copy, 'summary.json'), edited);
    await expect(plot(copy, { to })).rejects.toThrow('is damaged: its train_rows is no whole number.');
    writeFileSync(
      join(copy, 'summary.json'),
      JSON.stringify({ ...JSON.parse(edited), baseline_linear_r2: '1' }),
    );
    await expect(plot(copy, { to })).rejects.toThrow('is damaged: its baseline_linear_r2 is no number.');
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
