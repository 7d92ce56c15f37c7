import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AdamTrainError } from '../../../errors.js';
import { folderSize } from '../../../files/directories.js';
import { formatMegabytes } from '../../../format.js';
import { lastLine, runTool } from '../../tool.js';
import { unpack } from './archive.js';
import type { Platform } from './platform.js';
import type { Source } from './source.js';

/** TensorFlow's own wheel, by `pip download`: so a mirror, a proxy and pip.conf are honoured. */
export function pipSource(platform: Platform): Source {
  return {
    name: 'pip',
    fetch: async (staging, reporter) => {
      const { wheel } = platform;
      if (wheel === undefined) throw new AdamTrainError(`no TensorFlow wheel exists for ${platform.name}.`);
      const python = await findPip();
      const folder = join(staging, 'download');
      await mkdir(folder, { recursive: true });
      const size = () => formatMegabytes(folderSize(folder));
      await reporter.stage(`download ${wheel}`, () => download(python, wheel, folder), size);
      const name = (await readdir(folder)).find((entry) => entry.endsWith('.whl'));
      if (name === undefined) throw new AdamTrainError('pip ended well but left no wheel; run it again.');
      const unpacked = () => formatMegabytes(folderSize(join(staging, 'deps')));
      await reporter.stage('unpack the libraries', () => unpack(join(folder, name), staging), unpacked);
      await rm(folder, { recursive: true });
      return { version: wheel.split('==')[1] ?? '', hasAddon: false };
    },
  };
}

async function findPip(): Promise<string> {
  for (const python of ['python3', 'python']) {
    const pip = await runTool(python, ['-m', 'pip', '--version']);
    if (pip?.code === 0) return python;
    if (pip !== undefined) {
      throw new AdamTrainError(
        'pip is missing; install it (Debian and Ubuntu: apt install python3-pip, elsewhere: python3 -m ensurepip).',
      );
    }
  }
  throw new AdamTrainError(
    'python3 is missing; install Python 3 with pip (Debian and Ubuntu: apt install python3-pip), or give a wheel with --from.',
  );
}

/** The wheel's Python version plays no part: nothing in its library depends on Python. */
async function download(python: string, wheel: string, folder: string): Promise<void> {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--python-version', '3.11'];
  const quiet = ['--progress-bar', 'off', '--disable-pip-version-check', '--no-input'];
  // pip downloads below TMPDIR before it moves the wheel; there its progress can be seen, and a kill leaves nothing.
  const result = await runTool(python, [...args, ...quiet, '--dest', folder, wheel], { TMPDIR: folder });
  if (result?.code !== 0) {
    const reason = result === undefined ? 'it cannot be started' : lastLine(result);
    throw new AdamTrainError(
      `pip could not download ${wheel} (${reason}); check the network, or give a wheel with --from.`,
    );
  }
}
