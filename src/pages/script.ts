import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The script that the pages have inlined: client/main.ts with Chart.js and its zoom plugin in it. The build writes it beside this
 * file and beside the bundle, so that the same relative path serves both.
 */
export function pageScript(): string {
  return readFileSync(fileURLToPath(new URL('./report.page.js', import.meta.url)), 'utf8');
}
