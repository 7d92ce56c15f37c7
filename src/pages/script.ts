import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/**
 * The script that the pages have inlined: client/main.ts with Chart.js and its zoom plugin in it. The build writes it beside this
 * file and beside the bundle, so that the same relative path serves both.
 */
export function pageScript(): string {
  const file = fileURLToPath(new URL('./report.page.br', import.meta.url));
  return brotliDecompressSync(readFileSync(file)).toString('utf8');
}
