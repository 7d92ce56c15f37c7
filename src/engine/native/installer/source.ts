import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AdamTrainError } from '../../../errors.js';
import { folderSize } from '../../../files/directories.js';
import { formatMegabytes } from '../../../format.js';
import { unpack } from './archive.js';

/** What a source leaves in the staging folder: TensorFlow's libraries and headers, and perhaps a built addon. */
interface Fetched {
  /** TensorFlow's version, as far as the source's name tells. */
  version: string;
  /** Whether the source brought a built addon, so that no compiler is needed. */
  hasAddon: boolean;
}

/** Is told of the stages of the work; `detail` says how far one has come, such as 120 MB. */
export interface Reporter {
  stage<Result>(name: string, work: () => Promise<Result>, detail?: () => string): Promise<Result>;
  note(line: string): void;
}

/** A way to get TensorFlow's C library. */
export interface Source {
  name: string;
  /** Fetches and unpacks into `staging`; throws an AdamTrainError in one sentence where it cannot. */
  fetch(staging: string, reporter: Reporter): Promise<Fetched>;
}

/** A wheel or libtensorflow archive that the user has at hand. */
export function fileSource(file: string): Source {
  return {
    name: file,
    fetch: async (staging, reporter) => {
      if (!existsSync(file)) throw new AdamTrainError(`--from must be a file that exists, got ${file}.`);
      const unpacked = () => formatMegabytes(folderSize(join(staging, 'deps')));
      await reporter.stage(`unpack ${basename(file)}`, () => unpack(file, staging), unpacked);
      return { version: /-(\d+\.\d+\.\d+)[-.]/.exec(basename(file))?.[1] ?? 'unknown', hasAddon: false };
    },
  };
}
