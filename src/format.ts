import { oneLine } from './text.js';

/** Made when it is first needed: the first one takes some 40 ms, which --help does not need to wait for. */
function lazily(options: Intl.NumberFormatOptions): () => Intl.NumberFormat {
  let made: Intl.NumberFormat | undefined;
  return () => {
    made ??= new Intl.NumberFormat('en-US', options);
    return made;
  };
}

const whole = lazily({});
const significant = lazily({ maximumSignificantDigits: 5 });

/** 12,345 */
export function formatCount(value: number): string {
  return whole().format(value);
}

/** The epochs that were trained: 200, or 37 of 200 */
export function formatEpochs({ epochs, plannedEpochs }: { epochs: number; plannedEpochs: number }): string {
  return epochs < plannedEpochs
    ? `${formatCount(epochs)} of ${formatCount(plannedEpochs)}`
    : formatCount(epochs);
}

/** 252 MB */
export function formatMegabytes(bytes: number): string {
  return `${formatCount(Math.round(bytes / 1e6))} MB`;
}

/** Five significant digits; powers of ten where zeros would hide the value, a dash where there is none. */
export function formatNumber(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return 'infinite';
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e9) ? value.toExponential(3) : significant().format(value);
}

/** A learning rate in two digits, as one would type it: 0.013, 4.3e-4 */
export function formatRate(value: number): string {
  const short = Number(value.toPrecision(2));
  return short < 1e-3 ? short.toExponential() : String(short);
}

/** A range as a reader wants it. */
interface WrittenRange {
  low: string;
  high: string;
  /** Writes a value between the ends. */
  within: (value: number) => string;
}

/** A range in as many digits as it takes to tell its ends apart; ends that are whole numbers in all of theirs. */
export function formatRange(low: number, high: number): WrittenRange {
  let digits = LEAST_DIGITS;
  while (digits < 16 && low !== high && formatDigits(low, digits) === formatDigits(high, digits)) digits++;
  const shown = digits === LEAST_DIGITS ? digits : digits + 1;
  const isPlain = [low, high].every((end) => Number.isInteger(end) && Math.abs(end) < 1e15);
  const end = (value: number) => (isPlain ? formatCount(value) : formatDigits(value, shown));
  return { low: end(low), high: end(high), within: (value) => formatDigits(value, shown) };
}

const LEAST_DIGITS = 5;

function formatDigits(value: number, digits: number): string {
  if (digits === LEAST_DIGITS) return formatNumber(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e15)
    ? value.toExponential(digits - 1)
    : value.toLocaleString('en-US', { maximumSignificantDigits: digits });
}

/** 850 ms, 2.4 s, 3 min 20 s */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${Math.round(1000 * seconds)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  const minutes = Math.floor(rounded / 60);
  return minutes < 60
    ? `${minutes} min ${rounded % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** R² with four decimals; what is not quite 1 never reads as 1, and what is not quite 0 never as -0. */
export function formatR2(value: number | null): string {
  if (value === null) return 'undefined';
  if (value < 1 && value > 0.99995) return '> 0.9999';
  if (value < -100) return formatNumber(value);
  return (Math.round(value * 1e4) / 1e4 + 0).toFixed(4);
}

/** 1 epoch, 2 epochs */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A text as it was typed, on one line and not too long for a message. */
export function formatText(text: string): string {
  return text === '' ? 'an empty text' : oneLine(text, 60);
}
