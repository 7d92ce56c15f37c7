// How gemm lays its operands out, so that its innermost loop reads both without gaps.

/** Rows of a tile, and columns of a panel. */
export const MR: i32 = 4;
export const NR: i32 = 8;

/** Panels of 8 columns, k by k; columns beyond n are zero. */
export function packPanels(b: usize, bRow: i32, bColumn: i32, n: i32, kc: i32, to: usize): void {
  for (let j: i32 = 0; j < n; j += NR) {
    const columns = min(NR, n - j);
    const from = b + ((j * bColumn) << 2);
    if (columns == NR && bColumn == 1) {
      for (let p: i32 = 0; p < kc; p++) {
        const row = from + ((p * bRow) << 2);
        v128.store(to, v128.load(row));
        v128.store(to + 16, v128.load(row + 16));
        to += 32;
      }
    } else {
      for (let p: i32 = 0; p < kc; p++) {
        for (let q: i32 = 0; q < NR; q++) {
          const value: f32 = q < columns ? load<f32>(from + ((p * bRow + q * bColumn) << 2)) : 0;
          store<f32>(to + (q << 2), value);
        }
        to += 32;
      }
    }
  }
}

/** Tiles of 4 rows, k by k; rows beyond m are zero. */
export function packTiles(a: usize, aRow: i32, aColumn: i32, mc: i32, kc: i32, to: usize): void {
  for (let t: i32 = 0; t < mc; t += MR) {
    const rows = min(MR, mc - t);
    const from = a + ((t * aRow) << 2);
    let p: i32 = 0;
    if (rows == MR && aRow == 1) {
      for (; p < kc; p++) {
        v128.store(to, v128.load(from + ((p * aColumn) << 2)));
        to += 16;
      }
    } else if (rows == MR && aColumn == 1) {
      for (; p + 4 <= kc; p += 4) {
        transpose4(from + (p << 2), aRow << 2, to);
        to += 64;
      }
    }
    for (; p < kc; p++) {
      for (let r: i32 = 0; r < MR; r++) {
        const value: f32 = r < rows ? load<f32>(from + ((r * aRow + p * aColumn) << 2)) : 0;
        store<f32>(to + (r << 2), value);
      }
      to += 16;
    }
  }
}

/** Stores four rows of four floats as their columns. */
// @ts-expect-error: decorator
@inline
function transpose4(from: usize, stride: i32, to: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride);
  const r3 = v128.load(from + 3 * stride);
  const a = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const b = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const c = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const d = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(a, c, 0, 1, 4, 5));
  v128.store(to + 16, v128.shuffle<f32>(a, c, 2, 3, 6, 7));
  v128.store(to + 32, v128.shuffle<f32>(b, d, 0, 1, 4, 5));
  v128.store(to + 48, v128.shuffle<f32>(b, d, 2, 3, 6, 7));
}
