import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar';
import { ZipFile } from 'yazl';

/** What a wheel of TensorFlow has, in small: two libraries, the headers that are needed, and much that is not. */
export const wheelMembers: Record<string, string> = {
  'tensorflow/libtensorflow_cc.so.2': `library ${'x'.repeat(100_000)}`,
  'tensorflow/libtensorflow_framework.so.2': 'framework',
  'tensorflow/include/tensorflow/c/c_api.h': '// c api',
  'tensorflow/include/tensorflow/c/eager/c_api.h': '// eager api',
  'tensorflow/include/tsl/platform/ctstring.h': '// strings',
  'tensorflow/include/xla/tsl/c/tsl_status.h': '// status',
  'tensorflow/include/tensorflow/core/framework/op.h': '// not needed',
  'tensorflow/python/keras.py': 'not needed',
};

export async function writeWheel(path: string, members = wheelMembers): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) {
    zip.addBuffer(Buffer.from(content), name, { compress: false });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** A libtensorflow archive or tfjs-node's addon archive, with these files and their content. */
export async function writeTar(
  path: string,
  scratch: string,
  members: Record<string, string>,
): Promise<void> {
  for (const [name, content] of Object.entries(members)) {
    mkdirSync(dirname(join(scratch, name)), { recursive: true });
    writeFileSync(join(scratch, name), content);
  }
  await tar.create({ file: path, cwd: scratch, gzip: true }, Object.keys(members));
}

export const libraryMembers: Record<string, string> = {
  'lib/libtensorflow.so.2.9.1': 'library',
  'lib/libtensorflow_framework.so.2.9.1': 'framework',
  'include/tensorflow/c/c_api.h': '// c api',
  LICENSE: 'not needed',
};
