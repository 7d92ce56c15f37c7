import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/** The folders of client/ that are a page's own. */
export type Page = 'run' | 'sweep' | 'explain' | 'live';

/** A run's page that is served while it trains builds on the one that it then becomes. */
const parts: Record<Page, readonly string[]> = {
  run: ['charts', 'run'],
  sweep: ['charts', 'sweep'],
  explain: ['charts', 'explain'],
  live: ['charts', 'run', 'live'],
};

/**
 * What a page has inlined: the charts that all pages share, Chart.js and its zoom plugin with them, and its own script. The build
 * writes each beside this file and beside the bundle, so that the same relative path serves both.
 */
export function pageScripts(page: Page): string[] {
  return parts[page].map((part) => {
    const file = fileURLToPath(new URL(`./${part}.page.br`, import.meta.url));
    return brotliDecompressSync(readFileSync(file)).toString('utf8');
  });
}
