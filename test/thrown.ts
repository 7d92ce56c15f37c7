import { expect } from 'vitest';
import { AdamTrainError } from '../src/errors.js';

/** The error for the user that a piece of work throws. */
export function thrown(work: () => unknown): AdamTrainError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AdamTrainError);
    return error as AdamTrainError;
  }
  throw new Error('nothing was thrown');
}
