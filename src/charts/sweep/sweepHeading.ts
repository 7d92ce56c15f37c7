import { headingHeight, headingTile } from '../parts/heading.js';
import { subtitle } from '../parts/subtitle.js';
import type { Point } from '../parts/thinning.js';
import type { Tile } from '../png/renderPng.js';
import { type LegendEntry, legendTile } from './legendTile.js';

/** A part of a sweep's picture. */
export type SweepTile = Tile<'scatter', Point[]>;

/** What stands above the charts of a picture, and how high it is: title, phrases, and the legend unless it is empty. */
export function sweepHeading(
  title: string,
  phrases: readonly string[],
  entries: readonly LegendEntry[],
  width: number,
): { tiles: SweepTile[]; height: number } {
  const lines = subtitle(phrases, { width, height: 0 }, 1);
  const top = headingHeight(lines);
  const heading = headingTile<'scatter', Point[]>('scatter', title, lines, { width, height: top });
  if (entries.length === 0) return { tiles: [heading], height: top };
  const legend = legendTile<Point[]>(entries, width, top);
  return { tiles: [heading, legend], height: top + legend.size.height };
}
