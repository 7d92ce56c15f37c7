import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdamTrainError } from '../../../errors.js';
import { lastLine, runTool } from '../../tool.js';
import { addonPath } from '../nativeFolder.js';
import type { Platform } from './platform.js';

// The build copies tfjs-node's C++ sources and Node-API's headers beside the bundle.
const sources = fileURLToPath(new URL('./native/binding', import.meta.url));
const nodeApiHeaders = fileURLToPath(new URL('./native/include', import.meta.url));

/**
 * The C++ compiler of this machine: CXX if it is set, or the first that is there.
 *
 * @throws AdamTrainError if there is none
 */
export async function findCompiler(): Promise<string> {
  const candidates = process.env['CXX'] ? [process.env['CXX']] : ['c++', 'g++', 'clang++'];
  for (const candidate of candidates) {
    if ((await runTool(candidate, ['--version']))?.code === 0) return candidate;
  }
  throw new AdamTrainError(
    `a C++ compiler is missing (${candidates.join(', ')}); install one (Debian and Ubuntu: apt install g++, Fedora: dnf install gcc-c++, macOS: xcode-select --install).`,
  );
}

/** The compiler's arguments: tfjs-node's two sources become one addon for Node-API 8, which Node 20 and later load. */
function compileArguments(
  platform: Platform,
  staging: string,
  files: readonly string[],
  libraries: readonly string[],
): string[] {
  return [
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-shared',
    '-DNAPI_VERSION=8',
    `-I${nodeApiHeaders}`,
    `-I${join(staging, 'deps', 'include')}`,
    ...files,
    ...libraries,
    `-Wl,-rpath,${platform.runPath}`,
    ...platform.linkFlags,
    '-o',
    join(staging, addonPath),
  ];
}

/**
 * Compiles tfjs-node's addon against the unpacked library.
 *
 * @throws AdamTrainError with the compiler's reason if it fails
 */
export async function compileAddon(
  platform: Platform,
  compiler: string,
  staging: string,
  libraries: readonly string[],
): Promise<void> {
  const names = (await readdir(sources)).filter((name) => name.endsWith('.cc'));
  const files = names.map((name) => join(sources, name));
  await mkdir(dirname(join(staging, addonPath)), { recursive: true });
  const result = await runTool(compiler, compileArguments(platform, staging, files, libraries));
  if (result?.code !== 0) {
    const reason = result === undefined ? 'it cannot be started' : lastLine(result);
    throw new AdamTrainError(
      `${compiler} could not build the addon (${reason}); update the compiler, or set CXX to another.`,
    );
  }
}

/**
 * Takes the symbols out of the libraries that nothing links against: a quarter of their size. Where there is no strip,
 * or it objects, they stay as they are; the self-test comes after.
 */
export async function stripLibraries(libraries: readonly string[]): Promise<void> {
  // macOS's strip would break the libraries' signatures.
  if (process.platform !== 'linux') return;
  for (const library of libraries) await runTool('strip', ['--strip-unneeded', library]);
}
