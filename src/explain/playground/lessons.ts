import type { Choices, SharedName } from './choices.js';
import { type ContenderName, contenders } from './contenders.js';
import { type Problem, type ProblemName, problems } from './problems.js';

/** Something to look at: what to choose, which numbers to look at, and what they show. */
export interface Lesson {
  title: string;
  words: string;
  choices: Choices;
  /** Whose numbers, in which coordinate, and after which step. */
  look: { name: ContenderName; coordinate: number; t: number };
}

/** A problem as it is, with some contenders at the rates that suit it. */
export function choicesOf(
  problem: ProblemName,
  names: readonly ContenderName[],
  {
    shared = {},
    rate,
    steps,
  }: { shared?: Partial<Record<SharedName, number>>; rate?: number; steps?: number } = {},
): Choices {
  const { start, steps: usual, rate: rateOf }: Problem = problems[problem];
  const rates = names.map((name) => [name, rate ?? rateOf(contenders[name].optimizer)]);
  return { problem, start, steps: steps ?? usual, shared, rates: Object.fromEntries(rates) };
}

/** The lessons in the page's order. */
export const lessons: readonly [Lesson, ...Lesson[]] = [
  {
    title: 'A narrow valley',
    words:
      'The floor of the valley is found in a few steps; to follow it to the minimum at (1, 1) takes a thousand. Adam swings across at first, because m remembers where it was going.',
    choices: choicesOf('rosenbrock', ['adam', 'sgd', 'rmsprop']),
    look: { name: 'adam', coordinate: 0, t: 1 },
  },
  {
    title: 'A rate for each weight',
    words:
      'The bowl is 20 times as steep along y as along x. SGD has one rate for both, small enough for the steep one, and zigzags. Adam divides by √v̂: its first step is α in both coordinates, whatever their slope. Go from x to y in the lines below.',
    choices: choicesOf('quadratic', ['adam', 'sgd'], { steps: 200 }),
    look: { name: 'adam', coordinate: 1, t: 1 },
  },
  {
    title: 'Why there is a bias correction',
    words:
      'm and v begin at 0, and v takes longer to fill. As they are, |m|/√v is too large: the first step is 3.16 α, and were the slope to stay, the tenth would be 6.5 α. Divided by 1 − β1ᵗ and 1 − β2ᵗ they are whole, and the first step is α. Go from one’s numbers to the other’s below.',
    choices: choicesOf('quadratic', ['adam', 'uncorrected'], { rate: 0.1, steps: 200 }),
    look: { name: 'uncorrected', coordinate: 0, t: 1 },
  },
  {
    title: 'Without memory',
    words:
      'With β1 = β2 = 0, m is g and v is g², so that m̂/√v̂ is only the sign of the slope: every step is α long in each coordinate, and at the minimum it goes to and fro. Raise β1 and see the path grow smooth.',
    choices: choicesOf('quadratic', ['adam'], { shared: { beta1: 0, beta2: 0 }, steps: 100 }),
    look: { name: 'adam', coordinate: 1, t: 1 },
  },
  {
    title: 'Past a saddle',
    words:
      'Along y there is hardly a slope at first. SGD’s step is the slope times the rate, and it lingers; Adam’s is α whatever the slope’s size, and it leaves at once. After 50 steps SGD is at y = 0.07, and Adam at 1.2.',
    choices: choicesOf('saddle', ['adam', 'sgd'], { steps: 200 }),
    look: { name: 'adam', coordinate: 1, t: 1 },
  },
  {
    title: 'Reddi’s example',
    words:
      'Three steps add up to a slope of +1, so that −1 is best; Adam goes to +1. With β2 = 0.1 the one large gradient is divided by its own size, and two steps later v has forgotten it: the two small ones the other way weigh more. AMSGrad divides by the largest v so far, and goes to −1. Raise β2 to 0.999, and Adam goes there too.',
    choices: choicesOf('reddi2018', ['adam', 'amsgrad'], { shared: { beta1: 0, beta2: 0.1 } }),
    look: { name: 'adam', coordinate: 0, t: 12 },
  },
  {
    title: 'A rare feature',
    words:
      'The gradient is 0 but in one step of 50. SGD moves in those steps alone. Adam’s v shrinks in between, so that each gradient counts for more, and m goes on moving the weight.',
    choices: choicesOf('sparse', ['adam', 'sgd']),
    look: { name: 'adam', coordinate: 0, t: 50 },
  },
  {
    title: 'A moving target',
    words:
      'Adam’s step is hardly longer than α, so that a target that moves faster runs away from it. SGD’s step grows with the distance. Adagrad divides by the sum of all squared gradients, which only grows.',
    choices: choicesOf('drift', ['adam', 'sgd', 'adagrad']),
    look: { name: 'adam', coordinate: 0, t: 1 },
  },
];
