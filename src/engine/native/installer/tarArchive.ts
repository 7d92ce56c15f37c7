import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as tar from 'tar';
import { addonPath } from '../nativeFolder.js';
import type { ArchiveCount } from './archiveLimits.js';

/**
 * Where a member goes below the staging folder; undefined for what is not needed. TensorFlow's C archives have lib/ and
 * include/; tfjs-node's addon archive has the addon in some folder.
 */
function fromTar(member: string): string | undefined {
  const path = member.replace(/^\.\//, '');
  if (/^lib\/libtensorflow[\w.]*$/.test(path) || /^include\/.+\.h$/.test(path)) return join('deps', path);
  return path.endsWith('tfjs_binding.node') ? addonPath : undefined;
}

/** Bytes that may stand behind a tar's end: what pads it to a whole record, many times over. */
const MOST_PADDING = 1e6;

/**
 * Unpacks what is needed of a tar, by gzip or plain, into the staging folder.
 *
 * @param count is told of every entry before its content is unpacked
 * @throws AdamTrainError for what the count refuses, and Error for a tar that is damaged
 */
export async function unpackTar(file: string, staging: string, count: ArchiveCount): Promise<void> {
  const { target, closed, state } = createTarget(staging, count);
  let padding = 0;
  for await (const chunk of await contentOf(file)) {
    if (state.isOver) {
      // tar's parser would keep all that follows, copying it with every piece that comes.
      padding += chunk.length;
      if (padding > MOST_PADDING) throw new Error('it goes on behind its end');
    } else if (!target.write(chunk)) {
      await Promise.race([once(target, 'drain'), closed]);
    }
    if (state.refusal !== undefined) throw state.refusal;
  }
  target.end();
  await closed;
  if (state.refusal !== undefined) throw state.refusal;
}

/** What unpacks; an error thrown in its callbacks would be nobody's, so the count's is kept for who writes to it. */
function createTarget(staging: string, count: ArchiveCount) {
  const state: { isOver: boolean; refusal: unknown } = { isOver: false, refusal: undefined };
  const isAllowed = (size: number): boolean => {
    if (state.refusal !== undefined) return false;
    try {
      count.addEntries(1);
      count.addBytes(size);
      return true;
    } catch (error) {
      state.refusal = error;
      return false;
    }
  };
  const target = new tar.Unpack({
    cwd: staging,
    strict: true,
    preserveOwner: false,
    brotli: false,
    zstd: false,
    // What is not needed is counted, too: it is read to get to what follows.
    filter: (member, entry) => isAllowed(entry.size ?? 0) && fromTar(member) !== undefined,
    onReadEntry: (entry) => {
      entry.path = fromTar(entry.path) ?? entry.path;
    },
  });
  target.on('meta', () => isAllowed(0));
  target.on('eof', () => {
    state.isOver = true;
  });
  const closed = new Promise<void>((resolve, reject) => {
    target.on('close', () => resolve());
    target.on('error', reject);
  });
  closed.catch(() => {}); // whoever writes awaits it, too
  return { target, closed, state };
}

/** A file's bytes, unzipped piece by piece if gzip packed them. */
async function contentOf(file: string): Promise<Readable> {
  const handle = await open(file);
  const magic = Buffer.alloc(2);
  await handle.read(magic, 0, 2, 0);
  await handle.close();
  const source = createReadStream(file);
  if (magic.readUInt16BE() !== 0x1f8b) return source;
  const content = createGunzip();
  source.on('error', (error) => content.destroy(error));
  content.on('close', () => source.destroy());
  return source.pipe(content);
}
