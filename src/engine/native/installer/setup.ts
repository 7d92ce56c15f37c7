import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AdamTrainError } from '../../../errors.js';
import { folderSize } from '../../../files/directories.js';
import { systemCode, whyUnwritable } from '../../../files/fileErrors.js';
import { formatMegabytes } from '../../../format.js';
import { runSelfTest, type SelfTestResult } from '../../selfTest.js';
import { nativeFolder } from '../nativeFolder.js';
import { unpackedLibraries } from './archive.js';
import { compileAddon, findCompiler, stripLibraries } from './compile.js';
import { checkDiskSpace, createStaging, freeBytes, moveIn } from './installation.js';
import type { Platform } from './platform.js';
import type { Reporter, Source } from './source.js';

/** The work on what a source has brought, which the tests replace. */
export interface Tools {
  build(staging: string, libraries: readonly string[], reporter: Reporter): Promise<void>;
  strip(libraries: readonly string[]): Promise<void>;
  selfTest(staging: string): Promise<SelfTestResult>;
}

export function realTools(platform: Platform): Tools {
  return {
    build: async (staging, libraries, reporter) => {
      const compiler = await findCompiler();
      const compile = () => compileAddon(platform, compiler, staging, libraries);
      await reporter.stage(`build the addon with ${compiler}`, compile);
    },
    strip: stripLibraries,
    selfTest,
  };
}

/**
 * Installs TensorFlow's library and tfjs-node's addon from the first source that serves. Everything happens in a
 * staging folder that is moved in whole at the end, after a self-test in a fresh process.
 *
 * @throws AdamTrainError with a sentence for the source that failed last, or for what is missing here
 */
export async function setup(
  sources: readonly Source[],
  tools: Tools,
  reporter: Reporter,
): Promise<SelfTestResult> {
  const staging = onFolder(createStaging);
  const remove = () => rmSync(staging, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const before = freeBytes();
    checkDiskSpace(before);
    const result = await fromFirst(sources, staging, tools, reporter);
    const size = formatMegabytes(folderSize(nativeFolder()));
    reporter.note(
      `disk: ${formatMegabytes(before)} free before, ${formatMegabytes(freeBytes())} after; ${nativeFolder()} holds ${size}`,
    );
    return result;
  } finally {
    remove();
    process.off('exit', remove);
  }
}

async function fromFirst(
  sources: readonly Source[],
  staging: string,
  tools: Tools,
  reporter: Reporter,
): Promise<SelfTestResult> {
  let failure = '';
  for (const source of sources) {
    try {
      return await installFrom(source, staging, tools, reporter);
    } catch (error) {
      failure = sentenceOf(error);
      if (source !== sources.at(-1)) reporter.note(`source ${source.name}: ${failure}`);
      rmSync(staging, { recursive: true, force: true });
      mkdirSync(staging);
    }
  }
  throw new AdamTrainError(`The native engine could not be set up: ${failure}`);
}

async function installFrom(
  source: Source,
  staging: string,
  tools: Tools,
  reporter: Reporter,
): Promise<SelfTestResult> {
  const { version, hasAddon } = await source.fetch(staging, reporter);
  const libraries = await unpackedLibraries(staging, source.name);
  if (!hasAddon) await tools.build(staging, libraries, reporter);
  const size = () => formatMegabytes(folderSize(join(staging, 'deps', 'lib')));
  await reporter.stage('strip symbols', () => tools.strip(libraries), size);
  const result = await reporter.stage('self-test in a fresh process', () => tools.selfTest(staging));
  moveIn(staging, { tensorflow: result.tensorflow ?? version, source: source.name });
  return result;
}

async function selfTest(staging: string): Promise<SelfTestResult> {
  try {
    return await runSelfTest('tensorflow', staging);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AdamTrainError(
      `the engine was built but fails its self-test (${reason}); try another --source, or --from.`,
    );
  }
}

const elsewhere = 'set ADAM_TRAIN_HOME to a folder that you may write to';
const another = 'set ADAM_TRAIN_HOME to another folder';
const cures = new Map([
  ['ENOSPC', 'free some space, or set ADAM_TRAIN_HOME to a folder on another disk'],
  ['EACCES', elsewhere],
  ['EPERM', elsewhere],
  ['EROFS', elsewhere],
  ['ENOTDIR', elsewhere],
  ['ENOENT', another],
  ['EEXIST', another],
]);

/** What went wrong, in a sentence; anything unforeseen goes on. */
function sentenceOf(error: unknown): string {
  if (error instanceof AdamTrainError) return error.message;
  const code = systemCode(error) ?? '';
  const cure = cures.get(code);
  if (cure === undefined) throw error;
  return `${nativeFolder()}: ${whyUnwritable(code)}; ${cure}.`;
}

function onFolder<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new AdamTrainError(`The native engine could not be set up: ${sentenceOf(error)}`, undefined, {
      cause: error,
    });
  }
}
