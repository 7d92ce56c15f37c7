import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import { configSchema } from '../../src/config/configSchema.js';
import { flatSettings } from '../../src/config/trainConfig.js';
import { trainSettings } from '../../src/config/trainSettings.js';
import type { Setting } from '../../src/settings/setting.js';
import { trainConfig } from '../trainConfigs.js';

const schema = JSON.parse(JSON.stringify(configSchema()));
const properties = schema.properties as Record<string, { default?: unknown; description?: string }>;

/** zod reads patterns without the u flag that JSON Schema asks for, so they are tried on their own below. */
const withoutPatterns = JSON.parse(
  JSON.stringify(schema, (key, value) => (key === 'pattern' ? undefined : value)),
);
const validator = fromJSONSchema(withoutPatterns);
const valid = (value: unknown) => validator.safeParse(value).success;

it('is what the build puts in dist', () => {
  const built = readFileSync(new URL('../../dist/config.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(built)).toEqual(schema);
});

it("has the table's keys, defaults and help", () => {
  expect(Object.keys(properties).sort()).toEqual(
    ['$schema', 'environment', ...Object.keys(trainSettings)].sort(),
  );
  for (const [key, setting] of Object.entries<Setting<unknown>>(trainSettings)) {
    expect(properties[key]?.default).toEqual(setting.default);
    expect(properties[key]?.description).toContain(setting.help);
  }
  expect(properties['force']).toEqual({
    description: trainSettings.force.help,
    default: false,
    anyOf: [{ type: 'boolean' }, { type: 'null' }],
  });
});

it("takes the defaults, a run's config.json and null", () => {
  const settings = flatSettings(trainConfig());
  expect(valid({})).toBe(true);
  expect(valid(JSON.parse(JSON.stringify(settings)))).toBe(true);
  expect(valid({ $schema: 'x', ...settings, name: 'run-001', environment: { engine: 'wasm' } })).toBe(true);
  expect(valid(Object.fromEntries(Object.keys(trainSettings).map((key) => [key, null])))).toBe(true);
  expect(valid({ batchSize: 32, hidden: [8, 8], columns: ['a'], testSize: 0.5 })).toBe(true);
});

it.each([
  { lr: 0.1 },
  { learningRate: '0.1' },
  { learningRate: -1 },
  { beta1: 1 },
  { epochs: 1.5 },
  { epochs: 0 },
  { seed: 2 ** 32 },
  { testSize: 0 },
  { hidden: [] },
  { hidden: [0] },
  { hidden: '64' },
  { batchSize: 'half' },
  { amsgrad: 'true' },
  { activation: 'swish' },
])('refuses %j', (wrong) => {
  expect(valid(wrong)).toBe(false);
});

it.each<[string, string, string]>([
  ['name', 'große_ε', '../other'],
  ['delimiter', '\t', 'tab'],
  ['data', 'cars.csv', ''],
])('has a pattern for %s', (key, right, wrong) => {
  const pattern = new RegExp(schema.properties[key].anyOf[0].pattern, 'u');
  expect([pattern.test(right), pattern.test(wrong)]).toEqual([true, false]);
});
