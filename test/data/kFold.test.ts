import { expect, it } from 'vitest';
import { foldsOf } from '../../src/data/kFold.js';
import { atOnce } from '../../src/turns.js';
import { fixture } from '../goldens.js';

/** Written by scripts/reference/k_fold.py. */
const { cases } = fixture<{ cases: { rows: number; folds: number; seed: number; test: number[][] }[] }>(
  'k-fold.json',
);

it.each(cases)("cuts $rows rows into $folds folds by seed $seed as scikit-learn's KFold does", (golden) => {
  const folds = atOnce(foldsOf(golden.rows, golden.folds, golden.seed));
  expect(folds.map(({ test }) => [...test])).toEqual(golden.test);
  for (const { train, test } of folds) {
    expect([...train, ...test].sort((a, b) => a - b)).toEqual(
      Array.from({ length: golden.rows }, (_, i) => i),
    );
    expect([...train]).toEqual([...train].sort((a, b) => a - b));
  }
});
