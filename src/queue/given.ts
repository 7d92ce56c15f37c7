import type { GivenSetting } from '../settings/given.js';
import type { QueuePlace } from './jobs/place.js';
import { parseQueueAddress } from './server/address.js';
import { queueVariable } from './settings.js';

/** What is typed for no queue, where the environment names one. */
const none = 'none';

/**
 * The queue that was named, by what was typed or else by the environment; undefined if none was.
 *
 * @throws UsageError if it is no address; its password is not in the sentence
 */
export function queuePlace(
  given: Pick<GivenSetting, 'name' | 'text'> | undefined,
  name: string,
): QueuePlace | undefined {
  const { [queueVariable]: noted = '' } = process.env;
  const { name: what, text } = given ?? { name: queueVariable, text: noted };
  return text === '' || text === none ? undefined : { address: parseQueueAddress(text, what), name };
}
