import { meaningfulSettings } from '../config/meaningfulSettings.js';
import type { TrainConfig } from '../config/trainOptions.js';
import type { Backend } from '../engine/engine.js';
import { version } from '../version.js';
import { programName, type RunFolder } from './runFolder.js';

/** What config.json notes of the run's moment. */
export interface RunEnvironment {
  program: string;
  version: string;
  node: string;
  platform: string;
  engine: Backend;
  /** What the paths among the settings are relative to. */
  workingDirectory: string;
  /** Of the data file's bytes or the generated numbers, in hexadecimal; runs of version 0.1.0 have none of the latter. */
  dataSha256?: string;
  commandLine: string[];
}

/**
 * Writes config.json: every setting under its full name. What concerns only the moment of the run stands under
 * `environment`, which reading the file back ignores.
 */
export function writeConfig(
  folder: RunFolder,
  config: TrainConfig,
  { backend, sha256 }: { backend: Backend; sha256?: string | undefined },
): void {
  const environment: RunEnvironment = {
    program: programName,
    version,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    engine: backend,
    workingDirectory: process.cwd(),
    ...(sha256 !== undefined && { dataSha256: sha256 }),
    commandLine: process.argv.slice(2),
  };
  folder.writeJson('config.json', { ...meaningfulSettings(config), name: folder.name, environment });
}

/** Writes config.json anew with other settings, and leaves what it notes of the moment when the run began. */
export function rewriteConfig(folder: RunFolder, config: TrainConfig, environment: RunEnvironment): void {
  folder.writeJson('config.json', { ...meaningfulSettings(config), name: folder.name, environment });
}
