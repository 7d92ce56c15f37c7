import type { TrialKind } from '../../../charts/sweep/chartedSweep.js';

/** A configuration's way across the axes. */
export interface DrawnLine {
  /** Of its first trial. */
  number: number;
  kind: TrialKind;
  isBest: boolean;
  /** From 0 to 1; undefined for one without a metric. */
  goodness: number | undefined;
  /** On each axis, from 0 to 1. */
  heights: readonly number[];
  /** What it has there. */
  values: readonly unknown[];
}

/** The chart's size in pixels, and its number of axes. */
export interface Frame {
  width: number;
  height: number;
  axes: number;
}

const TOP = 40;
const BOTTOM = 14;
/** Left of the first axis stand its ticks' labels, right of the last the chosen trials' numbers. */
const LEFT = 64;
const RIGHT = 60;
/** Between two axes. */
const LEAST_BETWEEN = 72;
/** How far from a line the pointer still is on it. */
const REACH = 10;

export function frameOf({ clientWidth, clientHeight }: HTMLElement, axes: number): Frame {
  return { width: clientWidth, height: clientHeight, axes };
}

/** How wide it is at least with so many axes. */
export function leastWidth(axes: number): number {
  return LEFT + (axes - 1) * LEAST_BETWEEN + RIGHT;
}

/** From one axis to the next. */
export function between({ width, axes }: Frame): number {
  return (width - LEFT - RIGHT) / Math.max(1, axes - 1);
}

export function across(frame: Frame, axis: number): number {
  return LEFT + axis * between(frame);
}

export function up({ height }: Frame, at: number): number {
  return height - BOTTOM - at * (height - TOP - BOTTOM);
}

/** The height on an axis of a place in the chart. */
export function heightAt({ height }: Frame, y: number): number {
  return Math.min(1, Math.max(0, (height - BOTTOM - y) / (height - TOP - BOTTOM)));
}

/** The line that the pointer is on, or near. */
export function nearestLine(
  frame: Frame,
  lines: readonly DrawnLine[],
  { x, y }: { x: number; y: number },
): DrawnLine | undefined {
  const first = Math.min(frame.axes - 2, Math.max(0, Math.floor((x - across(frame, 0)) / between(frame))));
  const part = Math.min(1, Math.max(0, (x - across(frame, first)) / between(frame)));
  let nearest: DrawnLine | undefined;
  let distance = REACH;
  for (const line of lines) {
    const [from = 0, to = 0] = [line.heights[first], line.heights[first + 1]];
    const away = Math.abs(y - up(frame, from + part * (to - from)));
    if (away < distance) [nearest, distance] = [line, away];
  }
  return nearest;
}
