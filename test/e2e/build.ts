import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findAddon } from '../../src/engine/native/nativeFolder.js';

/** Builds the command once, before the tests that drive it; afterwards says why tests were skipped. */
export default function setup(): () => void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url))]);
  return () => {
    if (findAddon() !== undefined) return;
    process.stdout.write(
      'Skipped tests: those of the native engine, which is not set up; npm run setup:native does it.\n',
    );
  };
}
