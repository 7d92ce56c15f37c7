import * as tf from '@tensorflow/tfjs';
import type { AfterHidden } from '../model/mlp.js';
import { TorchGenerator } from '../random/torchGenerator.js';

/**
 * Leaves each output of a hidden layer out with probability p, and makes the others 1/(1 − p) times as large, so that their sum
 * stays what it is on average.
 *
 * Each layer draws from a stream of its own, begun anew at each epoch: so the batches are those of a run without, a run that goes on
 * after an epoch needs nothing kept to go on alike, and rows that are taken in pieces are the same. torch's masks are others: it
 * draws them from the generator of the batches, and not alike on every processor.
 *
 * @see torch.nn.Dropout; Srivastava et al. (2014), "Dropout: A Simple Way to Prevent Neural Networks from Overfitting"
 */
export class Dropout {
  private streams: TorchGenerator[] = [];

  /**
   * @param layers how many there are
   * @param seed of all streams, a whole number below 2³²
   */
  constructor(
    private readonly p: number,
    private readonly layers: number,
    private readonly seed: number,
  ) {}

  /** Begins the streams of an epoch. */
  beginEpoch(epoch: number): void {
    this.streams = Array.from(
      { length: this.layers },
      (_, layer) => new TorchGenerator((this.seed + epoch * this.layers + layer) >>> 0),
    );
  }

  /** Draws for every output of a layer, row by row. */
  readonly after: AfterHidden = (h, layer) => {
    const mask = (this.streams[layer] as TorchGenerator).mask(h.size, this.p, 1 / (1 - this.p));
    return h.mul(tf.tensor2d(mask, h.shape));
  };
}
