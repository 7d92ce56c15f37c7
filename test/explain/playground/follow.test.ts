import { expect, it } from 'vitest';
import { exampleNames } from '../../../src/explain/examples/index.js';
import { reddiPath } from '../../../src/explain/examples/reddi2018.js';
import { type Choices, commandsOf } from '../../../src/explain/playground/choices.js';
import { contenderNames, contenders } from '../../../src/explain/playground/contenders.js';
import { follow, stepAt } from '../../../src/explain/playground/follow.js';
import { type ProblemName, problems } from '../../../src/explain/playground/problems.js';
import { planeFunctionNames, planeFunctions } from '../../../src/explain/surfaces/functions.js';
import { followPath } from '../../../src/explain/surfaces/paths.js';
import { numbersIn, written } from '../../../src/explain/walk/numbersIn.js';
import { walkLines } from '../../../src/explain/walk/walk.js';

/** A problem as it is, with every contender. */
function everything(problem: ProblemName, steps = 40): Choices {
  const { start, rate } = problems[problem];
  const rates = contenderNames.map((name) => [name, rate(contenders[name].optimizer)]);
  return { problem, start, steps, shared: {}, rates: Object.fromEntries(rates) };
}

const names = Object.keys(problems) as ProblemName[];
const variants = contenderNames.flatMap((name) => names.map((problem) => [name, problem] as const));

it.each(variants)('has %s go over %s for all the steps, or until it runs off', (name, problem) => {
  const { points, leftAfter } = follow(everything(problem), name);
  expect(points.flat().every(Number.isFinite)).toBe(true);
  expect(points.length).toBeGreaterThanOrEqual(leftAfter ?? 41);
});

it('has a start however far', () => {
  const { points } = follow({ ...everything('drift'), start: [1e6] }, 'adam');
  expect(points).toHaveLength(41);
  expect(points[0]).toEqual([1e6]);
});

it('goes where explain goes', () => {
  for (const name of planeFunctionNames) {
    const surface = planeFunctions[name];
    const choices = everything(name, 300);
    const shared = { beta1: 0.8, beta2: 0.99, epsilon: 1e-4 };
    const own = follow({ ...choices, shared }, 'amsgrad');
    const settings = { ...shared, amsgrad: true, learningRate: choices.rates.amsgrad ?? 0 };
    const path = followPath(surface, surface.start, 'adam', settings, 300);
    expect(own.points).toEqual(path.points);
    // Lion has no ε, and the others have their own β2 where none is chosen.
    const lion = followPath(surface, surface.start, 'lion', { learningRate: choices.rates.lion ?? 0 }, 300);
    expect(follow({ ...choices, shared: { epsilon: 1e-4 } }, 'lion').points).toEqual(lion.points);
  }
  const choices = { ...everything('reddi2018', 3000), shared: { beta1: 0, beta2: 0.1 } };
  const flat = (name: 'adam' | 'amsgrad') => follow(choices, name).points.flat();
  expect(flat('adam')).toEqual(reddiPath({ amsgrad: false, start: 1 }, 3000));
  expect(flat('amsgrad')).toEqual(reddiPath({ amsgrad: true, start: 1 }, 3000));
});

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A line's text as JavaScript reckons it. */
function reckoned(text: string): number {
  const code = text
    .replace(/[⁰¹²³⁴-⁹]+/g, (digits) => `**${[...digits].map((digit) => raised.indexOf(digit)).join('')}`)
    .replace(/√(\([^)]*\)|[\d.]+)/g, 'Math.sqrt($1)')
    .replaceAll('·', '*')
    .replaceAll('−', '-')
    .replaceAll('max', 'Math.max');
  return new Function(`return ${code}`)() as number;
}

it.each(['adam', 'uncorrected', 'amsgrad', 'adamw'] as const)(
  'writes lines of %s that are right, each with the numbers of the lines before',
  (name) => {
    let checked = 0;
    for (const problem of ['rosenbrock', 'reddi2018', 'sparse'] as const) {
      const followed = follow(everything(problem, 60), name);
      const { walk, seen } = followed;
      if (walk === undefined) throw new Error(`${name} has no walk.`);
      const none = { clipped: false, scheduled: false, penalized: false };
      for (let t = 1; t <= 60; t++) {
        const step = stepAt(followed, t, 0);
        const kept = (slot: string) => seen[t - 2]?.state[slot]?.[0] ?? 0;
        const before = { m: kept('m'), v: kept('v'), vMax: kept('vMax') };
        if (step === undefined) throw new Error(`There is no step ${t}.`);
        for (const { key } of walkLines(walk, none)) {
          const text = numbersIn(key, step, before, walk);
          const confined = problem === 'reddi2018' && key === 'weightAfter';
          if (text === '' || confined) continue;
          const value = step[key] ?? Number.NaN;
          // Each number in a line is rounded to six digits.
          const slack =
            3e-5 * Math.max(...(text.match(/[\d.]+(e[+−]\d+)?/g) ?? []).map((n) => Math.abs(reckoned(n))));
          expect(Math.abs(reckoned(text) - value), `${text} = ${written(value)}`).toBeLessThanOrEqual(
            Math.max(slack, 1e-5 * Math.abs(value)),
          );
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(1000);
  },
);

it('names the commands that have the numbers', () => {
  const choices = { ...everything('rosenbrock'), steps: 1500 };
  const some = { adam: 0.2, uncorrected: 0.1, sgd: 0.001, momentum: 0.0005 };
  expect(commandsOf({ ...choices, rates: some })).toEqual([
    'adam-train explain --function rosenbrock --optimizer adam,sgd --lr 0.2,0.001',
    'adam-train explain --function rosenbrock --optimizer adam --lr 0.1 --no-bias-correction --output path-2.png',
    'adam-train explain --function rosenbrock --optimizer sgd --lr 0.0005 --momentum 0.9 --output path-3.png',
  ]);
  const shared = { beta1: 0.5, epsilon: 1e-7 };
  const elsewhere = { ...choices, start: [-1, 2.5], steps: 20, shared, rates: { sgd: 0.01, rmsprop: 0.1 } };
  expect(commandsOf(elsewhere)).toEqual([
    'adam-train explain --function rosenbrock --optimizer sgd,rmsprop --lr 0.01,0.1 --eps 1e-7 --start=-1,2.5 --steps 20',
  ]);
  expect(exampleNames.map(String)).toContain('reddi2018');
  expect(commandsOf(everything('reddi2018'))).toEqual(['adam-train explain --example reddi2018']);
});
