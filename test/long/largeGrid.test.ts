import { expect, it } from 'vitest';
import { resolveSweep } from '../../src/sweep/resolve.js';

const value = (name: string, of: number) => ({ name, text: String(of), value: of });

it('says of how many configurations of a large grid it knows before that they go together', () => {
  const notesOf = (batchSize: string) =>
    resolveSweep({
      fixed: { valSize: value('--val-size', 0.2) },
      texts: {
        batchSize: { name: '--batch-size', texts: [batchSize] },
        seed: { name: '--seed', texts: ['1..1000'] },
      },
      sweep: {},
    }).notes;
  expect(notesOf('1..20')).toEqual([]);
  expect(notesOf('1..21')).toEqual([
    'Of 21,000 configurations the first 20,000 are checked before they train; a later one whose settings do not go together fails alone.',
  ]);
});
