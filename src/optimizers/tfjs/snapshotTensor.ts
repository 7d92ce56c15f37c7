import * as tf from '@tensorflow/tfjs';

/** What tfjs's types keep to themselves. */
interface Engine {
  nextTensorId(): number;
}

/**
 * A tensor of plain values, which holds no memory of the engine's until an operation takes it: what is only read, as
 * `model.save` reads an optimizer's state and never frees it, need not be disposed of.
 */
export class SnapshotTensor extends tf.Tensor {
  private readonly values: Float32Array | Int32Array;
  private inEngine: tf.Tensor | undefined;
  private isFreed = false;

  /** @param values of the shape, row by row; whole numbers make an int32 tensor */
  constructor(values: Float32Array | Int32Array, shape: number[]) {
    const dtype = values instanceof Int32Array ? 'int32' : 'float32';
    super(shape, dtype, {}, (tf.engine() as unknown as Engine).nextTensorId());
    this.values = values;
    // tfjs sets it as a property of the object, where a getter of the class would not be seen.
    Object.defineProperty(this, 'dataId', { get: () => this.enter().dataId });
  }

  // biome-ignore lint/suspicious/noExplicitAny: tfjs's own type for it depends on a parameter that says nothing here
  override dataSync(): any {
    this.throwIfDisposed();
    return this.values.slice();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  override async data(): Promise<any> {
    return this.dataSync();
  }

  override async bytes(): Promise<Uint8Array> {
    return new Uint8Array(this.dataSync().buffer);
  }

  /** A tensor of the engine's, which is its caller's. */
  override clone<T extends tf.Tensor>(this: T): T {
    return tf.tensor(this.dataSync(), this.shape, this.dtype) as T;
  }

  override get isDisposed(): boolean {
    return this.isFreed;
  }

  override dispose(): void {
    this.inEngine?.dispose();
    this.isFreed = true;
  }

  /** The same as a tensor of the engine's, which lives until this one is disposed of. */
  private enter(): tf.Tensor {
    this.inEngine ??= tf.keep(this.clone());
    return this.inEngine;
  }
}
