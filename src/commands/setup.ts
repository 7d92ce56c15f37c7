import { resolve } from 'node:path';
import { print } from '../console/print.js';
import { createStages } from '../console/stages.js';
import { installed, removeInstallation } from '../engine/native/installer/installation.js';
import { pipSource } from '../engine/native/installer/pipSource.js';
import { findPlatform } from '../engine/native/installer/platform.js';
import { prebuiltSource } from '../engine/native/installer/prebuiltSource.js';
import { setup as install, realTools } from '../engine/native/installer/setup.js';
import { fileSource } from '../engine/native/installer/source.js';
import { AdamTrainError, UsageError } from '../errors.js';
import { formatNumber, formatText } from '../format.js';

export interface SetupFlags {
  source?: string;
  from?: string;
  remove?: boolean;
}

const sourcesByName = { prebuilt: prebuiltSource, pip: pipSource };

/** `adam-train setup`: installs the native engine, or removes it. */
export async function setup(flags: SetupFlags): Promise<void> {
  const say = (line: string) => print(process.stdout, line);
  const manifest = installed();
  if (flags.remove === true) {
    if (manifest === undefined) return void say('The native engine is not set up; nothing to remove.');
    removeInstallation();
    return void say('The native engine is removed.');
  }
  if (flags.source !== undefined && flags.from !== undefined) {
    throw new UsageError('--source and --from both say where TensorFlow comes from; give one of them.');
  }
  const chosen = chosenSources(flags.source);
  if (manifest !== undefined) {
    return void say(
      `The native engine is set up already (TensorFlow ${manifest.tensorflow} from ${manifest.source}); nothing to do. To set it up anew, run adam-train setup --remove first.`,
    );
  }

  const platform = findPlatform();
  if (platform === undefined) {
    throw new AdamTrainError(
      `adam-train setup works on Linux (x64, arm64) and macOS, and this is ${process.platform}-${process.arch}; use --backend wasm, or have npm install @tensorflow/tfjs-node.`,
    );
  }
  const sources =
    flags.from === undefined ? chosen.map((source) => source(platform)) : [fileSource(resolve(flags.from))];
  const { tensorflow, stepMilliseconds } = await install(
    sources,
    realTools(platform),
    createStages(process.stderr),
  );
  say(
    `The native engine is ready: TensorFlow ${tensorflow}, ${formatNumber(stepMilliseconds)} ms for a test step.`,
  );
  say('Use it with adam-train --backend tensorflow.');
}

function chosenSources(name: string | undefined) {
  if (name === undefined) return Object.values(sourcesByName);
  const chosen = Object.entries(sourcesByName).filter(([known]) => known === name);
  if (chosen.length > 0) return chosen.map(([, source]) => source);
  throw new UsageError(
    `--source must be ${Object.keys(sourcesByName).join(' or ')}, got ${formatText(name)}; without it they are tried in turn.`,
  );
}
