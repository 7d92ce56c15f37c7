import { linearTick, logAxis } from '../../../charts/parts/ticks.js';
import { axisOptions, sharedOptions } from './chartOptions.js';
import { logLabel, logMarks } from './logMarks.js';

// What charts of curves over epochs or steps have beside what all charts do.

/** The pointer finds the nearest point of each curve. */
export function curveOptions() {
  const options = sharedOptions();
  return {
    ...options,
    events: [...options.events],
    interaction: { mode: 'nearestOfEach' as const, axis: 'x' as const, intersect: false },
  };
}

/** An axis's ends; Chart.js finds those that are not given. */
interface Ends {
  min?: number | undefined;
  max?: number | undefined;
}

/** The axis of the epochs or steps. */
export function countAxis(title: string, ends: Ends) {
  const axis = axisOptions(title);
  return {
    ...axis,
    ...ends,
    type: 'linear' as const,
    ticks: { ...axis.ticks, precision: 0, includeBounds: false },
  };
}

/** The ends of a log axis around these values; Chart.js finds a linear one's. */
export function logEnds(values: readonly number[], isLog: boolean): Ends {
  if (!isLog || values.length === 0) return {};
  // There may be more than a call takes arguments.
  const { min, max } = logAxis(
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  );
  return { min, max };
}

/** The axis of what the curves show. */
export function valueAxis(title: string, isLog: boolean, ends: Ends = {}) {
  const axis = axisOptions(`${title}${isLog ? ', log scale' : ''}`.split('\n'));
  return {
    ...axis,
    ...ends,
    type: isLog ? ('logarithmic' as const) : ('linear' as const),
    ticks: { ...axis.ticks, includeBounds: false, callback: isLog ? logLabel : linearTick },
    afterBuildTicks: (built: { min: number; max: number; ticks: { value: number }[] }) => {
      if (isLog) built.ticks = logMarks(built.min, built.max).map((value) => ({ value }));
    },
  };
}
