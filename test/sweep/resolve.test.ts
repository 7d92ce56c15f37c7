import { expect, it } from 'vitest';
import { resolveSweep } from '../../src/sweep/resolve.js';

const value = (name: string, of: number) => ({ name, text: String(of), value: of });

it('says of what does nothing where it was typed, and not where a space.json has it as all else', () => {
  const notesOf = (file?: string) =>
    resolveSweep({
      fixed: { valSize: value('--val-size', 0.2) },
      texts: { batchSize: { name: '--batch-size', texts: ['1,2'] } },
      sweep: { searchSeed: { ...value('--search-seed', 0), ...(file !== undefined && { file }) } },
    }).notes;
  expect(notesOf()).toEqual(['--search-seed does nothing without --trials.']);
  expect(notesOf('space.json')).toEqual([]);
});
