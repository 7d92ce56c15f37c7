import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as library from '../../src/index.js';
import { optimizers } from '../../src/optimizers/index.js';
import { pages, readPage, root } from './pages.js';
import { tables } from './tables.js';

/** `UPDATE_README=1 npx vitest run --config test/vitest.config.ts test/docs` writes the blocks instead of comparing them. */
const isUpdate = process.env['UPDATE_README'] !== undefined;
const block = /(<!-- generated: (.*?) -->\n\n)(.*?)(<!-- \/generated -->)/gs;

it.each(pages)(
  '%s has the tables that the declarations give, and the lines of code that it quotes',
  (page) => {
    const text = readPage(page);
    const made = text.replace(
      block,
      (_, begin: string, name: string, _there, end: string) =>
        `${begin}${(tables[name] ?? quote(name))()}\n\n${end}`,
    );
    if (isUpdate) writeFileSync(root + page, made);
    else expect(text).toBe(made);
  },
);

it('has every table on one page', () => {
  const names = pages.flatMap((page) => [...readPage(page).matchAll(block)].map(([, , name]) => name));
  expect(names).toEqual(expect.arrayContaining(Object.keys(tables)));
  expect(new Set(names).size).toBe(names.length);
});

it('quotes an optimizer in the README', () => {
  expect(readPage('README.md')).toMatch(/<!-- generated: src\/optimizers\/\S+ from /);
});

it('says of everything that the library exports what it is', () => {
  const text = readPage('docs/library.md');
  expect(Object.keys(library).filter((name) => !text.includes(`\`${name}`))).toEqual([]);
});

it('exports a class of every optimizer, by the name that its table has', () => {
  const exported: Record<string, unknown> = library;
  const missing = Object.values(optimizers).filter(({ title }) => typeof exported[title] !== 'function');
  expect(missing.map(({ title }) => title)).toEqual([]);
});

it('lists the folders of src in the README', () => {
  const listed = [...readPage('README.md').matchAll(/^\| `(\w+)\/` \|/gm)].map(([, name]) => name as string);
  const folders = readdirSync(`${root}src`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(listed.sort()).toEqual(folders.sort());
});

/**
 * What makes the block of `FILE from `FIRST` to `LAST``: the file's lines from the one that begins so to the first that is LAST; of
 * `FILE at `FIRST`` that one line alone.
 */
function quote(name: string): () => string {
  const [, file, first, last] = /^(\S+) (?:from|at) `(.*?)`(?: to `(.*)`)?$/.exec(name) ?? [];
  if (file === undefined || first === undefined)
    throw new Error(`Nothing makes a block of the name ${name}.`);
  return () => {
    const lines = readFileSync(root + file, 'utf8').split('\n');
    const begin = lines.findIndex((line) => line.startsWith(first));
    const end = last === undefined ? begin : lines.indexOf(last, begin);
    if (begin === -1 || end === -1) throw new Error(`${file} has no lines from ${first} to ${last}.`);
    return `\`\`\`ts\n${lines.slice(begin, end + 1).join('\n')}\n\`\`\``;
  };
}
