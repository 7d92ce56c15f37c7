import { meaningfulSettings } from '../config/meaningfulSettings.js';
import type { TrainConfig } from '../config/trainOptions.js';
import type { Backend } from '../engine/engine.js';
import { version } from '../version.js';
import { programName, type RunFolder } from './runFolder.js';

/**
 * Writes config.json: every setting under its full name. What concerns only the moment of the run stands under
 * `environment`, which reading the file back ignores.
 */
export function writeConfig(folder: RunFolder, config: TrainConfig, backend: Backend): void {
  folder.writeJson('config.json', {
    ...meaningfulSettings(config),
    name: folder.name,
    environment: {
      program: programName,
      version,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      engine: backend,
      commandLine: process.argv.slice(2),
    },
  });
}
