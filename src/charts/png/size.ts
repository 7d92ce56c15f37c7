/** Pixels of the PNG for each logical pixel, each way. */
export const PIXEL_DENSITY = 2;

/** In logical pixels. */
export interface ChartSize {
  width: number;
  height: number;
}
