import { describe, expect, it } from 'vitest';
import { describeOptimizer, describeTexts } from '../../src/config/describe.js';
import { trainConfig } from '../trainConfigs.js';

it('names what differs from the defaults of Adam', () => {
  expect(describeOptimizer(trainConfig().optimizer)).toBe('Adam lr 0.001');
  const other = trainConfig({
    beta1: 0.5,
    epsilon: 0.001,
    weightDecay: 0.1,
    decoupledWeightDecay: true,
    amsgrad: true,
  });
  expect(describeOptimizer(other.optimizer)).toBe(
    'Adam lr 0.001, betas 0.5, 0.999, eps 0.001, decoupled weight decay 0.1, AMSGrad',
  );
});

describe('columns of text', () => {
  const number = { name: 'n', kind: 'number' as const };
  const text = (name: string, count: number) => ({
    name,
    kind: 'category' as const,
    categories: Array.from({ length: count }, (_, i) => String(i)),
  });

  it('are named with what each becomes', () => {
    expect(describeTexts({ features: [number], targets: ['y'] })).toBeUndefined();
    const features = [text('a\nb', 1), number, text('origin', 3)];
    expect(describeTexts({ features, targets: ['y'] })).toBe('"a\\nb" (1 category), origin (3 categories)');
    const many = Array.from({ length: 10 }, () => text('a', 2));
    expect(describeTexts({ features: many, targets: ['y'] })).toMatch(/ and 2 more columns$/);
  });
});
