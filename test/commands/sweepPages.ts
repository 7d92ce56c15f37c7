import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SweepPageData } from '../../src/pages/sweep/pageData.js';

/** Where the page of a sweep in a folder is. */
export function pagePath(cwd: string, name: string): string {
  return join(cwd, 'out', name, 'report.html');
}

export function readPage(cwd: string, name: string): string {
  return readFileSync(pagePath(cwd, name), 'utf8');
}

/** The commands that a page says, as they are typed but for HTML's escapes. */
export function commandsOf(page: string): string[] {
  return Array.from(page.matchAll(/<pre[^>]*>([\s\S]*?)<\/pre>/g), ([, command = '']) =>
    command.replace(/<[^>]*>/g, ''),
  );
}

export function dataOf(page: string): SweepPageData {
  return JSON.parse(/id="data">([^<]*)</.exec(page)?.[1] ?? '') as SweepPageData;
}

/** What the table of a section says, by its rows' heads. */
export function pairsOf(page: string, id: string): Record<string, string> {
  // Where a line may break is no part of what it says.
  const section = page.slice(page.indexOf(`id="${id}"`)).replace(/<wbr>|<\/?span[^>]*>/g, '');
  const rows = section
    .slice(0, section.indexOf('</section>'))
    .matchAll(/<tr><th scope="row">([^<]*)<\/th><td>([^<]*)/g);
  return Object.fromEntries(Array.from(rows, ([, name = '', value = '']) => [name, value]));
}
