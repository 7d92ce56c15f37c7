import type { Option } from '../config/option.js';
import { type TrainConfig, type TrainOptionName, trainOptions } from '../config/trainOptions.js';
import type { Backend } from '../engine/engine.js';
import { version } from '../version.js';
import { programName, type RunFolder } from './runFolder.js';

/** The settings that have a meaning for this kind of data; the others would be refused if the file were read back. */
function settingsOf(config: TrainConfig): Partial<TrainConfig> {
  const source = config.data === undefined ? 'generated' : 'file';
  const hasMeaning = ([key]: [string, unknown]) => {
    const option: Option<unknown> = trainOptions[key as TrainOptionName];
    return option.source === undefined || option.source === source;
  };
  return Object.fromEntries(Object.entries(config).filter(hasMeaning));
}

/**
 * Writes config.json: every setting under its full name. What concerns only the moment of the run stands under
 * `environment`, which reading the file back ignores.
 */
export function writeConfig(folder: RunFolder, config: TrainConfig, backend: Backend): void {
  folder.writeJson('config.json', {
    ...settingsOf(config),
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
