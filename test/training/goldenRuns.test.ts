import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { goldenRun, goldenRuns } from '../goldens.js';
import { underTest } from '../optimizers/underTest.js';
import { itFollowsGoldenRuns } from './goldenJob.js';

it('leaves out no recorded run, and no optimizer that torch.optim has', () => {
  const names = goldenRuns.map(({ name }) => name);
  const recorded = readdirSync(new URL('../fixtures/runs/', import.meta.url));
  expect(names.map((name) => `${name}.json`).sort()).toEqual(recorded.sort());
  const optimizers = new Set(names.map((name) => goldenRun(name).config.optimizer.toLowerCase()));
  const inTorch = underTest.filter((optimizer) => optimizer.recorded !== undefined);
  expect([...optimizers].sort()).toEqual(inTorch.map(({ name }) => name).sort());
});

itFollowsGoldenRuns('wasm', goldenRuns);
