import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AdamTrainError } from '../../../errors.js';
import { folderSize } from '../../../files/directories.js';
import { systemCode } from '../../../files/fileErrors.js';
import { formatMegabytes } from '../../../format.js';
import { unpack } from './archive.js';
import type { Platform } from './platform.js';
import type { Source } from './source.js';

const TFJS_NODE_VERSION = '4.22.0';
const MILLISECONDS_TO_ANSWER = 15_000;

/** Where tfjs-node's own installer looks; it honours the same variable. */
function host(): string {
  return process.env['TFJS_NODE_CDN_STORAGE'] ?? 'https://storage.googleapis.com/';
}

/** The archives that tfjs-node's own installer knows: TensorFlow's C library, and the built addon where there is one. */
export function prebuiltSource(platform: Platform): Source {
  return {
    name: 'prebuilt',
    fetch: async (staging, reporter) => {
      const { prebuiltLibrary, prebuiltAddon } = platform;
      if (prebuiltLibrary === undefined)
        throw new AdamTrainError(`tfjs-node has no prebuilt library for ${platform.name}.`);
      const addon =
        prebuiltAddon &&
        `tf-builds/pre-built-binary/napi-v8/${TFJS_NODE_VERSION}/CPU-${prebuiltAddon}-${TFJS_NODE_VERSION}.tar.gz`;
      const folder = join(staging, 'download');
      await mkdir(folder, { recursive: true });
      for (const path of addon === undefined ? [prebuiltLibrary] : [prebuiltLibrary, addon]) {
        const file = join(folder, basename(path));
        const size = () => formatMegabytes(folderSize(file));
        await reporter.stage(`download ${basename(path)}`, () => download(new URL(path, host()), file), size);
        await reporter.stage(`unpack ${basename(path)}`, () => unpack(file, staging));
      }
      await rm(folder, { recursive: true });
      const version = /-(\d+\.\d+\.\d+)\.tar/.exec(prebuiltLibrary)?.[1] ?? '2.7';
      return { version, hasAddon: addon !== undefined };
    },
  };
}

async function download(url: URL, file: string): Promise<void> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new Error('no answer in 15 s')), MILLISECONDS_TO_ANSWER);
  try {
    const response = await fetch(url, { signal: giveUp.signal });
    clearTimeout(timer);
    if (!response.ok || response.body === null) throw new Error(`the server answers ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
    const expected = Number(response.headers.get('content-length') ?? folderSize(file));
    if (folderSize(file) !== expected) throw new Error(`${folderSize(file)} of ${expected} bytes came`);
  } catch (cause) {
    if (systemCode(cause) === 'ENOSPC') throw cause;
    throw new AdamTrainError(`${url.href} could not be downloaded (${reasonOf(cause)}).`, undefined, {
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** fetch says only "fetch failed"; the reason is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}
