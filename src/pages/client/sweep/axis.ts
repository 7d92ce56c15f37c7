import type { Tick } from '../../../charts/sweep/numberAxis.js';
import { axisOptions } from '../charts/index.js';

/** An axis in coordinates of its own, with these ticks and no other. */
export function placesAxis(
  { min, max, ticks }: { min: number; max: number; ticks: readonly Tick[] },
  isAcross: boolean,
) {
  const shared = axisOptions('');
  const sorted = ticks.toSorted((a, b) => a.at - b.at);
  return {
    ...shared,
    type: 'linear' as const,
    min,
    max,
    title: { display: false },
    ticks: {
      ...shared.ticks,
      font: { size: 11 },
      autoSkip: true,
      // Chart.js takes ticks to fill an axis, which leaves too little between labels where they do not.
      autoSkipPadding: isAcross ? 12 : 3,
      callback: (value: string | number) => sorted.find(({ at }) => at === Number(value))?.label ?? '',
    },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = sorted.map(({ at }) => ({ value: at }));
    },
  };
}
