import { expect, it } from 'vitest';
import { dryRunLines } from '../../../src/console/sweep/dryRun.js';
import { resolveSweep } from '../../../src/sweep/resolve.js';

const value = <T>(name: string, of: T) => ({ name, text: String(of), value: of });

function shown(texts: Record<string, string>, trials?: number) {
  const { config: plan } = resolveSweep({
    fixed: { valSize: value('--val-size', 0.2) },
    texts: Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, { name: key, texts: [text] }]),
    ),
    sweep:
      trials === undefined ? {} : { trials: value('--trials', trials), search: value('--search', 'random') },
  });
  const { lines, trials: listed, unlisted } = dryRunLines(plan);
  return { first: lines[0], last: lines.at(-1), rows: listed.length, unlisted };
}

it('counts all drawn trials, and lists the first of them', () => {
  expect(shown({ learningRate: '1e-4..1e-1' }, 3000)).toEqual({
    first: '3,000 trials:',
    last: 'and 2,000 more',
    rows: 1000,
    unlisted: 'Of 3,000 trials the first 1,000 are listed.',
  });
});

it('counts what a space has where more are asked for', () => {
  const { first, unlisted } = shown({ batchSize: '1..20' }, 3000);
  expect({ first, unlisted }).toEqual({ first: '20 trials:', unlisted: undefined });
});

it('counts the trials of a grid that are not listed', () => {
  expect(shown({ batchSize: '1..2000' })).toMatchObject({ first: '2,000 trials:', last: 'and 1,000 more' });
});
