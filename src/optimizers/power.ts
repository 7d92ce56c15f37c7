/**
 * A power as the nearest double, down to 1e-290. C's, and so Python's and PyTorch's, is the same but for a last bit in one of some
 * thousand; JavaScript's own `**` has other last bits in each engine
 * (those of Node 20 and 22 are not those of Node 24 and of browsers), and with them all that is reckoned in doubles: a path
 * that swings ends elsewhere.
 *
 * @param base in [0, 1]; above 0 where the exponent is not whole
 * @param exponent >= 0
 */
export function power(base: number, exponent: number): number {
  let [result, resultRest] = [1, 0];
  let [square, squareRest] = [base, 0];
  for (let left = Math.floor(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) [result, resultRest] = [product(result, resultRest, square, squareRest), rest];
    [square, squareRest] = [product(square, squareRest, square, squareRest), rest];
  }
  let [root, rootRest] = [base, 0];
  for (let left = 2 * (exponent % 1); left > 0; left = 2 * (left % 1)) {
    [root, rootRest] = [squareRoot(root, rootRest), rest];
    if (left >= 1) [result, resultRest] = [product(result, resultRest, root, rootRest), rest];
  }
  return result;
}

/**
 * What the last result below is off by: a number is a double and its rest together, which are 106 bits. It stands here, as a pair
 * made for each product takes five times as long.
 */
let rest = 0;

/** 2²⁷ + 1, which cuts a double into two halves whose products are exact (Veltkamp). */
const SPLIT = 134_217_729;

/** @see Dekker (1971), A Floating-Point Technique for Extending the Available Precision */
function product(a: number, aRest: number, b: number, bRest: number): number {
  const rough = a * b;
  const aHigh = highHalf(a);
  const bHigh = highHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  const error = aLow * bLow - (rough - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  const missing = error + (a * bRest + aRest * b);
  const value = rough + missing;
  rest = missing - (value - rough);
  return value;
}

function squareRoot(value: number, valueRest: number): number {
  const rough = Math.sqrt(value); // the nearest double in every engine
  const square = product(rough, 0, rough, 0);
  rest = (value - square - rest + valueRest) / (2 * rough);
  return rough;
}

function highHalf(value: number): number {
  const large = SPLIT * value;
  return large - (large - value);
}
