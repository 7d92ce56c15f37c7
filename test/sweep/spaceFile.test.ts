import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RunFolder } from '../../src/run/runFolder.js';
import { Grid } from '../../src/search/grid.js';
import { configOf, type SweepPlan } from '../../src/sweep/plan.js';
import { readSpace } from '../../src/sweep/readSpace.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import { withSpaceFile, writeSpace } from '../../src/sweep/spaceFile.js';

const out = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(out, { recursive: true }));

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

/** What the trials of a grid are trained with. */
function configsOf(plan: SweepPlan) {
  const grid = new Grid(plan.space);
  return Array.from({ length: grid.size }, (_, i) => {
    const { output: _output, ...config } = configOf(plan, grid.at(i));
    return config;
  });
}

const warmed = { warmup: ['--warmup', '0,5'] };

it.each<[Record<string, string[]>]>([
  [warmed],
  [{ biasCorrection: ['--no-bias-correction', ''], learningRate: ['--lr', '1e-3,1e-2'] }],
  [{ biasCorrection: ['--no-bias-correction', 'true,false'] }],
  [{ standardizeTarget: ['--no-standardize-target', 'false,true'] }],
  [{ amsgrad: ['--amsgrad', ''], optimizer: ['--optimizer', 'sgd,adam'] }],
  [{ amsgrad: ['--amsgrad', 'false,true'], optimizer: ['--optimizer', 'sgd,adam'] }],
  [{ features: ['--features', '3,12,5'] }],
  [{ features: ['--features', '20,5'] }],
  [{ features: ['--features', '5..20/5'], informative: ['--informative', '4'] }],
  [{ features: ['--features', '3,12'], informative: ['--informative', '2,3'] }],
  [{ optimizer: ['--optimizer', 'adam,sgd,lion'], schedule: ['--schedule', 'step,cosine'] }],
  [{ hidden: ['--hidden', '4', '4,4'], betas: ['--betas', '0.9,0.99', '0.5,0.9'] }],
])('writes what has the same trials when it is read: %j', (given) => {
  const texts = Object.fromEntries(
    Object.entries(given).map(([key, [name = '', ...values]]) => [key, { name, texts: values }]),
  );
  // A schedule may come from a run's config.json, and then its settings are shared.
  const shared = { valSize: 0.2, ...(given === warmed && { schedule: 'cosine' }) };
  const asked = withSpaceFile({ fixed: {}, texts, sweep: {} }, shared, 'a.json', '.');
  const { config: plan } = resolveSweep(asked);
  const folder = new RunFolder('sweep', out);
  writeSpace(folder, plan, { dataSha256: '', queue: undefined });
  expect(configsOf(readSpace(folder, {}).plan)).toEqual(configsOf(plan));
});
