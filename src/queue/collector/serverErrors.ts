import { AdamTrainError } from '../../errors.js';
import type { QueueAddress } from '../server/address.js';
import { busyWords, isAnswer } from '../server/busy.js';

/** The server can do nothing for now: it is asked again, but for what a sweep cannot begin without. */
export class ServerBusy extends AdamTrainError {
  constructor(
    { shown }: QueueAddress,
    /** What it says. */
    readonly why: string,
  ) {
    super(
      `The queue's server ${shown} can do nothing for now (${why}); mend that, and go on with adam-train resume.`,
    );
  }
}

/**
 * Does what asks the server.
 *
 * @throws ServerBusy where it is to be asked again, AdamTrainError where it refuses; what is not of the server is thrown as it is
 */
export async function asked<Answer>(address: QueueAddress, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!isAnswer(error)) throw error;
    // Not the error itself, which has the command with it: a login has its password there.
    const { message } = error;
    const why = busyWords(error);
    if (why !== undefined) throw new ServerBusy(address, why);
    throw new AdamTrainError(
      `The queue's server ${address.shown} refuses what a sweep asks of it: ${message}. Mend that, and go on with adam-train resume.`,
    );
  }
}
