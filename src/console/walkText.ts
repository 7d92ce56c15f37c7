import { describeJob } from '../config/describe.js';
import type { WalkConfig } from '../config/resolveExplain.js';
import type { WalkLine, WalkStep } from '../explain/walk/walk.js';
import { toAscii } from './ascii.js';
import { alignInBlocks } from './columns.js';

/** What a walk prints beside its numbers. */
export interface WalkText {
  config: WalkConfig;
  /** Of the data in all parts. */
  size: { rows: number; features: number };
  backend: string;
  /** `layer1.weight[3,7]`, and the same in words. */
  parameter: { text: string; words: string };
  /** Whether the program chose it. */
  isMostMoved: boolean;
  lines: readonly WalkLine[];
  steps: readonly WalkStep[];
}

/** Algorithm 1 line by line: formula, words and a column for each step, in blocks that fit the terminal. */
export function walkText(walk: WalkText, { width, ascii }: { width: number; ascii: boolean }): string[] {
  const { lines, steps } = walk;
  const rows = [
    ['Algorithm 1', '', ...steps.map(({ t }) => `t = ${t}`)],
    ...lines.map(({ formula, words, key }) => [
      formula,
      words,
      ...steps.map((step) => formatValue(step[key] ?? Number.NaN)),
    ]),
  ];
  const write = (text: string) => (ascii ? toAscii(text) : text);
  const blocks = alignInBlocks(
    rows.map((row) => row.map(write)),
    2,
    width,
  );
  return [...heading(walk).map(write), ...blocks.flatMap((block) => ['', ...block])];
}

function heading({ config, size, backend, parameter, isMostMoved, steps }: WalkText): string[] {
  const { learningRate: alpha, beta1, beta2, epsilon, weightDecay: lambda } = config.optimizer;
  const why = isMostMoved
    ? `; it moves most in these ${steps.length === 1 ? 'step' : `${steps.length} steps`}`
    : '';
  const job = describeJob(config, size, backend);
  return [
    `${parameter.text}, ${parameter.words}${why}`,
    job.join(', '),
    `α = ${alpha}, β1 = ${beta1}, β2 = ${beta2}, ε = ${epsilon}${lambda > 0 ? `, λ = ${lambda}` : ''}`,
  ];
}

/** Six significant digits, as a float32 has them; a power of ten where zeros would hide the value. */
function formatValue(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return '0';
  return size < 1e-4 || size >= 1e6 ? value.toExponential(5) : value.toPrecision(6);
}
