import { expect, it } from 'vitest';
import { listOf, listWord } from '../../src/settings/lists.js';
import { texts } from '../../src/settings/texts.js';

const names = listOf(texts('a name', /^[\s\S]+$/));

it.each([
  ['a,b', ['a', 'b']],
  [' a , b c ', ['a', 'b c']],
  ['"Height, cm",b', ['Height, cm', 'b']],
  ['b, "Height, cm" ', ['b', 'Height, cm']],
  ['"say ""hi"", he",b', ['say "hi", he', 'b']],
  ['30" deck,b', ['30" deck', 'b']],
  ['"a"b,c', ['"a"b', 'c']],
  ['"a,b', ['"a', 'b']],
  ['a,', ['a', '']],
  ['', ['']],
])('%j is the list %j', (text, parts) => {
  expect(names.read(text)).toEqual(parts);
});

it.each(['a', 'Height, cm', '"x"', 'say "hi", he', '--name', '30" deck', ',', '"'])(
  '%j can be one of a list',
  (text) => {
    expect(names.read(`a,${listWord(text)},b`)).toEqual(['a', text, 'b']);
  },
);
