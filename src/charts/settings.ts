import { oneOf, type Range } from '../settings/range.js';
import { setting } from '../settings/setting.js';
import { yScales } from './parts/yScale.js';

/** In logical pixels; a PNG has twice as many each way. */
export const pictureSize: Range<{ width: number; height: number }> = {
  words: 'WIDTHxHEIGHT, from 400x300 to 4000x4000',
  read: (text) => {
    const [, width, height] = /^(\d+)[x×](\d+)$/i.exec(text) ?? [];
    return { width: Number(width), height: Number(height) };
  },
  holds: (value): value is { width: number; height: number } => {
    const { width, height } = (value ?? {}) as { width?: unknown; height?: unknown };
    return isSide(width, 400) && isSide(height, 300);
  },
  jsonSchema: {
    type: 'object',
    properties: {
      width: { type: 'integer', minimum: 400, maximum: 4000 },
      height: { type: 'integer', minimum: 300, maximum: 4000 },
    },
  },
};

function isSide(pixels: unknown, least: number): boolean {
  return Number.isInteger(pixels) && (pixels as number) >= least && (pixels as number) <= 4000;
}

/** How a run's charts are drawn. */
export const chartSettings = {
  yScale: setting({
    flag: '--y-scale',
    argument: 'name',
    group: 'Output',
    help: "the loss chart's scale; auto is log when the losses span more than 20x",
    range: oneOf(yScales),
    default: 'auto',
  }),
} as const;
