import * as tf from '@tensorflow/tfjs';

let last: Promise<unknown> = Promise.resolve();

/**
 * Does work that sets tfjs's backend, once what was begun before is done. Afterwards the caller's own backend is set again, if there
 * was one; meanwhile tfjs greets nobody and warns of nothing.
 */
export function onEngine<Result>(work: () => Promise<Result>): Promise<Result> {
  const alone = async () => {
    const own = tf.getBackend();
    const isProduction = tf.env().getBool('PROD');
    tf.env().set('PROD', true);
    try {
      return await work();
    } finally {
      if (own) await tf.setBackend(own);
      tf.env().set('PROD', isProduction);
    }
  };
  const result = last.then(alone);
  last = result.catch(() => {});
  return result;
}
