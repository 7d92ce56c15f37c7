import { AdamTrainError, exitCodes } from '../errors.js';

/** The data are no longer those that the sweep began with. */
export class ChangedData extends AdamTrainError {
  constructor() {
    super(
      'The data must stay as they are while a sweep goes on, and their content has changed; put the old file back and go on with adam-train resume, or sweep anew.',
      exitCodes.badData,
    );
  }
}
