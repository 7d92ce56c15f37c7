import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepPage } from '../../src/pages/sweep/sweepPage.js';
import { trialOf } from '../charts/sweep/sweeps.js';
import { hostileName } from '../pages/closedPage.js';
import { manyTrials, reportedTrial, sweepReportOf } from '../pages/sweeps.js';
import { findChromium } from './browser/pages.js';
import { axeOf, inkOf, watchedPagesOfSuite } from './browser/watchedPages.js';

const chromiumPath = findChromium();

/** A page of 40 trials; of those that diverged each has the reason. */
function pageOf(name: string, reason?: string): string {
  const configurations = manyTrials(40, 30);
  const trials = configurations.map((one, i) => reportedTrial(one, i % 10 === 9 ? { reason } : {}));
  return sweepPage(sweepReportOf(name, configurations, trials));
}

/** A page of four configurations with three seeds each, the first of which diverged. */
function pageOfSeeds(): string {
  const configurations = [0, 1, 2, 3].map((i) =>
    trialOf(3 * i + 1, { learningRate: 10 ** -i, optimizer: 'adam' }, i === 0 ? Number.NaN : i, {
      spread: 0.5,
    }),
  );
  const trials = Array.from({ length: 12 }, (_, i) => {
    const configuration = Math.floor(i / 3);
    const one = trialOf(i + 1, {}, i < 3 ? Number.NaN : configuration + i / 10);
    return reportedTrial(one, { configuration, seed: i % 3 });
  });
  return sweepPage(sweepReportOf('seeds', configurations, trials));
}

/** A page whose learning rates have twenty zeros. */
function pageOfHugeRates(): string {
  const configurations = [1e15, 1e20, 1e20].map((learningRate, i) =>
    trialOf(i + 1, { learningRate, optimizer: 'adam' }, 1 + i),
  );
  return sweepPage(sweepReportOf('huge', configurations));
}

