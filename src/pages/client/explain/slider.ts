import { element } from '../charts/index.js';

/** The values that a slider goes through, from its left to its right. */
export type Scale = readonly number[];

const digits = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];

/** Round numbers from one power of ten to another: a log scale, whose every place is a number as people write it. */
function powers(from: number, to: number, each: readonly number[]): number[] {
  const exponents = Array.from({ length: to - from }, (_, i) => from + i);
  return [
    ...exponents.flatMap((exponent) => each.map((digit) => Number(`${digit}e${exponent}`))),
    Number(`1e${to}`),
  ];
}

const tenths = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/** How much is kept of a mean: in the end it is how near to 1 that matters. */
const nearOne = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999];

export const scales = {
  learningRate: powers(-5, 1, digits),
  beta1: [...tenths, 0.85, ...nearOne.slice(0, 7)],
  beta2: [...tenths, ...nearOne],
  epsilon: powers(-12, 0, [1, 3]),
} satisfies Record<string, Scale>;

/** The place of a value, or of the nearest below it. */
function placeOf(scale: Scale, value: number): number {
  const after = scale.findIndex((each) => each > value * (1 + 1e-9));
  return after < 0 ? scale.length - 1 : Math.max(0, after - 1);
}

export interface Slider {
  input: HTMLInputElement;
  /** The value in words; the input itself says them to who cannot see it. */
  words: HTMLElement;
  /** Shows another value, which may lie between two places. */
  show: (value: number) => void;
}

/** A slider over the places of a scale. */
export function slider(
  name: string,
  scale: Scale,
  inWords: (value: number) => string,
  choose: (value: number) => void,
): Slider {
  const range = { type: 'range', min: '0', max: String(scale.length - 1), step: '1' };
  const input = element('input', '', { ...range, 'aria-label': name });
  const words = element('span', '', { class: 'value', 'aria-hidden': 'true' });
  const say = (value: number) => {
    const text = inWords(value);
    words.textContent = text;
    input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('input', () => {
    const value = scale[input.valueAsNumber] as number;
    say(value);
    choose(value);
  });
  return {
    input,
    words,
    show: (value) => {
      input.value = String(placeOf(scale, value));
      say(value);
    },
  };
}
