import type { WalkLine, WalkSettings, WalkStep } from './walk.js';

/** What an optimizer kept of a parameter before a step: zeros at first. */
export interface Kept {
  m: number;
  v: number;
  vMax: number;
}

const MINUS = '−';
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A line of Algorithm 1 with a step's numbers in it, as it is reckoned; empty where it is only a number that is looked up. */
export function numbersIn(
  key: WalkLine['key'],
  step: WalkStep,
  before: Kept,
  { beta1, beta2, epsilon, weightDecay, biasCorrection }: WalkSettings,
): string {
  const { t, learningRate, weightBefore, m, v, vMax, mHat, vHat, ratio } = step;
  const g = step.decayedGradient ?? step.gradient;
  const corrected = (value: number, by: number) =>
    biasCorrection ? `${written(value)} / ${written(by)}` : written(value);
  const texts: Partial<Record<WalkLine['key'], () => string>> = {
    shrunkWeight: () =>
      `${written(weightBefore)} ${MINUS} ${written(learningRate)}·${written(weightDecay)}·${factor(weightBefore)}`,
    decayedGradient: () => `${written(step.gradient)} + ${written(weightDecay)}·${factor(weightBefore)}`,
    m: () => `${written(beta1)}·${factor(before.m)} + (1 ${MINUS} ${written(beta1)})·${factor(g)}`,
    v: () => `${written(beta2)}·${factor(before.v)} + (1 ${MINUS} ${written(beta2)})·${factor(g)}²`,
    vMax: () => `max(${written(before.vMax)}, ${written(v)})`,
    biasCorrection1: () => `1 ${MINUS} ${writtenPower(beta1, t)}`,
    biasCorrection2: () => `1 ${MINUS} ${writtenPower(beta2, t)}`,
    mHat: () => corrected(m, step.biasCorrection1),
    vHat: () => corrected(vMax ?? v, step.biasCorrection2),
    ratio: () => `${written(mHat)} / (√${factor(vHat)} + ${written(epsilon)})`,
    step: () => `${written(learningRate)}·${factor(ratio)}`,
    weightAfter: () => `${written(step.shrunkWeight ?? weightBefore)} ${MINUS} ${factor(step.step)}`,
  };
  return texts[key]?.() ?? '';
}

/** Six significant digits, as the walk in the terminal has them; no zeros at the end. */
export function written(value: number): string {
  const size = Math.abs(value);
  const short = Number(value.toPrecision(6));
  const isLong = size !== 0 && (size < 1e-4 || size >= 1e6);
  return (isLong ? short.toExponential() : String(short)).replaceAll('-', MINUS);
}

/** The same where it stands behind a product's point or a minus: in brackets if it is negative, or a power of ten. */
function factor(value: number): string {
  const text = written(value);
  return /[−e]/.test(text) ? `(${text})` : text;
}

function writtenPower(base: number, exponent: number): string {
  const digits = String(exponent).replace(/\d/g, (digit) => raised[Number(digit)] as string);
  return `${written(base)}${digits}`;
}
