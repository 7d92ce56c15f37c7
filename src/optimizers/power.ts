/**
 * A power as the nearest double, as C, and so Python and PyTorch, have it. JavaScript's own `**` has other last bits in each engine
 * (those of Node 20 and 22 are not those of Node 24 and of browsers), and with them all that is reckoned in doubles: a path
 * that swings ends elsewhere.
 *
 * @param base in [0, 1]; above 0 where the exponent is not whole
 * @param exponent >= 0
 */
export function power(base: number, exponent: number): number {
  let [result, square]: [Twofold, Twofold] = [
    [1, 0],
    [base, 0],
  ];
  for (let rest = Math.floor(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(result, square);
    square = product(square, square);
  }
  let root: Twofold = [base, 0];
  for (let rest = 2 * (exponent % 1); rest > 0; rest = 2 * (rest % 1)) {
    root = squareRoot(root);
    if (rest >= 1) result = product(result, root);
  }
  return result[0];
}

/** A number as the sum of a double and what that is off by: 106 bits. */
type Twofold = readonly [value: number, rest: number];

/** 2²⁷ + 1, which cuts a double into two halves whose products are exact (Veltkamp). */
const SPLIT = 134_217_729;

/** @see Dekker (1971), A Floating-Point Technique for Extending the Available Precision */
function product([a, aRest]: Twofold, [b, bRest]: Twofold): Twofold {
  const rough = a * b;
  const [aHigh, bHigh] = [highHalf(a), highHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  const error = aLow * bLow - (rough - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  const rest = error + (a * bRest + aRest * b);
  const value = rough + rest;
  return [value, rest - (value - rough)];
}

function squareRoot([value, rest]: Twofold): Twofold {
  const rough = Math.sqrt(value); // the nearest double in every engine
  const [square, squareRest] = product([rough, 0], [rough, 0]);
  return [rough, (value - square - squareRest + rest) / (2 * rough)];
}

function highHalf(value: number): number {
  const large = SPLIT * value;
  return large - (large - value);
}
