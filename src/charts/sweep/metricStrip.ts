import { type ChartedSweep, kindOf, type SweptTrial } from './chartedSweep.js';
import { metricAxis } from './metricAxis.js';
import type { Tick } from './numberAxis.js';
import { lostWord } from './phrases.js';

/** A metric's axis with a strip at its worse end, for the trials that have no place on it. */
export interface StrippedAxis {
  type: 'linear' | 'logarithmic';
  min: number;
  max: number;
  ticks: readonly Tick[];
  /** Where the strip begins; undefined if nothing needs one. */
  edge: number | undefined;
  place: (metric: number) => number;
  isBeyond: (metric: number) => boolean;
  /** From one deviation of the repeats below a trial's mean to one above. */
  spread: (trial: SweptTrial) => { from: number; to: number } | undefined;
}

/** Of the axis. */
const STRIP = 0.13;

export function strippedAxis(sweep: ChartedSweep): StrippedAxis {
  const { trials, metric } = sweep;
  const axis = metricAxis(trials, metric.better);
  const lost = trials.filter((trial) => kindOf(trial) === 'lost');
  const beyond = trials.filter((trial) => axis.isBeyond(trial.metric));
  const height = STRIP * (axis.max - axis.min);
  const isAbove = metric.better === 'lower';
  const edge = isAbove ? axis.max : axis.min;
  const strip = isAbove ? edge + height / 2 : edge - height / 2;
  const hasStrip = lost.length + beyond.length > 0;
  const label = beyond.length > 0 ? 'off the axis' : lostWord(trials);
  const at = (value: number, otherwise: number) => axis.place(value) ?? otherwise;
  return {
    type: axis.type,
    min: hasStrip && !isAbove ? axis.min - height : axis.min,
    max: hasStrip && isAbove ? axis.max + height : axis.max,
    ticks: hasStrip ? [...axis.ticks, { at: strip, label }] : axis.ticks,
    edge: hasStrip ? edge : undefined,
    place: (value) => at(value, strip),
    isBeyond: axis.isBeyond,
    spread: ({ metric: mean, spread }) =>
      spread === undefined || spread === 0 || axis.place(mean) === undefined
        ? undefined
        : {
            from: Math.max(axis.min, at(mean - spread, axis.min)),
            to: Math.min(axis.max, at(mean + spread, axis.max)),
          },
  };
}
