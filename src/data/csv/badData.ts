import { AdamTrainError, exitCodes } from '../../errors.js';

/** The error for a file that cannot be trained on or predicted from (exit code 3). */
export function badData(sentence: string, cause?: unknown): AdamTrainError {
  return new AdamTrainError(sentence, exitCodes.badData, cause === undefined ? undefined : { cause });
}
