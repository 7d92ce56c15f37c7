import { relative, resolve, sep } from 'node:path';
import { meaningfulSettings } from '../config/meaningfulSettings.js';
import type { TrainConfig } from '../config/trainOptions.js';
import type { Backend } from '../engine/engine.js';
import { programName, version } from '../version.js';
import type { RunEnvironment } from './environment.js';
import type { RunFolder } from './runFolder.js';

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
    ...(!config.noEnvironment && { node: process.version, platform: `${process.platform}-${process.arch}` }),
    engine: backend,
    ...(sha256 !== undefined && { dataSha256: sha256 }),
  };
  rewriteConfig(folder, config, environment);
}

/**
 * Writes config.json anew with other settings, and leaves what it notes of the moment when the run began; but nothing of where
 * on its machine it was, and of the command line, which may have a path or a password.
 */
export function rewriteConfig(folder: RunFolder, config: TrainConfig, environment: RunEnvironment): void {
  const { workingDirectory: _, ...kept } = environment;
  if ('commandLine' in kept) delete kept.commandLine;
  const settings = { ...meaningfulSettings(config), ...pathsFrom(folder, config), name: folder.name };
  folder.writeJson('config.json', { ...settings, environment: kept });
}

/** The settings' paths from the run's folder on, so that they hold where it and its data are moved together. */
function pathsFrom({ path }: RunFolder, { data }: TrainConfig): Pick<TrainConfig, 'out'> & { data?: string } {
  const out = '..';
  return data === undefined ? { out } : { out, data: relative(path, resolve(data)).split(sep).join('/') };
}
