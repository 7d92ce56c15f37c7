const COMPACT_FROM = 1e6;
const SCIENTIFIC_FROM = 1e15;
const SCIENTIFIC_BELOW = 1e-4;

/**
 * Writes the values of a linear axis's ticks: 1,500 or 0.25 as a rule, 2.5M where digits would run into each other,
 * 5e-7 where zeros would.
 *
 * @param largest the largest absolute value on the axis
 * @param step the distance between ticks
 */
function tickFormat(largest: number, step: number): (value: number) => string {
  if (largest >= SCIENTIFIC_FROM || step < SCIENTIFIC_BELOW) {
    const digits = Math.min(6, Math.max(0, Math.ceil(Math.log10(largest / step))));
    return (value) => (value === 0 ? '0' : value.toExponential(digits));
  }
  const compact = largest >= COMPACT_FROM && largest / step < 100;
  const format = new Intl.NumberFormat(
    'en-US',
    compact
      ? { notation: 'compact', maximumSignificantDigits: 3 }
      : { maximumFractionDigits: Math.max(0, Math.ceil(-Math.log10(step)) + 1) },
  );
  return (value) => format.format(value);
}

/** A linear axis's tick callback for Chart.js, which chooses the steps itself. */
export function linearTick(
  value: string | number,
  _index: number,
  ticks: readonly { value: number }[],
): string {
  const values = ticks.map((tick) => tick.value);
  const [first = 0, second = first + 1] = values;
  const step = Math.abs(second - first);
  const largest = Math.max(...values.map(Math.abs));
  // Steps that are no binary fractions leave a tiny remainder where zero should be; adding 0 takes the sign off -0.
  return tickFormat(largest, step)(Math.round(Number(value) / step) * step + 0);
}

/** A log axis's tick callback: 1, 2 and 5 of each power of ten, or its 1 alone where there are many powers. */
export function logTick(value: string | number, _index: number, ticks: readonly { value: number }[]): string {
  const number = Number(value);
  const decades = Math.log10((ticks.at(-1)?.value ?? 1) / (ticks[0]?.value ?? 1));
  const leading = number / 10 ** Math.floor(Math.log10(number) + 1e-9);
  // Chart.js also makes ticks at 15, 30 and the like.
  if (!(decades > 3 ? [1] : [1, 2, 5]).some((digit) => Math.abs(leading - digit) < 1e-6)) return '';
  return number >= COMPACT_FROM || number < SCIENTIFIC_BELOW
    ? number.toExponential(0)
    : new Intl.NumberFormat('en-US', { maximumSignificantDigits: 1 }).format(number);
}
