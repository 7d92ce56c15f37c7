import * as tf from '@tensorflow/tfjs';

let last: Promise<unknown> = Promise.resolve();

/** Does work that sets tfjs's backend once what was begun before is done, and gives the caller's own backend back afterwards. */
export function onEngine<Result>(work: () => Promise<Result>): Promise<Result> {
  const alone = async () => {
    const own = tf.getBackend();
    try {
      return await work();
    } finally {
      if (own) await tf.setBackend(own);
    }
  };
  const result = last.then(alone);
  last = result.catch(() => {});
  return result;
}
