import { expect, it } from 'vitest';
import { resolveSweep } from '../../src/sweep/resolve.js';
import { withSpaceFile } from '../../src/sweep/spaceFile.js';

/** The values of a space that a file describes, by their settings. */
function spaceOf(space: unknown): Record<string, unknown> {
  const given = withSpaceFile({ fixed: {}, texts: {}, sweep: {} }, { space, valSize: 0.2 }, 'a.json', '.');
  const { dimensions } = resolveSweep(given).config.space;
  return Object.fromEntries(dimensions.map((one) => [one.key, 'values' in one ? one.values : one]));
}

it('takes values of a space as they are typed, and as JSON has them', () => {
  expect(spaceOf({ batchSize: '16,32' })).toEqual({ batchSize: [16, 32] });
  expect(spaceOf({ batchSize: [16, 32] })).toEqual({ batchSize: [16, 32] });
  expect(spaceOf({ optimizer: ['adam', 'sgd'] })).toEqual({ optimizer: ['adam', 'sgd'] });
  expect(spaceOf({ amsgrad: [true, false] })).toEqual({ amsgrad: [true, false] });
  const hidden = {
    hidden: [[64, 64], [128]],
  };
  expect(spaceOf({ hidden: [[64, 64], [128]] })).toEqual(hidden);
  expect(spaceOf({ hidden: ['64,64', '128'] })).toEqual(hidden);
});

it.each([
  [{ fooBar: 1 }, 'the keys are those of config.json'],
  [{ epochs: '1,2' }, 'all trials share that setting: write it beside space'],
  [{ hidden: [['a']] }, 'correct it'],
  [{ learningRate: [] }, 'correct it'],
  [{ learningRate: null }, 'correct it'],
  [JSON.parse('{"__proto__": 1}'), 'the keys are those of config.json'],
])('refuses a space of %j in a sentence', (space, cure) => {
  expect(() => spaceOf(space)).toThrow(
    /^space in a\.json must hold settings as they stand behind their flags, .* got \{.*\}; /,
  );
  expect(() => spaceOf(space)).toThrow(cure);
});
