import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium } from './pages.js';

interface Options extends NonNullable<Parameters<Browser['newPage']>[0]> {
  /** Addresses that the page may ask for. */
  asks?: readonly string[];
}

/** Opens pages as a reader does, and notes what they do. */
export interface WatchedPages {
  /** @param at a file's path, or an address */
  open(at: string, options?: Options): Promise<Page>;
  /** What the page that was opened last asked for beside itself, and what went wrong in it. */
  readonly said: readonly string[];
}

/** A browser for all tests of a suite, which ends with them. */
export function watchedPagesOfSuite(): WatchedPages {
  let browser: Browser;
  let said: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: findChromium() as string,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterAll(() => browser?.close());
  return {
    get said() {
      return said;
    },
    open: async (at, { asks = [], ...options } = {}) => {
      const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...options });
      const address = at.startsWith('http:') ? at : pathToFileURL(at).href;
      const own: string[] = [];
      said = own;
      page.on('console', (message) => own.push(message.text()));
      page.on('pageerror', (error) => own.push(error.message));
      page.on('dialog', (dialog) => {
        own.push(dialog.message());
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (![address, 'data:,', ...asks].includes(request.url())) own.push(request.url());
      });
      await page.goto(address);
      return page;
    },
  };
}

/** Longer than a page waits until nothing more changes before it fills a table again. */
const QUIET = 350;

/** Waits until a page has shown what was done to it, however slow its machine is: by its own frames and its own clock. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, ${QUIET}))))`,
  );
}

/** What axe-core finds in a page, all of whose details are opened for it. */
export async function axeOf(page: Page): Promise<{ passes: number; violations: unknown[] }> {
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run().then(({ violations, passes }) => ({ passes: passes.length, violations: violations.map(({ id, nodes }) => [id, nodes[0].html]) }))`,
  );
}

/** How many pixels of a section's canvas have something on them. */
export function inkOf(page: Page, section: string): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('#${section} canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
  })()`);
}
