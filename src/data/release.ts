/**
 * Gives arrays' memory back soon: they are empty afterwards. Left to itself the garbage collector may keep large arrays
 * through a whole training, because they have grown old and training makes little that is; moved to new buffers that nobody
 * holds, they go with the next collection of young objects.
 */
export function release(arrays: readonly (Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>)[]): void {
  for (const { buffer } of arrays) structuredClone(buffer, { transfer: [buffer] });
}
