import { resolve } from 'node:path';
import { print } from '../../console/print.js';
import { createStages } from '../../console/stages.js';
import { installed, removeInstallation } from '../../engine/native/installer/installation.js';
import { pipSource } from '../../engine/native/installer/pipSource.js';
import { findPlatform } from '../../engine/native/installer/platform.js';
import { prebuiltSource } from '../../engine/native/installer/prebuiltSource.js';
import type { SourceName, setupSettings } from '../../engine/native/installer/settings.js';
import { setup as install, realTools } from '../../engine/native/installer/setup.js';
import { fileSource } from '../../engine/native/installer/source.js';
import { AdamTrainError, UsageError } from '../../errors.js';
import { formatNumber } from '../../format.js';
import type { ValuesOf } from '../../settings/setting.js';

const sourcesByName = { prebuilt: prebuiltSource, pip: pipSource } satisfies Record<SourceName, unknown>;

/** `adam-train setup`: installs the native engine, or removes it. */
export async function setup({ source, from, remove }: ValuesOf<typeof setupSettings>): Promise<void> {
  const say = (line: string) => print(process.stdout, line);
  const manifest = installed();
  if (remove) {
    if (manifest === undefined) return void say('The native engine is not set up; nothing to remove.');
    removeInstallation();
    return void say('The native engine is removed.');
  }
  if (source !== undefined && from !== undefined) {
    throw new UsageError('--source and --from both say where TensorFlow comes from; give one of them.');
  }
  const chosen = source === undefined ? Object.values(sourcesByName) : [sourcesByName[source]];
  if (manifest !== undefined) {
    return void say(
      `The native engine is set up already (TensorFlow ${manifest.tensorflow} from ${manifest.source}); nothing to do. To set it up anew, run adam-train setup --remove first.`,
    );
  }

  const platform = findPlatform();
  if (platform === undefined) {
    throw new AdamTrainError(
      `adam-train setup works on Linux (x64, arm64) and macOS, and this is ${process.platform}-${process.arch}; use --backend wasm, or have npm install @tensorflow/tfjs-node beside it.`,
    );
  }
  const sources = from === undefined ? chosen.map((make) => make(platform)) : [fileSource(resolve(from))];
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
