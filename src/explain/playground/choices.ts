import { type AllHyperparameters, type OptimizerName, optimizers } from '../../optimizers/index.js';
import { type Contender, type ContenderName, contenders } from './contenders.js';
import { type Problem, type ProblemName, problems } from './problems.js';

/** What all contenders share that have it; each has its own default where nothing is chosen. */
export type SharedName = 'beta1' | 'beta2' | 'epsilon';

/** What a reader has chosen. */
export interface Choices {
  problem: ProblemName;
  start: readonly number[];
  steps: number;
  shared: Partial<Record<SharedName, number>>;
  /** The contenders and their learning rates, in the order of the contenders. */
  rates: Partial<Record<ContenderName, number>>;
}

/** The contenders that run. */
export function chosen({ rates }: Choices): ContenderName[] {
  return (Object.keys(contenders) as ContenderName[]).filter((name) => rates[name] !== undefined);
}

/** A contender's hyperparameters, those that are not its optimizer's defaults. */
export function hyperparametersOf({ shared, rates }: Choices, name: ContenderName) {
  const { optimizer, own }: Contender = contenders[name];
  const given = Object.entries(shared).filter(([key]) => has(optimizer, key));
  return {
    ...Object.fromEntries(given),
    ...own,
    learningRate: rates[name] ?? Number.NaN,
  } as Partial<AllHyperparameters> & { learningRate: number };
}

function has(optimizer: OptimizerName, key: string): boolean {
  return Object.hasOwn(optimizers[optimizer].hyperparameters, key);
}

const flagOf = { beta1: '--beta1', beta2: '--beta2', epsilon: '--eps' };

/**
 * The commands whose output has the page's numbers: one for the optimizers as they are, and one for each setting that some have of
 * their own. The examples have no flags, so that theirs is a command only with the example's own choices.
 */
export function commandsOf(choices: Choices): string[] {
  const problem: Problem = problems[choices.problem];
  if (problem.kind === 'line') return [`adam-train explain --example ${choices.problem}`];
  const groups = new Map<string, ContenderName[]>();
  for (const name of chosen(choices)) {
    const key = contenders[name].flags.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([flags, names], i) => {
    const rates = names.map((name) => choices.rates[name]);
    const shared = (Object.keys(flagOf) as SharedName[]).filter(
      (key) =>
        choices.shared[key] !== undefined && names.some((name) => has(contenders[name].optimizer, key)),
    );
    return [
      `adam-train explain --function ${problem.name}`,
      `--optimizer ${names.map((name) => contenders[name].optimizer).join()}`,
      `--lr ${rates.join()}`,
      ...(flags === '' ? [] : [flags]),
      ...shared.map((key) => `${flagOf[key]} ${choices.shared[key]}`),
      ...(choices.start.join() === problem.start.join() ? [] : [`--start=${choices.start.join()}`]),
      ...(choices.steps === problem.steps ? [] : [`--steps ${choices.steps}`]),
      ...(i === 0 ? [] : [`--output path-${i + 1}.png`]),
    ].join(' ');
  });
}
