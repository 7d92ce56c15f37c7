import { expect, it } from 'vitest';
import { FeatureBlocks } from '../../../../src/data/csv/columns/featureBlocks.js';

it.each([1, 3, 1000, 300_000])(
  'keeps rows of %s columns in their order, in little more than they need',
  (width) => {
    const before = process.memoryUsage().arrayBuffers;
    const blocks = new FeatureBlocks(width);
    const rows = width > 10_000 ? 20 : 9000;
    for (let row = 0; row < rows; row++) blocks.add(new Float64Array(width).fill(row));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3 * 8 * rows * width + 2 ** 26);
    const columns = Array.from({ length: width }, (_, i) => ({ name: `${i}`, kind: 'number' as const }));
    const x = blocks.expanded(columns, []);
    const to = new Float64Array(width);
    for (let row = 0; row < rows; row += 7) {
      x.copyRow(row, to, 0);
      expect([to[0], to[width - 1]]).toEqual([row, row]);
    }
  },
);
