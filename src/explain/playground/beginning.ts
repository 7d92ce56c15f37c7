import type { OptimizerName } from '../../optimizers/index.js';
import type { PlaneFunctionName, Point } from '../surfaces/functions.js';
import type { Choices, SharedName } from './choices.js';
import { hasLines } from './follow.js';
import { choicesOf, type Lesson, lessons } from './lessons.js';

/** What a page is asked to begin with, as flags say it; what is absent is what suits the function. */
export interface AskedBeginning {
  function: PlaneFunctionName;
  start?: Point | undefined;
  steps?: number | undefined;
  shared: Partial<Record<SharedName, number>>;
  optimizers: { name: OptimizerName; learningRate?: number | undefined }[];
}

/** What a page begins with: its first lesson where nothing is asked for. */
export function beginning(asked: AskedBeginning | null): Pick<Lesson, 'choices' | 'look'> {
  if (asked === null) return lessons[0];
  const { function: name, start, steps, shared, optimizers } = asked;
  const names = optimizers.map((optimizer) => optimizer.name);
  const usual = choicesOf(name, names, { shared, ...(steps && { steps }) });
  const given = optimizers.flatMap((each) =>
    each.learningRate === undefined ? [] : [[each.name, each.learningRate]],
  );
  const choices: Choices = {
    ...usual,
    ...(start && { start }),
    rates: { ...usual.rates, ...Object.fromEntries(given) },
  };
  return { choices, look: { name: names.find(hasLines) ?? 'adam', coordinate: 0, t: 1 } };
}
