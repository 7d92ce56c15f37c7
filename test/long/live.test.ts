import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start, temporaryFolder } from '../e2e/program.js';
import { hostileName } from '../pages/closedPage.js';
import { hostileTable } from './browser/hostileTable.js';
import { findChromium } from './browser/pages.js';
import { axeOf, settled, watchedPagesOfSuite } from './browser/watchedPages.js';

const chromiumPath = findChromium();

/** Until an expression holds in the page, which lets nobody evaluate one there; for 20 seconds at most. */
async function until(page: Page, expression: string): Promise<void> {
  for (let i = 0; i < 400 && !(await page.evaluate(expression)); i++) await page.waitForTimeout(50);
  expect(await page.evaluate(expression)).toBe(true);
}

describe.skipIf(chromiumPath === undefined)('a live page in a browser', () => {
  const folder = temporaryFolder();
  const pages = watchedPagesOfSuite();

  beforeAll(() => writeFileSync(join(folder.path, 'table.csv'), hostileTable()));
  afterAll(() => folder.remove());

  /** Starts a run with --live, and opens its page. */
  async function begin(args: readonly string[], colorScheme: 'light' | 'dark' = 'light') {
    let say: (address: string) => void;
    const address = new Promise<string>((resolve) => {
      say = resolve;
    });
    const started = start(folder.path, [...args, '--hidden', '8', '--live'], {}, (stderr) => {
      const [found] = /http:\/\/\S+/.exec(stderr) ?? [];
      if (found !== undefined) say(found);
    });
    const at = await address;
    const page = await pages.open(at, { colorScheme, asks: [`${at}events`] });
    await until(page, "/epoch \\d/.test(document.querySelector('#progress').textContent)");
    return { ...started, page };
  }

  const label = (page: Page) => page.locator('#losses canvas').first();

  it.each(['light', 'dark'] as const)(
    'follows the run, shows its results without being loaded again, and is sound: %s',
    async (scheme) => {
      const table = [
        '--data',
        'table.csv',
        '--target',
        hostileName,
        '--val-size',
        '0.2',
        '--schedule',
        'cosine',
      ];
      const { child, finished, page } = await begin(
        [...table, '--epochs', '5000000', '--name', scheme],
        scheme,
      );
      expect(await page.locator('h1').textContent()).toBe(scheme);
      expect((await axeOf(page)).violations).toEqual([]);
      const progress = page.locator('#progress');
      const before = await progress.textContent();
      expect(before).toMatch(/^Training: epoch [\d,]+ of 5,000,000, about /);
      await until(page, `document.querySelector('#progress').textContent !== ${JSON.stringify(before)}`);
      await label(page).focus();
      await page.keyboard.press('Home');
      expect(await page.locator('#losses .said').textContent()).toMatch(
        /^Epoch 1, +Training loss: .*Testing loss: .*Validation loss: /,
      );
      // The point stays spoken of while the curves go on, and the next one is still the next.
      await page.waitForTimeout(700);
      await page.keyboard.press('ArrowRight');
      const next = /^Epoch ([\d,]+),/.exec((await page.locator('#losses .said').textContent()) ?? '')?.[1];
      expect(Number(next?.replaceAll(',', ''))).toBeGreaterThan(1);
      // What the reader zooms into stays where it is while the curves go on.
      const last = "document.querySelector('#losses tbody tr:last-child th').textContent";
      const grown = async () => until(page, `${last} !== ${JSON.stringify(await page.evaluate(last))}`);
      await page.keyboard.press('+');
      // A table is made when it is opened, which the browser tells the page a moment later; and again while it is open.
      await page.locator('#losses summary').click();
      await page.locator('#losses summary').click();
      await grown();
      await grown();
      expect(await label(page).getAttribute('aria-label')).toMatch(
        /^Losses over [\d,]+ epochs: Training loss ends at /,
      );
      child.kill('SIGINT');
      expect((await finished).code).toBe(130);
      await until(page, "document.querySelector('#results') !== null");
      expect(await page.locator('#said').textContent()).toBe(
        'The run has ended; this page shows what came of it.',
      );
      expect(await progress.isVisible()).toBe(false);
      expect(await page.locator('canvas').count()).toBe(4);
      expect(await page.locator('img, b').count()).toBe(0);
      expect((await axeOf(page)).violations).toEqual([]);
      await page.locator('#predictions canvas').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#predictions .said').textContent()).toMatch(
        /^Row \d+, +Actual: .*<b>a<\/b>: \d/,
      );
      await page.emulateMedia({ colorScheme: scheme === 'light' ? 'dark' : 'light' });
      await settled(page);
      expect(pages.said).toEqual([]);
      await page.close();
    },
  );

  it('says that the run no longer answers, and keeps what it has', async () => {
    const { child, finished, page } = await begin(['--epochs', '5000000', '--name', 'killed']);
    child.kill('SIGKILL');
    await finished;
    await until(page, "document.querySelector('#said').textContent.startsWith('The run no longer answers')");
    expect(await page.locator('#losses canvas').count()).toBe(1);
    await page.close();
  });
});
