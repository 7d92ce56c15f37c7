import { conditionsFor } from './conditions.js';
import type { Filter } from './filter.js';
import type { UprightAxis } from './parallelAxes.js';
import { across, type DrawnLine, type Frame, heightAt } from './parallelFrame.js';
import { valueShown } from './texts.js';

/** A part of an axis whose trials alone are left. */
export interface Band {
  axis: number;
  from: number;
  to: number;
}

interface Drag extends Band {
  startX: number;
  startY: number;
}

/** How near to an axis a drag begins. */
const NEAR = 12;
/** What is moved less is a click. */
const LEAST = 5;

/** Filters the trials by parts of the axes: what is dragged over is written into the table's filter, as it would be typed there. */
export class Brush {
  private drag: Drag | undefined;
  private isMoved = false;
  private readonly made = new Map<number, { band: Band; words: string[] }>();

  constructor(
    private readonly axes: readonly UprightAxis[],
    private readonly lines: readonly DrawnLine[],
    private readonly filter: Filter | undefined,
  ) {}

  /** The parts that are dragged over: those whose conditions the filter still has. */
  get bands(): Band[] {
    const kept = [...this.made.values()].filter(
      ({ band, words }) => band.axis !== this.drag?.axis && this.filter?.has(words),
    );
    return [...kept.map(({ band }) => band), ...(this.drag !== undefined && this.isMoved ? [this.drag] : [])];
  }

  isOnAxis(frame: Frame, { offsetX }: MouseEvent): boolean {
    return this.axisAt(frame, offsetX) >= 0;
  }

  /** Whether a drag begins here. */
  begin(frame: Frame, { offsetX, offsetY }: MouseEvent): boolean {
    const axis = this.axisAt(frame, offsetX);
    if (axis < 0) return false;
    const at = heightAt(frame, offsetY);
    this.drag = { axis, from: at, to: at, startX: offsetX, startY: offsetY };
    this.isMoved = false;
    return true;
  }

  /** Whether a drag goes on. */
  move(frame: Frame, { offsetY }: MouseEvent): boolean {
    if (this.drag === undefined) return false;
    this.isMoved ||= Math.abs(offsetY - this.drag.startY) >= LEAST;
    const [at, start] = [heightAt(frame, offsetY), heightAt(frame, this.drag.startY)];
    this.drag = { ...this.drag, from: Math.min(at, start), to: Math.max(at, start) };
    return true;
  }

  /** Whether a drag ended: it filters, and a click upon an axis that filters ends that. Another click is none of its. */
  end(frame: Frame, event: MouseEvent): boolean {
    if (!this.move(frame, event) || this.drag === undefined) return false;
    const { axis, from, to } = this.drag;
    const name = this.axes[axis]?.name ?? '';
    this.drag = undefined;
    const inBand = this.lines.filter(({ heights }) => within(heights[axis], from, to));
    // A part of the axis without a trial would leave none: it ends the filter, as a click does.
    if (this.isMoved && inBand.length > 0) {
      const values = inBand.map((line) => line.values[axis]);
      const words = conditionsFor(name, values, values.map(valueShown));
      this.made.set(axis, { band: { axis, from, to }, words });
      this.filter?.limit(name, words);
      return true;
    }
    if (!this.made.delete(axis)) return this.isMoved;
    this.filter?.limit(name, []);
    return true;
  }

  private axisAt(frame: Frame, x: number): number {
    return this.axes.findIndex((_, axis) => Math.abs(x - across(frame, axis)) <= NEAR);
  }
}

function within(height: number | undefined, from: number, to: number): boolean {
  return height !== undefined && height >= from && height <= to;
}