describe.skipIf(chromiumPath === undefined)("a sweep's page in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-sweep-page-'));
  const pages = watchedPagesOfSuite();

  beforeAll(async () => {
    const texts = {
      plain: pageOf('plain'),
      hostile: pageOf(hostileName, hostileName),
      seeds: pageOfSeeds(),
      huge: pageOfHugeRates(),
      large: sweepPage(sweepReportOf('large', manyTrials(1000, 40))),
    };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.html`), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function open(
    name: string,
    { colorScheme = 'light', width = 1100 }: { colorScheme?: 'light' | 'dark'; width?: number } = {},
  ): Promise<Page> {
    const page = await pages.open(join(folder, `${name}.html`), {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await drawn(page);
    return page;
  }

  /** Waits until the page has drawn what changed. */
  const drawn = (page: Page) =>
    page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

  const cellsOf = async (page: Page, column: string) => {
    const heads = await page.locator('#trials thead th').allTextContents();
    const place = heads.indexOf(column) + 1;
    return page.locator(`#trials tbody tr > :nth-child(${place})`).allTextContents();
  };
  const chosenOf = (page: Page) => page.locator('#trials tbody tr.chosen th').allTextContents();
  const saidOf = (page: Page, section: string) => page.locator(`#${section} .said`).textContent();
  const sortedBy = (page: Page, column: string) =>
    page.locator('#trials thead th', { hasText: column }).first().getAttribute('aria-sort');
  const picture = (page: Page, section: string) =>
    page.evaluate(`document.querySelector('#${section} canvas').toDataURL()`);

  it.each(['plain', 'hostile', 'seeds', 'large'])(
    'has nothing that axe-core finds, light and dark, and asks for nothing: %s',
    async (name) => {
      const papers: unknown[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open(name, { colorScheme });
        const found = await axeOf(page);
        expect(found.violations).toEqual([]);
        expect(found.passes).toBeGreaterThan(20);
        expect(pages.said).toEqual([]);
        for (const section of ['metric', 'parallel', 'losses'])
          expect(await inkOf(page, section)).toBeGreaterThan(1000);
        papers.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
        await page.close();
      }
      expect(new Set(papers).size).toBe(2);
    },
  );

  it.each(['plain', 'hostile', 'seeds', 'huge'])(
    'is no wider than a window of 320 pixels: %s',
    async (name) => {
      const page = await open(name, { width: 320 });
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.close();
    },
  );

  it('writes no number with a row of zeros', async () => {
    const page = await open('huge');
    expect(await cellsOf(page, 'learningRate')).toEqual(['1.0000e+15', '1.0000e+20', '1.0000e+20']);
    expect(await page.locator('#filter-hint').textContent()).toContain('such as learningRate<=1e+20 or');
    await page.close();
  });

  it('shows hostile names and reasons as text', async () => {
    const page = await open('hostile');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('h1').textContent()).toBe(hostileName);
    const reasons = await cellsOf(page, 'reason');
    expect(reasons.filter((text) => text === hostileName)).toHaveLength(4);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('sorts by each column, both ways, with empty cells last', async () => {
    const page = await open('plain');
    expect(await sortedBy(page, 'val_loss')).toBe('ascending');
    const losses = (await cellsOf(page, 'val_loss')).map(Number);
    expect(losses).toHaveLength(40);
    expect(losses.slice(0, 36)).toEqual(losses.slice(0, 36).toSorted((a, b) => a - b));
    expect(losses.slice(36).every(Number.isNaN)).toBe(true);
    await page.locator('#trials thead button', { hasText: 'learningRate' }).click();
    expect(await sortedBy(page, 'val_loss')).toBe('none');
    expect(await sortedBy(page, 'learningRate')).toBe('ascending');
    const rates = (await cellsOf(page, 'learningRate')).map(Number);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    await page.locator('#trials thead button', { hasText: 'learningRate' }).click();
    expect(await sortedBy(page, 'learningRate')).toBe('descending');
    expect((await cellsOf(page, 'learningRate')).map(Number)).toEqual(rates.toReversed());
    await page.locator('#trials thead button', { hasText: 'momentum' }).click();
    expect((await cellsOf(page, 'momentum')).slice(-14)).toEqual(Array(14).fill('–'));
    await page.locator('#trials thead button', { hasText: 'momentum' }).click();
    expect((await cellsOf(page, 'momentum')).slice(-14)).toEqual(Array(14).fill('–'));
    await page.close();
  });

  it('filters by words, conditions and how trials ended, in the charts too', async () => {
    const page = await open('plain');
    const field = page.locator('#trials input[type=search]');
    const before = await picture(page, 'parallel');
    const left = async (text: string) => {
      await field.fill(text);
      await drawn(page);
      return Number.parseInt((await saidOf(page, 'trials')) ?? '', 10);
    };
    expect(await left('adam')).toBe(14);
    expect(await picture(page, 'parallel')).not.toBe(before);
    expect(await cellsOf(page, 'optimizer')).toEqual(Array(14).fill('adam'));
    expect(await left('optimizer=adam|sgd')).toBe(40);
    expect(await left('Optimizer=sgd momentum>0.6')).toBe(5);
    expect((await cellsOf(page, 'momentum')).every((text) => Number(text) > 0.6)).toBe(true);
    expect(await left('optimizer=ada')).toBe(0);
    expect(await left('momentum=–')).toBe(14);
    expect(await left('')).toBe(40);
    expect(await picture(page, 'parallel')).toBe(before);
    await page.locator('#trials select').selectOption('diverged');
    expect(await cellsOf(page, 'status')).toEqual(Array(4).fill('diverged'));
    await page.close();
  });

  it("takes a flag's name for its column, and says which column there is not", async () => {
    const page = await open('plain');
    const left = async (text: string) => {
      await page.locator('#trials input[type=search]').fill(text);
      await drawn(page);
      return Number.parseInt((await saidOf(page, 'trials')) ?? '', 10);
    };
    const missing = () => page.locator('#trials .missing').textContent();
    const below = await left('learningRate<0.01');
    expect(below).toBeGreaterThan(0);
    expect(below).toBeLessThan(40);
    for (const name of ['lr', '--lr', 'learning-rate', 'LearningRate'])
      expect(await left(`${name}<0.01`)).toBe(below);
    expect(await missing()).toBe('');
    expect(await left('rate<0.01')).toBe(0);
    expect(await missing()).toBe('There is no column "rate".');
    expect(await page.locator('#filter-hint').textContent()).toMatch(
      /such as learningRate<=[\d.]+ or optimizer=adam\|sgd, all/,
    );
    await page.close();
  });

  it('draws the losses of the chosen trials, at most eight', async () => {
    const page = await open('plain');
    const best = await chosenOf(page);
    expect(best).toHaveLength(3);
    expect(best[0]).toContain('★');
    const first = await picture(page, 'losses');
    await page.locator('#trials tbody tr').nth(3).locator('input').check();
    await drawn(page);
    expect(await picture(page, 'losses')).not.toBe(first);
    for (const row of [4, 5, 6, 7]) await page.locator('#trials tbody tr').nth(row).locator('input').check();
    await drawn(page);
    expect(await page.locator('#trials tbody input:disabled').count()).toBe(32);
    expect(await saidOf(page, 'trials')).toContain('8 of at most 8 chosen');
    await page.locator('#losses summary').click();
    await page.locator('#losses tbody tr').first().waitFor();
    expect(await page.locator('#losses thead th').count()).toBe(9);
    expect(await page.locator('#losses tbody tr').count()).toBe(30);
    await page.locator('button', { hasText: 'Choose none' }).click();
    await drawn(page);
    expect(await chosenOf(page)).toEqual([]);
    expect(await page.locator('#losses .note').textContent()).toContain('None is chosen');
    await page.locator('button', { hasText: 'Choose the best again' }).click();
    await drawn(page);
    expect(await chosenOf(page)).toEqual(best);
    await page.close();
  });

  it('says where the losses of a trial are that the page does not have', async () => {
    const page = await open('large');
    await page.locator('#trials input[type=search]').fill('status=completed');
    await page.locator('#trials thead button', { hasText: 'val_loss' }).click();
    const rows = page.locator('#trials tbody tr');
    expect(await rows.count()).toBe(200);
    await page.locator('#trials button', { hasText: 'Show more' }).click();
    expect(await rows.count()).toBe(400);
    for (const row of [1, 2, 3, 4, 5]) await rows.nth(row).locator('input').check();
    await drawn(page);
    expect(await page.locator('#losses .note').textContent()).toMatch(
      /^The page does not have the losses of [\d, ]+; its trial\.json does\.$/,
    );
    await page.close();
  });

  it('is worked by keys alone', async () => {
    const page = await open('plain');
    const press = async (key: string, times = 1) => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
      await drawn(page);
    };
    await press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'val_loss over learningRate, a point for each trial',
    );
    await press('ArrowRight', 2);
    expect(await saidOf(page, 'metric')).toMatch(/^Trial \d+, completed, +val_loss: .*learningRate: /);
    await press('Enter');
    expect(await chosenOf(page)).toHaveLength(4);
    await press('Enter');
    expect(await chosenOf(page)).toHaveLength(3);
    await press('Tab', 3);
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toContain(
      'a line for each trial',
    );
    await press('ArrowRight');
    expect(await saidOf(page, 'parallel')).toMatch(/^Trial \d+, the best, completed; val_loss: 10;/);
    await press('ArrowRight', 3);
    await press('Enter');
    expect(await chosenOf(page)).toHaveLength(4);
    await press('Escape');
    expect(await saidOf(page, 'parallel')).toBe('');
    await press('Tab');
    await page.keyboard.type('sgd');
    await drawn(page);
    expect(await cellsOf(page, 'optimizer')).toEqual(Array(26).fill('sgd'));
    await press('Tab', 4);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('val_loss');
    await press('Space');
    expect(await sortedBy(page, 'val_loss')).toBe('descending');
    await page.locator('#trials tbody input').first().focus();
    const before = await chosenOf(page);
    await press('Space');
    expect(await chosenOf(page)).not.toEqual(before);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('filters by a drag along an axis, whose conditions stand in the field, and ends that by a click', async () => {
    const page = await open('plain');
    const canvas = page.locator('#parallel canvas');
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, height } = (await canvas.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    const field = page.locator('#trials input[type=search]');
    const axis = x + 64;
    await page.mouse.move(axis, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(axis, y + 20, { steps: 3 });
    await page.mouse.up();
    await drawn(page);
    expect(await field.inputValue()).toMatch(/^learningRate>=\S+ learningRate<=\S+$/);
    const left = await cellsOf(page, 'learningRate');
    expect(left.length).toBeGreaterThan(10);
    expect(left.length).toBeLessThan(30);
    expect(Math.max(...left.map(Number))).toBe(0.1);
    await page.mouse.click(axis, y + 100);
    await drawn(page);
    expect(await field.inputValue()).toBe('');
    // Where an axis has no trial a drag is no filter, which would leave none.
    await page.mouse.move(axis, y + height - 2);
    await page.mouse.down();
    await page.mouse.move(axis, y + height - 10, { steps: 3 });
    await page.mouse.up();
    await drawn(page);
    expect(await field.inputValue()).toBe('');
    // A condition that is being typed leaves what it left before.
    await field.fill('learningRate<');
    expect((await cellsOf(page, 'learningRate')).length).toBeGreaterThan(left.length);
    await page.close();
  });

  it('chooses a trial by a click on its point, or on its line', async () => {
    const page = await open('seeds');
    expect(await chosenOf(page)).toHaveLength(3);
    await page.locator('button', { hasText: 'Choose none' }).click();
    const canvas = page.locator('#parallel canvas');
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width } = (await canvas.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    for (let up = 60; up < 400 && (await chosenOf(page)).length === 0; up += 12) {
      await page.mouse.click(x + width / 3 - 20, y + up);
      await drawn(page);
    }
    expect(await chosenOf(page)).toHaveLength(1);
    await page.close();
  });
});
