import { expect, it } from 'vitest';
import * as library from '../../src/index.js';
import * as wasm from '../../src/wasm.js';
import { readPage } from './pages.js';

const entries = readPage('docs/library-reference.md').split(/^### /m).slice(1);
const names = entries.map((entry) => entry.slice(0, entry.indexOf('\n')));

it('has an entry, and one, for everything that the package exports', () => {
  expect(names).toEqual(expect.arrayContaining([...Object.keys(library), ...Object.keys(wasm)]));
  const anchors = names.map((name) => name.toLowerCase());
  expect(anchors).toEqual([...new Set(anchors)]);
});

it('says of each entry what it is', () => {
  const silent = entries.filter((entry) => !/^(?!```)[^\n|#]+$/m.test(prose(entry)));
  expect(silent).toEqual([]);
});

it('says of each function that takes something what it throws', () => {
  const isTaking = (entry: string) => /^```ts\n(function|new) \w+(<.*>)?\((?!\))/m.test(entry);
  const silent = entries.filter((entry) => isTaking(entry) && !entry.includes('\n- throws '));
  expect(silent.map((entry) => entry.slice(0, entry.indexOf('\n')))).toEqual([]);
});

/** An entry's own words: without its name, code and links. */
function prose(entry: string): string {
  return entry
    .slice(entry.indexOf('\n'))
    .replace(/^```.*?^```$/gms, '')
    .replace(/^Types: .*$/m, '')
    .replace(/^In Node alone\.$/m, '');
}
