import { print } from '../../console/print.js';
import { findAddon } from '../../engine/native/nativeFolder.js';
import { programName, version } from '../../version.js';

/** `adam-train --version`, for people or for programs; engines are looked for, and none is loaded: doctor tries them. */
export function printVersion(isJson: boolean): void {
  const facts = {
    name: programName,
    version,
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    engines: { wasm: true, cpu: true, tensorflow: findAddon() !== undefined },
  };
  print(process.stdout, ...(isJson ? JSON.stringify(facts, null, 2).split('\n') : [version]));
}
