import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findAddon } from '../../src/engine/native/nativeFolder.js';
import { missingShells } from '../commands/completion/shells.js';
import { findRedis } from '../redis/server.js';

/** Builds the command once, before the tests that drive it; afterwards says why tests were skipped. */
export default function setup(): () => void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url))]);
  return () => {
    if (findAddon() === undefined) {
      say('those of the native engine, which is not set up; npm run setup:native does it.');
    }
    if (findRedis() === undefined) {
      say('those with a server of queues; apt-get install redis-server, or another on PATH.');
    }
    const shells = missingShells();
    if (shells.length > 0) say(`completing in ${shells.join(', ')}; apt-get install ${shells.join(' ')}.`);
  };
}

function say(which: string): void {
  process.stdout.write(`Skipped tests: ${which}\n`);
}
