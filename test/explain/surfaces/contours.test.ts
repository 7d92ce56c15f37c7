import { describe, expect, it } from 'vitest';
import { contourLines, logLevels } from '../../../src/explain/surfaces/contours.js';

describe('contours', () => {
  it('of a bowl are circles', () => {
    const [lines = []] = contourLines((x, y) => x * x + y * y, { x: [-2, 2], y: [-2, 2] }, [1.1]);
    expect(lines.length).toBeGreaterThan(100);
    const points = lines.flat();
    for (const [x, y] of points) expect(Math.hypot(x, y)).toBeCloseTo(Math.sqrt(1.1), 4);
    // Each end is another segment's too: the line is closed.
    const ends = new Map<string, number>();
    for (const [x, y] of points) {
      const key = `${x.toFixed(9)} ${y.toFixed(9)}`.replaceAll('-0.000000000', '0.000000000');
      ends.set(key, (ends.get(key) ?? 0) + 1);
    }
    expect(new Set(ends.values())).toEqual(new Set([2]));
  });

  it('round a saddle in one cell pass the corners that its middle is not joined to', () => {
    const saddle = (x: number, y: number) => x * y + 0.1;
    const [lines = []] = contourLines(saddle, { x: [-1, 1], y: [-1, 1] }, [0], 1);
    expect(lines).toHaveLength(2);
    // The middle is above 0, as are the corners (−1, −1) and (1, 1): the lines cut off the other two.
    for (const [[x0, y0], [x1, y1]] of lines) expect(Math.sign(x0 + x1)).toBe(-Math.sign(y0 + y1));
  });

  it('lie at 1 and 3 times powers of ten', () => {
    expect(logLevels(0, 250).slice(-4)).toEqual([3, 10, 30, 100]);
    expect(logLevels(undefined, 2)).toEqual([-1, -0.3, -0.1, -0.03, -0.01, 0, 0.01, 0.03, 0.1, 0.3, 1]);
  });
});
