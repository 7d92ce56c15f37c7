import { relative, resolve, sep } from 'node:path';
import type { Backend } from '../engine/settings.js';
import { backends } from '../engine/settings.js';
import { programName, version } from '../version.js';
import { damaged } from './damage.js';
import { configFileName, type RunFolder } from './runFolder.js';
import type { SettingsChange } from './settingsHistory.js';

/**
 * A run's settings by their full names. These are looked at here: the paths of its table and of the run that it begins from, and
 * whether to leave out what is of the machine.
 */
type Settings = object & {
  data?: string | undefined;
  initFrom?: string | undefined;
  noEnvironment?: boolean | undefined;
};

/** What config.json notes of the run's moment. */
export interface RunEnvironment {
  program: string;
  version: string;
  /** Node's version and the system; absent with --no-environment. */
  node?: string;
  platform?: string;
  engine: Backend;
  /** Whether wasm's products were added with one rounding; absent for other engines, and for versions that never did. */
  fma?: boolean;
  /** Of the data file's bytes, in hexadecimal. */
  dataSha256?: string;
  /** What the settings' paths are relative to in a file that has it, of version 0.1; otherwise it is the file's own folder. */
  workingDirectory?: string;
}

/**
 * Writes config.json: every setting under its full name. What concerns only the moment of the run stands under
 * `environment`, which reading the file back ignores.
 *
 * @param settings those that have a meaning for the run
 */
export function writeConfig(
  folder: RunFolder,
  settings: Settings,
  { backend, fma, sha256 }: { backend: Backend; fma?: boolean | undefined; sha256?: string | undefined },
): void {
  const environment: RunEnvironment = {
    ...programAndMachine(settings),
    engine: backend,
    ...(fma !== undefined && { fma }),
    ...(sha256 !== undefined && { dataSha256: sha256 }),
  };
  rewriteConfig(folder, settings, environment);
}

/**
 * Writes config.json anew with other settings, and leaves what it notes of the moment when the run began; but nothing of where
 * on its machine it was, and of the command line, which may have a path or a password.
 */
export function rewriteConfig(
  folder: RunFolder,
  settings: Settings,
  environment: RunEnvironment,
  history: readonly SettingsChange[] = [],
): void {
  const { workingDirectory: _, ...kept } = environment;
  if ('commandLine' in kept) delete kept.commandLine;
  const here = { ...settings, ...pathsFrom(folder, settings), name: folder.name };
  const noted = { ...(history.length > 0 && { history }), environment: kept };
  folder.writeJson(configFileName, { ...here, ...noted });
}

/** Which program writes the file, and where it runs. */
export function programAndMachine({
  noEnvironment = false,
}: Pick<Settings, 'noEnvironment'>): Omit<RunEnvironment, 'engine'> {
  if (noEnvironment) return { program: programName, version };
  const platform = `${process.platform}-${process.arch}`;
  return { program: programName, version, node: process.version, platform };
}

/** The settings' paths from the run's folder on, so that they hold where it and its data are moved together. */
export function pathsFrom({ path }: Pick<RunFolder, 'path'>, { data, initFrom }: Settings) {
  const from = (place: string) => relative(path, resolve(place)).split(sep).join('/');
  return {
    out: '..',
    ...(data !== undefined && { data: from(data) }),
    ...(initFrom !== undefined && { initFrom: from(initFrom) }),
  };
}

const engines: readonly unknown[] = backends;

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
  if (environment['fma'] !== undefined && typeof environment['fma'] !== 'boolean') {
    throw damaged(path, "its environment's fma is neither true nor false");
  }
  return environment as unknown as RunEnvironment;
}
