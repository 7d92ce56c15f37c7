import { colors } from './theme.js';

/** How each of several curves looks, so that they differ without colours too. */
const seriesStyles = [
  { color: colors.training, dash: [], point: 'circle' },
  { color: colors.testing, dash: [8, 4], point: 'rect' },
  { color: colors.validation, dash: [2, 4], point: 'triangle' },
  { color: colors.learningRate, dash: [10, 4, 2, 4], point: 'rectRot' },
  { color: '#b35900', dash: [5, 3], point: 'circle' },
  { color: '#0a6a78', dash: [12, 3], point: 'rect' },
  { color: '#a3186c', dash: [3, 3], point: 'triangle' },
  { color: '#5c4a1f', dash: [14, 4, 3, 4], point: 'rectRot' },
  { color: '#30363d', dash: [1, 3], point: 'circle' },
] as const;

/** The look of the curve with this index; after the last the first comes again. */
export function seriesStyle(index: number): (typeof seriesStyles)[number] {
  return seriesStyles[index % seriesStyles.length] as (typeof seriesStyles)[number];
}
