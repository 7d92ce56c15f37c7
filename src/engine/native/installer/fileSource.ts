import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AdamTrainError } from '../../../errors.js';
import { unpack } from './archive.js';
import { folderSize, formatMegabytes } from './folderSize.js';
import type { Source } from './source.js';

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
