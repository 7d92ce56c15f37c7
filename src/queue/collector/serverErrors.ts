import { AdamTrainError } from '../../errors.js';
import { systemCode } from '../../files/fileErrors.js';
import type { QueueAddress } from '../server/address.js';

/** What a server says that can do nothing for now. */
const forNow = /^(OOM|MISCONF|READONLY|LOADING|MASTERDOWN|TRYAGAIN|NOREPLICAS)\b/;

/** The server can do nothing for now: it is asked again. */
export class ServerBusy extends Error {}

/**
 * Does what asks the server.
 *
 * @throws ServerBusy where it is to be asked again, AdamTrainError where it refuses; what is not of the server is thrown as it is
 */
export async function asked<Answer>({ shown }: QueueAddress, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ReplyError' || systemCode(error) !== undefined)
      throw error;
    // Not the error itself, which has the command with it: a login has its password there.
    const { message } = error;
    if (forNow.test(message)) throw new ServerBusy(message.split(/[.\s]script:/)[0]);
    throw new AdamTrainError(
      `The queue's server ${shown} refuses what a sweep asks of it: ${message}. Mend that, and go on with adam-train resume.`,
    );
  }
}
