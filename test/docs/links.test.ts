import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { pages, readPage, root } from './pages.js';

it.each(pages)('%s links only to what is there', (page) => {
  expect(linksOf(page).filter((link) => !isThere(page, link))).toEqual([]);
});

it('links to every page of docs/ in their index, and to the index in the README', () => {
  const others = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  expect(linksOf('docs/README.md')).toEqual(
    expect.arrayContaining(others.map((page) => page.slice('docs/'.length))),
  );
  expect(linksOf('README.md')).toContain('docs/README.md');
});

/** The links and pictures that are no address of the web. */
function linksOf(page: string): string[] {
  const text = readPage(page).replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link as string)
    .filter((link) => !/^[a-z]+:/.test(link));
}

function isThere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  return existsSync(root + target) && (heading === undefined || anchorsOf(target).includes(heading));
}

/** A page's headings as links name them. */
function anchorsOf(page: string): string[] {
  return [...readPage(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
