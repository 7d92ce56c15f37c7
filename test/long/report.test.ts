import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as runCommand, temporaryFolder } from '../e2e/program.js';
import { hostileName } from '../pages/closedPage.js';
import { hostileTable } from './browser/hostileTable.js';
import { findChromium } from './browser/pages.js';
import { axeOf, inkOf, settled, watchedPagesOfSuite } from './browser/watchedPages.js';

const chromiumPath = findChromium();

const quick = ['--epochs', '30', '--hidden', '8', '--quiet'];
const schedule = ['--val-size', '0.2', '--patience', '20', '--lr', '0.01', '--schedule', 'cosine'];

/** Has the page note each text that a canvas squeezes, or begins left of itself. */
const notesSqueezedText = `
const { prototype } = CanvasRenderingContext2D;
const { fillText } = prototype;
globalThis.wrong = [];
prototype.fillText = function (text, x, y, most = Infinity) {
  const { width } = this.measureText(text);
  const { a, b, e } = this.getTransform();
  const left = { left: 0, start: 0, center: 0.5, right: 1, end: 1 }[this.textAlign] * width;
  if (width > 1.1 * most || (b === 0 && a * (x - left) + e < -1)) wrong.push(text);
  fillText.call(this, text, x, y, most);
};`;

describe.skipIf(chromiumPath === undefined)("a run's page in a browser", () => {
  const folder = temporaryFolder();
  const pages = watchedPagesOfSuite();

  beforeAll(async () => {
    writeFileSync(join(folder.path, 'table.csv'), hostileTable());
    const table = ['--data', 'table.csv', '--target', hostileName, ...schedule];
    const jobs = [
      [...quick, '--name', 'plain'],
      [...quick, ...table, '--name', 'hostile'],
      [...quick, '--targets', '3', '--name', 'targets'],
      [...quick, '--optimizer', 'sgd', '--lr', '1e12', '--name', 'diverged'],
      [...quick, '--trace', '--batch-size', '64', '--name', 'traced'],
    ];
    for (const job of jobs) await runCommand(folder.path, job);
    for (const name of ['hostile', 'traced'])
      await runCommand(folder.path, ['importance', join('out', name)]);
  });
  afterAll(() => folder.remove());

  const open = (name: string, colorScheme: 'light' | 'dark' = 'light') =>
    pages.open(join(folder.path, 'out', name, 'report.html'), { colorScheme });

  it.each(['plain', 'hostile', 'targets', 'diverged', 'traced'])(
    'has nothing that axe-core finds, light and dark, and asks for nothing: %s',
    async (name) => {
      const papers: unknown[] = [];
      for (const scheme of ['light', 'dark'] as const) {
        const page = await open(name, scheme);
        const found = await axeOf(page);
        expect(found.violations).toEqual([]);
        expect(found.passes).toBeGreaterThan(15);
        expect(pages.said).toEqual([]);
        expect(await inkOf(page, 'losses')).toBeGreaterThan(1000);
        papers.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
        await page.close();
      }
      expect(new Set(papers).size).toBe(2);
    },
  );

  it('shows a hostile column as text', async () => {
    const page = await open('hostile');
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await page.locator('img, b').count()).toBe(0);
    expect(await page.locator('#settings').locator('..').textContent()).toContain(hostileName);
    expect(await page.locator('#predictions canvas').getAttribute('aria-label')).toContain(hostileName);
    expect(await page.locator('script').count()).toBe(3);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('lets no other script run, whoever puts it there', async () => {
    const page = await open('plain');
    await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = true">');
    })()`);
    await settled(page);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(pages.said.join('\n')).toContain('Content Security Policy');
    await page.close();
  });

  it('is worked by keys alone', async () => {
    const page = await open('hostile');
    const said = page.locator('#losses .said');
    const press = async (key: string, times = 1) => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await press('Tab');
    const focused = () =>
      page.evaluate('document.activeElement.textContent || document.activeElement.tagName');
    expect(await focused()).toBe('Logarithmic');
    const toggle = page.locator('button', { hasText: 'Logarithmic' });
    const before = await toggle.getAttribute('aria-pressed');
    await press('Space');
    expect(await toggle.getAttribute('aria-pressed')).not.toBe(before);
    await press('Space');
    await press('Tab', 4);
    expect(await focused()).toBe('CANVAS');
    await press('ArrowRight');
    expect(await said.textContent()).toMatch(/^Epoch 1, +Training loss: .*Testing loss: .*Validation loss: /);
    await press('ArrowRight', 2);
    expect(await said.textContent()).toMatch(/^Epoch 3,/);
    await press('Home');
    await press('ArrowLeft');
    expect(await said.textContent()).toMatch(/^Epoch 1,/);
    const whole = await picture(page);
    await press('Escape');
    expect(await said.textContent()).toBe('');
    await press('+', 2);
    expect(await picture(page)).not.toBe(whole);
    await press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await press('Enter');
    const lines = page.locator('#losses tbody tr');
    await lines.first().waitFor(); // a table is made in a turn after its opening
    expect(await lines.count()).toBeGreaterThanOrEqual(20);
    expect(await lines.first().locator('td').count()).toBe(4);
    await page.locator('#residuals canvas').focus();
    await press('End');
    const row = await page.locator('#residuals .said').textContent();
    expect(row).toMatch(
      /^Row \d+, +Actual: .*Predicted: .*Residual: [^,]*, +<b>a<\/b>: \d, +.*onerror=alert\(1…: \d+$/,
    );
    await page.close();
  });

  /** What the losses' chart looks like. */
  const picture = (page: Page) => page.evaluate(`document.querySelector('#losses canvas').toDataURL()`);

  it('zooms where the pointer drags, goes to a log scale and back, and shows the whole again', async () => {
    const page = await open('plain');
    const box = await page.locator('#losses canvas').boundingBox();
    const { x, y } = box ?? { x: 0, y: 0 };
    const away = async () => {
      await page.mouse.move(5, 5);
      await settled(page);
      return picture(page);
    };
    const press = async (name: string) => {
      await page.locator('#losses button', { hasText: name }).click();
      return away();
    };
    const drag = async () => {
      await page.mouse.move(x + 300, y + 100);
      await page.mouse.down();
      await page.mouse.move(x + 600, y + 300, { steps: 4 });
      await page.mouse.up();
      return away();
    };
    const whole = await away();
    const part = await drag();
    expect(part).not.toBe(whole);
    expect(await press('Whole chart')).toBe(whole);
    const logarithmic = await press('Logarithmic');
    expect(logarithmic).not.toBe(whole);
    expect(await drag()).not.toBe(logarithmic);
    expect(await press('Whole chart')).toBe(logarithmic);
    await drag();
    expect(await press('Logarithmic')).toBe(whole);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('shows what the columns are worth, and what Adam did inside, by pointer and by keys', async () => {
    const page = await open('traced');
    await page.locator('#importance canvas').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#importance .said').textContent()).toMatch(
      /^x\d+, +Loss of R²: [\d.]+, +Deviation: [\d.]+$/,
    );
    expect(await page.locator('#trace h3').count()).toBe(5);
    expect(await page.locator('#trace canvas').count()).toBe(5);
    await page.locator('#trace canvas').nth(1).focus();
    await page.keyboard.press('End');
    expect(await page.locator('#trace .said').nth(1).textContent()).toMatch(
      /^Epoch 30, +median weight: .*middle half: .* to .*nine of ten: .* to .*the learning rate lr: 0\.001$/,
    );
    const summary = page.locator('#trace summary').first();
    await summary.click();
    const lines = page.locator('#trace tbody tr');
    await lines.first().waitFor();
    expect(await lines.count()).toBe(20);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('has a square for predicted over actual values at any width', async () => {
    for (const width of [400, 1100]) {
      const page = await pages.open(join(folder.path, 'out/plain/report.html'), {
        viewport: { width, height: 900 },
      });
      const box = await page.locator('#predictions canvas').boundingBox();
      const { width: wide = 0 } = box ?? {};
      // The longest runs of the left and the lower axis, whose ends are the square's.
      const area = (await page.evaluate(`(() => {
        const canvas = document.querySelector('#predictions canvas');
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
        const line = getComputedStyle(document.documentElement).getPropertyValue('--border').trim();
        const [r, g, b] = [1, 3, 5].map((at) => parseInt(line.slice(at, at + 2), 16));
        const isLine = (i) => data[4 * i] === r && data[4 * i + 1] === g && data[4 * i + 2] === b;
        const most = (lines, length, place) => Math.max(...Array.from({ length: lines }, (_, i) =>
          Array.from({ length }, (_, j) => isLine(place(i, j))).filter(Boolean).length));
        return [most(height, width, (i, j) => i * width + j), most(width, height, (i, j) => j * width + i)];
      })()`)) as [number, number];
      const [across, up] = area;
      expect(across).toBeGreaterThan(0.6 * wide);
      expect(Math.abs(across / up - 1)).toBeLessThan(0.1);
      await page.close();
    }
  });

  it.each(['targets', 'hostile'])('breaks no word and squeezes none on a phone: %s', async (name) => {
    const page = await pages.open(join(folder.path, 'out', name, 'report.html'), {
      viewport: { width: 320, height: 900 },
    });
    await page.addInitScript({ content: notesSqueezedText });
    await page.reload();
    const found = await axeOf(page); // which opens all tables
    expect(found.violations).toEqual([]);
    expect(await page.evaluate('wrong')).toEqual([]);
    const heights = (await page.evaluate(
      "[...document.querySelectorAll('tr')].map((line) => line.offsetHeight)",
    )) as number[];
    expect(Math.max(...heights)).toBeLessThan(160);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.close();
  });

  it('has a chart for each of several targets', async () => {
    const page = await open('targets');
    expect(await page.locator('#predictions canvas').count()).toBe(3);
    expect(await page.locator('#residuals canvas').count()).toBe(3);
    await page.close();
  });
});
