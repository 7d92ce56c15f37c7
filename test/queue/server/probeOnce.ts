import { parseQueueAddress } from '../../../src/queue/server/address.js';
import { probe } from '../../../src/queue/server/probe.js';

// For a process of its own: Node reads NODE_EXTRA_CA_CERTS when it starts.
const { server } = await probe(parseQueueAddress(process.argv[2] as string, 'the address'), 'adam-train');
process.stdout.write(server);
