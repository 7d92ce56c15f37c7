// Passes over vectors and rows in float32. All offsets are bytes, all sizes elements.

/** x[rows, columns] += bias[columns] */
export function addBias(x: usize, bias: usize, rows: i32, columns: i32): void {
  for (let r: i32 = 0; r < rows; r++) {
    let j: i32 = 0;
    for (; j + 4 <= columns; j += 4) {
      v128.store(x, f32x4.add(v128.load(x), v128.load(bias + (j << 2))));
      x += 16;
    }
    for (; j < columns; j++) {
      store<f32>(x, load<f32>(x) + load<f32>(bias + (j << 2)));
      x += 4;
    }
  }
}

/** x = max(x, 0); NaN stays NaN */
export function relu(x: usize, size: i32): void {
  const zero = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= size; i += 4) v128.store(x + (i << 2), f32x4.max(v128.load(x + (i << 2)), zero));
  for (; i < size; i++) store<f32>(x + (i << 2), max<f32>(load<f32>(x + (i << 2)), 0));
}

/** x = min(max(x, 0), 6); NaN stays NaN, which tfjs's kernel makes 0 */
export function relu6(x: usize, size: i32): void {
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  let i: i32 = 0;
  for (; i + 4 <= size; i += 4) {
    v128.store(x + (i << 2), f32x4.min(f32x4.max(v128.load(x + (i << 2)), zero), six));
  }
  for (; i < size; i++) store<f32>(x + (i << 2), min<f32>(max<f32>(load<f32>(x + (i << 2)), 0), 6));
}

/** dz = dy where y > 0, else 0: relu's gradient from its output. */
export function reluGradient(dy: usize, y: usize, dz: usize, size: i32): void {
  const zero = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= size; i += 4) {
    const offset = i << 2;
    v128.store(dz + offset, v128.and(v128.load(dy + offset), f32x4.gt(v128.load(y + offset), zero)));
  }
  for (; i < size; i++) {
    const offset = i << 2;
    store<f32>(dz + offset, load<f32>(y + offset) > 0 ? load<f32>(dy + offset) : 0);
  }
}

/** Rows whose sum is taken before it is added to the total, which keeps the rounding of long columns small. */
const ROWS: i32 = 64;

/** sums[columns] = Σ over rows of x[rows, columns] */
export function columnSums(x: usize, rows: i32, columns: i32, sums: usize): void {
  memory.fill(sums, 0, columns << 2);
  for (let first: i32 = 0; first < rows; first += ROWS) {
    const count = min(ROWS, rows - first);
    const block = x + ((first * columns) << 2);
    let j: i32 = 0;
    for (; j + 4 <= columns; j += 4) {
      let sum = f32x4.splat(0);
      let at = block + (j << 2);
      for (let r: i32 = 0; r < count; r++) {
        sum = f32x4.add(sum, v128.load(at));
        at += columns << 2;
      }
      v128.store(sums + (j << 2), f32x4.add(v128.load(sums + (j << 2)), sum));
    }
    for (; j < columns; j++) {
      let sum: f32 = 0;
      let at = block + (j << 2);
      for (let r: i32 = 0; r < count; r++) {
        sum += load<f32>(at);
        at += columns << 2;
      }
      store<f32>(sums + (j << 2), load<f32>(sums + (j << 2)) + sum);
    }
  }
}
