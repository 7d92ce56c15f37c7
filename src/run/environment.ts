import type { Backend } from '../engine/engine.js';
import { backendChoices } from '../engine/settings.js';
import { damaged } from './damage.js';

/** What config.json notes of the run's moment. */
export interface RunEnvironment {
  program: string;
  version: string;
  /** Node's version and the system; absent with --no-environment. */
  node?: string;
  platform?: string;
  engine: Backend;
  /** Of the data file's bytes, in hexadecimal. */
  dataSha256?: string;
  /** What the settings' paths are relative to in a file that has it, of version 0.1; otherwise it is the file's own folder. */
  workingDirectory?: string;
}

const engines: readonly unknown[] = backendChoices.filter((choice) => choice !== 'auto');

/**
 * What a run's config.json notes of the run's moment.
 *
 * @param path the file, for messages
 * @throws AdamTrainError (exit code 1) if somebody changed it so that no run can go on with it
 */
export function readEnvironment(content: Record<string, unknown>, path: string): RunEnvironment {
  const environment = content['environment'] as Record<string, unknown>;
  if (!engines.includes(environment['engine'])) {
    throw damaged(path, `its environment's engine is none of ${engines.join(', ')}`);
  }
  for (const name of ['dataSha256', 'workingDirectory']) {
    const value = environment[name];
    if (value !== undefined && typeof value !== 'string') {
      throw damaged(path, `its environment's ${name} is no text`);
    }
  }
  return environment as unknown as RunEnvironment;
}
