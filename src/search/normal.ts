/*
 * The standard normal distribution in logarithms, which far out in its tails are what doubles can hold. All of it stands on the
 * left tail, where nothing cancels.
 */

const LOG_SQRT_2PI = Math.log(2 * Math.PI) / 2;

/**
 * Chebyshev coefficients over t in [0, 1] of log(erfc(z)/t) + z², t = 2/(2 + z), to 1e-17; reckoned with 60 digits at the 60 roots of
 * T₆₀. One smooth curve covers all of z ≥ 0.
 */
const coefficients = [
  -0.6513268598908547, 0.6419697923564903, 0.01947647320418584, -0.009561514786808632, -0.0009465953444820369,
  0.0003668394978527615, 0.00004252332480690778, -0.00002027857811253424, -1.624290004647026e-6,
  1.303655835580523e-6, 1.562644171662206e-8, -8.523809591492654e-8, 6.529054439098852e-9,
  5.059343495551469e-9, -9.91364156493033e-10, -2.273651222931836e-10, 9.64679110201553e-11,
  2.394038083039092e-12, -6.886027526497531e-12, 8.944879273090508e-13, 3.130921399343172e-13,
  -1.127082236136936e-13, 3.810905255396653e-16, 7.106097613588855e-15, -1.523028201437096e-15,
  -9.45749457325337e-17, 1.210237189416484e-16, -2.816663089627822e-17,
];

/** log erfc(z) for z ≥ 0. */
function logErfc(z: number): number {
  const t = 2 / (2 + z);
  const x = 4 * t - 2;
  let [b, before] = [0, 0];
  for (let i = coefficients.length - 1; i > 0; i--) {
    [b, before] = [x * b - before + (coefficients[i] as number), b];
  }
  return Math.log(t) - z * z + (x / 2) * b - before + (coefficients[0] as number);
}

/** log Φ(x) */
export function logCdf(x: number): number {
  return x <= 0 ? logErfc(-x / Math.SQRT2) - Math.LN2 : Math.log1p(-Math.exp(logErfc(x / Math.SQRT2)) / 2);
}

/** log(Φ(b) − Φ(a)) for a < b. */
export function logMass(a: number, b: number): number {
  const [width, middle] = [b - a, (a + b) / 2];
  // ∫φ = w · φ(m) · (1 + (m² − 1)·w²/24 + …), of which the next term is below 1e-11 here: quick, and nothing cancels.
  if (width * (1 + Math.abs(middle)) < 0.01) {
    return logDensity(middle) + Math.log(width) + ((middle * middle - 1) * width * width) / 24;
  }
  if (a > 0) return logMass(-b, -a);
  if (b > 0) return Math.log1p(-Math.exp(logCdf(a)) - Math.exp(logCdf(-b)));
  const logB = logCdf(b);
  return logB + Math.log1p(-Math.exp(logCdf(a) - logB));
}

/**
 * The x of which log Φ(x) is y < 0, by Newton's method: x ← x − (log Φ(x) − y) · Φ(x)/φ(x). Where Φ(x) is nearly 1, it is found as
 * −x of what lacks to 1.
 */
function inverseLogCdf(y: number): number {
  if (y > -0.01) return -inverseLogCdf(Math.log(-Math.expm1(y)));
  // Far out φ(x)/|x| is about Φ(x), and its logarithm about −x²/2; in the middle the logistic curve of the same spread is near.
  let x = y < -5 ? -Math.sqrt(-2 * (y + LOG_SQRT_2PI)) : (-Math.sqrt(3) / Math.PI) * Math.log(Math.expm1(-y));
  for (let round = 0; round < 100; round++) {
    const log = logCdf(x);
    const change = (log - y) * Math.exp(log + (x * x) / 2 + LOG_SQRT_2PI);
    x -= change;
    // The error is squared from step to step: the next one would be below a double's precision.
    if (!(Math.abs(change) >= 1e-8 * Math.abs(x))) break;
  }
  return x;
}

/**
 * The quantile of the normal distribution cut off at a and b: Φ(x) = Φ(a) + quantile · (Φ(b) − Φ(a)).
 *
 * @param quantile in [0, 1)
 */
export function cutQuantile(quantile: number, a: number, b: number): number {
  if (quantile === 0) return a;
  const mass = logMass(a, b);
  return a < 0
    ? inverseLogCdf(logSum(logCdf(a), Math.log(quantile) + mass))
    : -inverseLogCdf(logSum(logCdf(-b), Math.log1p(-quantile) + mass));
}

/** log(eᵃ + eᵇ) */
function logSum(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/** The logarithm of the density at x, in the distribution's own deviations. */
export function logDensity(x: number): number {
  return -(x * x) / 2 - LOG_SQRT_2PI;
}
