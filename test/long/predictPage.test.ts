import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../docs/pages.js';
import { run, temporaryFolder } from '../e2e/program.js';
import { hostileName } from '../pages/closedPage.js';
import { findChromium } from './browser/pages.js';
import { axeOf, watchedPagesOfSuite } from './browser/watchedPages.js';

const chromiumPath = findChromium();

describe.skipIf(chromiumPath === undefined)('a page that predicts', () => {
  const folder = temporaryFolder();
  const pages = watchedPagesOfSuite();

  beforeAll(async () => {
    copyFileSync(`${root}test/fixtures/cars.csv`, join(folder.path, 'cars.csv'));
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 7},${i % 2 === 0 ? '<b>' : '__proto__'},${i},${i % 5}`,
    );
    writeFileSync(
      join(folder.path, 'table.csv'),
      [`__proto__,${hostileName},<i>a</i>,y`, ...rows].join('\n'),
    );
    const cars = ['--data', 'cars.csv', '--target', 'Miles_per_Gallon', '--ignore-columns', 'Year,Name'];
    const quick = ['--epochs', '40', '--batch-size', '32', '--quiet'];
    const jobs = [
      [...cars, '--missing', 'drop', ...quick, '--name', 'cars'],
      [...cars, '--missing', 'mean', ...quick, '--name', 'filled'],
      ['--data', 'table.csv', '--target', '<i>a</i>,y', ...quick, '--name', 'hostile'],
    ];
    for (const job of jobs) {
      const name = job.at(-1) as string;
      expect((await run(folder.path, job)).code).toBe(0);
      const made = await run(folder.path, [
        'export',
        `out/${name}`,
        '--format',
        'page',
        '--to',
        `${name}.html`,
      ]);
      expect(made.code, made.stderr).toBe(0);
    }
  });
  afterAll(() => folder.remove());

  const open = (name: string, colorScheme: 'light' | 'dark' = 'light') =>
    pages.open(join(folder.path, `${name}.html`), { colorScheme });

  it.each(['cars', 'filled', 'hostile'])(
    'has nothing that axe-core finds, light and dark, and asks for nothing: %s',
    async (name) => {
      for (const scheme of ['light', 'dark'] as const) {
        const page = await open(name, scheme);
        const found = await axeOf(page);
        expect(found.violations).toEqual([]);
        expect(found.passes).toBeGreaterThan(15);
        expect(pages.said).toEqual([]);
        await page.close();
      }
    },
  );

  it('predicts what adam-train predict does, as the values change', async () => {
    const page = await open('cars');
    const car = {
      Cylinders: '4',
      Displacement: '97',
      Horsepower: '75',
      Weight_in_lbs: '2200',
      Acceleration: '15',
      Origin: 'Japan',
    };
    const { Origin, ...numbers } = car;
    const before = await page.getByLabel('Miles_per_Gallon').textContent();
    expect(Number(before)).toBeGreaterThan(0);
    for (const [name, value] of Object.entries(numbers)) await page.getByLabel(name).fill(value);
    await page.getByLabel('Origin').selectOption(Origin);
    writeFileSync(
      join(folder.path, 'car.csv'),
      `${Object.keys(car).join(',')}\n${Object.values(car).join(',')}\n`,
    );
    const { stdout } = await run(folder.path, ['predict', 'out/cars', '--data', 'car.csv']);
    const predicted = Number(stdout.split('\n')[1]?.split(',')[1]);
    const shown = Number(await page.getByLabel('Miles_per_Gallon').textContent());
    expect(Math.abs(shown - predicted)).toBeLessThan(1e-4 * predicted);
    expect(shown).not.toBe(Number(before));
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('says which value is missing, and takes the mean for it where the run did', async () => {
    const page = await open('cars');
    await page.getByLabel('Horsepower').fill('');
    expect(await page.locator('#said').textContent()).toBe(
      'A row must have a number for "Horsepower"; it is missing.',
    );
    expect(await page.getByLabel('Miles_per_Gallon').textContent()).toBe('–');
    await page.getByLabel('Horsepower').fill('90');
    expect(await page.locator('#said').textContent()).toBe('');
    await page.close();
    const filled = await open('filled');
    await filled.getByLabel('Horsepower').fill('');
    expect(await filled.locator('#said').textContent()).toBe('');
    expect(Number(await filled.getByLabel('Miles_per_Gallon').textContent())).toBeGreaterThan(0);
    await filled.close();
  });

  it('takes columns and texts of any name, and has an output for each target', async () => {
    const page = await open('hostile');
    const outputs = () => page.locator('output').allTextContents();
    const before = await outputs();
    expect(before.map(Number).every(Number.isFinite)).toBe(true);
    await page.getByLabel(hostileName).selectOption('__proto__');
    await page.getByLabel('__proto__', { exact: true }).fill('6');
    expect(await outputs()).not.toEqual(before);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('writes over no file, and only what ends as a page does', async () => {
    const before = readFileSync(join(folder.path, 'cars.html'));
    const again = await run(folder.path, ['export', 'out/cars', '--format', 'page', '--to', 'cars.html']);
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--to must be a new file, got cars.html'),
    });
    const other = await run(folder.path, ['export', 'out/cars', '--format', 'page', '--to', 'cars.txt']);
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ends in .html or .htm, got cars.txt; try cars.txt.html'),
    });
    expect(readFileSync(join(folder.path, 'cars.html'))).toEqual(before);
  });
});
