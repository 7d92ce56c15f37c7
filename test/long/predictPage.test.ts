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
    const names = Array.from({ length: 22 }, (_, i) => `c${i}`);
    const many = Array.from({ length: 60 }, (_, i) =>
      [...names.map((_, j) => (i * (j + 3)) % 11), `a text that is as long as some are, ${i % 3}`, i]
        .map((cell) => `"${cell}"`)
        .join(','),
    );
    writeFileSync(join(folder.path, 'many.csv'), [[...names, 'kind', 'y'].join(','), ...many].join('\n'));
    const cars = ['--data', 'cars.csv', '--target', 'Miles_per_Gallon', '--ignore-columns', 'Year,Name'];
    const quick = ['--epochs', '40', '--batch-size', '32', '--quiet'];
    const jobs = [
      [...cars, '--missing', 'drop', ...quick, '--name', 'cars'],
      ['--data', 'many.csv', '--target', 'y', ...quick, '--name', 'many'],
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
    expect(Math.abs(shown - predicted)).toBeLessThan(1e-8 * predicted);
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

  it('keeps the prediction in sight, and long texts whole, and marks a value that is far out', async () => {
    for (const width of [400, 1280]) {
      const page = await pages.open(join(folder.path, 'many.html'), { viewport: { width, height: 700 } });
      const { height = 0 } = (await page.locator('form').boundingBox()) ?? {};
      expect(height).toBeGreaterThan(900);
      const first = page.getByLabel('c0', { exact: true });
      for (const name of ['c0', 'c21']) {
        await page.getByLabel(name, { exact: true }).focus();
        const field = (await page.getByLabel(name, { exact: true }).boundingBox()) ?? { y: 0, height: 0 };
        const result = (await page.locator('output').boundingBox()) ?? { y: 0, height: 0 };
        expect(result.y + result.height).toBeLessThanOrEqual(700);
        expect(field.y + field.height).toBeLessThanOrEqual(result.y);
      }
      const before = await page.locator('output').textContent();
      await first.fill('3000');
      expect(await page.locator('output').textContent()).not.toBe(before);
      expect(await page.locator('.far').allTextContents()).toEqual([
        expect.stringMatching(/^; far out: [\d,]+ deviations from the mean$/),
        ...Array(21).fill(''),
      ]);
      const select = page.getByLabel('kind', { exact: true });
      const room = (await select.boundingBox())?.width ?? 0;
      expect(room).toBeGreaterThan(300);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect((await axeOf(page)).violations).toEqual([]);
      await page.close();
    }
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
