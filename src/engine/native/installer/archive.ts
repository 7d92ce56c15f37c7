import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { AdamTrainError } from '../../../errors.js';
import { systemCode } from '../../../files/fileErrors.js';
import { ArchiveCount, archiveLimits } from './archiveLimits.js';
import { unpackTar } from './tarArchive.js';

/**
 * Where a wheel's member goes below the staging folder; undefined for what is not needed. A wheel has its libraries beside the
 * Python code, and ten thousand headers of which the addon needs these.
 */
function fromWheel(member: string): string | undefined {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.[\w.]+)$/.exec(member)?.[1];
  if (library !== undefined) return join('deps', 'lib', library);
  const header =
    /^tensorflow\/include\/((?:tensorflow\/c|xla\/tsl\/c)\/.+\.h|(?:tensorflow\/core|tsl)\/platform\/ctstring\w*\.h)$/.exec(
      member,
    )?.[1];
  return header === undefined ? undefined : join('deps', 'include', header);
}

/**
 * Unpacks what is needed of a wheel, a libtensorflow archive or tfjs-node's addon archive into the staging folder.
 *
 * @param limits what the archive may hold
 * @throws AdamTrainError if the file is damaged, is none of these, or holds more than it may
 */
export async function unpack(file: string, staging: string, limits = archiveLimits(staging)): Promise<void> {
  const count = new ArchiveCount(file, limits);
  try {
    if (/\.(whl|zip)$/.test(file)) await unpackZip(file, staging, count);
    else await unpackTar(file, staging, count);
  } catch (cause) {
    if (systemCode(cause) === 'ENOSPC') throw cause;
    if (cause instanceof AdamTrainError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AdamTrainError(`${file} is damaged or no archive (${reason}); get it again.`, undefined, {
      cause,
    });
  }
}

async function unpackZip(file: string, staging: string, count: ArchiveCount): Promise<void> {
  const zip = await openPromise(file);
  try {
    count.addEntries(zip.entryCount);
    for await (const entry of zip.eachEntry()) {
      const destination = fromWheel(entry.fileName);
      if (destination === undefined) continue;
      count.addBytes(entry.uncompressedSize); // no more is let through than is said
      const path = join(staging, destination);
      await mkdir(dirname(path), { recursive: true });
      const checked = checkingCrc(entry);
      await pipeline(await zip.openReadStreamPromise(entry), checked.stream, createWriteStream(path));
      checked.verify();
    }
  } finally {
    zip.close();
  }
}

/** yauzl checks a member's length, but not its content. */
function checkingCrc(entry: Entry) {
  let sum = 0;
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => {
    sum = crc32(chunk, sum);
  });
  return {
    stream,
    verify: () => {
      if (sum !== entry.crc32)
        throw new Error(`${entry.fileName} has another checksum than the archive says`);
    },
  };
}

/**
 * TensorFlow's two libraries in the staging folder, links left out, for the linker.
 *
 * @throws AdamTrainError if the unpacked archive had none
 */
export async function unpackedLibraries(staging: string, origin: string): Promise<string[]> {
  const folder = join(staging, 'deps', 'lib');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
  const headers = await readdir(join(staging, 'deps', 'include', 'tensorflow', 'c')).catch(
    (): string[] => [],
  );
  if (files.length < 2 || !headers.includes('c_api.h')) {
    throw new AdamTrainError(
      `${origin} must hold TensorFlow's two libraries and its C headers, and does not; use a wheel of tensorflow or tensorflow-cpu, or a libtensorflow archive.`,
    );
  }
  return files;
}
