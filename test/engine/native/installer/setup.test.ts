import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkDiskSpace,
  installed,
  removeInstallation,
} from '../../../../src/engine/native/installer/installation.js';
import { pipSource } from '../../../../src/engine/native/installer/pipSource.js';
import { findPlatform, type Platform } from '../../../../src/engine/native/installer/platform.js';
import { prebuiltSource } from '../../../../src/engine/native/installer/prebuiltSource.js';
import { setup, type Tools } from '../../../../src/engine/native/installer/setup.js';
import { fileSource, type Reporter, type Source } from '../../../../src/engine/native/installer/source.js';
import { AdamTrainError } from '../../../../src/errors.js';
import { libraryMembers, wheelMembers, writeTar, writeWheel } from './archives.js';

const linux = findPlatform('linux-x64') as Platform;
let folder: string;
let notes: string[];
const reporter: Reporter = {
  stage: (_, work) => work(),
  note: (line) => notes.push(line),
};

/** Tools that compile, strip and test nothing. */
function tools(changes: Partial<Tools> = {}): Tools {
  return {
    build: async (staging) => writeAddon(staging),
    strip: async () => {},
    selfTest: async () => ({ tensorflow: '2.19.1', stepMilliseconds: 1 }),
    ...changes,
  };
}

function writeAddon(staging: string): void {
  mkdirSync(join(staging, 'lib', 'napi-v8'), { recursive: true });
  writeFileSync(join(staging, 'lib', 'napi-v8', 'tfjs_binding.node'), 'addon');
}

const home = () => join(folder, 'home');
const final = () => join(home(), 'tensorflow');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adam-train-setup-'));
  notes = [];
  vi.stubEnv('ADAM_TRAIN_HOME', home());
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function wheel(members = wheelMembers): Promise<string> {
  const path = join(folder, 'tensorflow_cpu-2.19.1-cp311-cp311-manylinux_2_17_x86_64.whl');
  await writeWheel(path, members);
  return path;
}

/** A failing set-up must leave nothing behind, neither the final folder nor a partial one. */
async function expectFailure(
  sources: Source[],
  message: RegExp,
  changes: Partial<Tools> = {},
): Promise<void> {
  const attempt = setup(sources, tools(changes), reporter);
  await expect(attempt).rejects.toThrow(AdamTrainError);
  await expect(attempt).rejects.toThrow(message);
  expect(installed()).toBeUndefined();
  expect(existsSync(home()) ? readdirSync(home()) : []).toEqual([]);
}

describe('a wheel at hand', () => {
  it('is unpacked to the libraries and the headers that are needed, and moved in whole', async () => {
    const result = await setup([fileSource(await wheel())], tools(), reporter);
    expect(result.tensorflow).toBe('2.19.1');
    expect(readdirSync(home())).toEqual(['tensorflow']);
    expect(readdirSync(join(final(), 'deps', 'lib')).sort()).toEqual([
      'libtensorflow_cc.so.2',
      'libtensorflow_framework.so.2',
    ]);
    expect(readFileSync(join(final(), 'deps', 'lib', 'libtensorflow_cc.so.2'), 'utf8')).toBe(
      wheelMembers['tensorflow/libtensorflow_cc.so.2'],
    );
    expect(existsSync(join(final(), 'deps', 'include', 'tensorflow', 'c', 'eager', 'c_api.h'))).toBe(true);
    expect(existsSync(join(final(), 'deps', 'include', 'tensorflow', 'core', 'framework', 'op.h'))).toBe(
      false,
    );
    expect(installed()).toMatchObject({ tensorflow: '2.19.1' });
    expect(notes.at(-1)).toMatch(/^disk: .* free before, .* after; .* holds \d+ MB$/);
    removeInstallation();
    expect(installed()).toBeUndefined();
    expect(readdirSync(home())).toEqual([]);
  });

  it('is refused when a byte of a library is wrong', async () => {
    const path = await wheel();
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('xxxx') + 500] = 'y'.charCodeAt(0);
    writeFileSync(path, bytes);
    await expectFailure([fileSource(path)], /damaged .*checksum/);
  });

  it('is refused when it is cut short', async () => {
    const path = await wheel();
    truncateSync(path, 60_000);
    await expectFailure([fileSource(path)], /is damaged or no archive .*; get it again/);
  });

  it('is refused when it is no archive, is missing, or has no libraries', async () => {
    const text = join(folder, 'notes.tar.gz');
    writeFileSync(text, 'plain text');
    await expectFailure([fileSource(text)], /damaged or no archive/);
    await expectFailure([fileSource(join(folder, 'none.whl'))], /--from must be a file that exists/);
    const { 'tensorflow/libtensorflow_cc.so.2': _, ...others } = wheelMembers;
    await expectFailure([fileSource(await wheel(others))], /must hold TensorFlow's two libraries/);
  });
});

describe('a libtensorflow archive at hand', () => {
  it('is unpacked likewise', async () => {
    const path = join(folder, 'libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz');
    await writeTar(path, join(folder, 'scratch'), libraryMembers);
    await setup([fileSource(path)], tools({ selfTest: async () => ({ stepMilliseconds: 1 }) }), reporter);
    expect(readdirSync(join(final(), 'deps', 'lib')).sort()).toEqual([
      'libtensorflow.so.2.9.1',
      'libtensorflow_framework.so.2.9.1',
    ]);
    expect(existsSync(join(final(), 'LICENSE'))).toBe(false);
    expect(installed()).toMatchObject({ tensorflow: '2.9.1' });
  });

  it('is refused when it is cut short', async () => {
    const path = join(folder, 'libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz');
    const noise = Array.from({ length: 20_000 }, (_, i) => (i * 2654435761) >>> 0).join();
    await writeTar(path, join(folder, 'scratch'), { ...libraryMembers, 'lib/libtensorflow.so.2.9.1': noise });
    truncateSync(path, 30_000);
    await expectFailure([fileSource(path)], /damaged or no archive/);
  });
});

describe('the work after the download', () => {
  it.each<[string, Partial<Tools>]>([
    ['build', { build: () => Promise.reject(new AdamTrainError('the compiler is missing.')) }],
    ['self-test', { selfTest: () => Promise.reject(new AdamTrainError('it computes nonsense.')) }],
  ])('leaves nothing when the %s fails', async (_, changes) => {
    await expectFailure([fileSource(await wheel())], /missing|nonsense/, changes);
  });

  it('names a full disk', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    await expectFailure([fileSource(await wheel())], /the disk is full; free some space/, {
      build: () => Promise.reject(full),
    });
  });

  it('asks for room before it begins', () => {
    expect(() => checkDiskSpace(5e8)).toThrow(/must have 1\.3 GB free .* has 0\.5 GB; free some/);
    expect(() => checkDiskSpace(2e9)).not.toThrow();
  });
});

describe('sources in order', () => {
  const failing: Source = {
    name: 'first',
    fetch: async (staging) => {
      writeFileSync(join(staging, 'rest'), 'of a failure');
      throw new AdamTrainError('no server answers.');
    },
  };

  it('says in one sentence what failed, goes on, and takes nothing of the failed one along', async () => {
    await setup([failing, fileSource(await wheel())], tools(), reporter);
    expect(notes[0]).toBe('source first: no server answers.');
    expect(readdirSync(final()).sort()).toEqual(['deps', 'lib', 'manifest.json']);
  });

  it('ends with the last failure', async () => {
    await expectFailure([failing, failing], /^The native engine could not be set up: no server answers\.$/);
  });
});

describe('a place that cannot be written', () => {
  it.each([
    ['a file above it', () => join(folder, 'file', 'home')],
    ['a file system without folders', () => '/proc/adam-train/home'],
  ])('is named with its cure: %s', async (_, place) => {
    writeFileSync(join(folder, 'file'), '');
    vi.stubEnv('ADAM_TRAIN_HOME', place());
    await expect(setup([], tools(), reporter)).rejects.toThrow(/could not be set up: .*ADAM_TRAIN_HOME/);
  });
});

describe('what killed set-ups leave', () => {
  it('is cleared away, unless the process still runs', async () => {
    mkdirSync(join(home(), 'tensorflow.partial-999999999', 'deps'), { recursive: true });
    mkdirSync(join(home(), `tensorflow.partial-${process.ppid}`), { recursive: true });
    mkdirSync(join(home(), 'other'), { recursive: true });
    await setup([fileSource(await wheel())], tools(), reporter);
    expect(readdirSync(home()).sort()).toEqual(
      ['other', 'tensorflow', `tensorflow.partial-${process.ppid}`].sort(),
    );
  });

  it('is no installation without its manifest', async () => {
    writeAddon(final());
    expect(installed()).toBeUndefined();
    await setup([fileSource(await wheel())], tools(), reporter);
    expect(installed()).toBeDefined();
  });
});

describe('pip', () => {
  /** Puts a python3 on the PATH that is a shell script. */
  function fakePython(script: string): void {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  }

  it('downloads the wheel to the folder it is given, with the arguments that need no Python of that version', async () => {
    const path = await wheel();
    fakePython(
      `echo "$@" >> ${join(folder, 'calls')}\nwhile [ $# -gt 0 ]; do [ "$1" = --dest ] && cp ${path} "$2"; shift; done`,
    );
    await setup([pipSource(linux)], tools(), reporter);
    expect(installed()).toMatchObject({ source: 'pip' });
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(
      /-m pip download --no-deps --only-binary=:all: --python-version 3\.11 .* tensorflow-cpu==2\.19\.1/,
    );
    expect(existsSync(join(final(), 'download'))).toBe(false);
  });

  it('gives pip its own words when it fails', async () => {
    fakePython(
      '[ "$3" = --version ] && exit 0\necho "ERROR: Could not find a version" >&2\necho "notice: upgrade" >&2\nexit 1',
    );
    await expectFailure(
      [pipSource(linux)],
      /pip could not download tensorflow-cpu==2\.19\.1 \(Could not find a version\); /,
    );
  });

  it('is missed in a sentence', async () => {
    fakePython('echo "No module named pip" >&2; exit 1');
    await expectFailure([pipSource(linux)], /pip is missing; install it/);
    vi.stubEnv('PATH', join(folder, 'nothing'));
    await expectFailure([pipSource(linux)], /python3 is missing; install Python 3/);
  });

  it('has no wheel for every system', async () => {
    await expectFailure(
      [pipSource(findPlatform('darwin-x64') as Platform)],
      /no TensorFlow wheel exists for darwin-x64/,
    );
    expect(findPlatform('win32-x64')).toBeUndefined();
  });
});

describe('the prebuilt archives', () => {
  let server: Server;
  let files: Record<string, Buffer>;
  beforeEach(async () => {
    files = {};
    server = createServer((request, response) => {
      const file = files[request.url ?? ''];
      if (file === undefined) response.writeHead(403).end();
      else response.end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('TFJS_NODE_CDN_STORAGE', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterEach(() => server.close());

  it('bring library and addon, so that nothing is compiled', async () => {
    const archive = join(folder, 'a.tar.gz');
    await writeTar(archive, join(folder, 'library'), libraryMembers);
    files['/tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz'] = readFileSync(archive);
    await writeTar(archive, join(folder, 'addon'), { 'napi-v8/tfjs_binding.node': 'prebuilt addon' });
    files['/tf-builds/pre-built-binary/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz'] = readFileSync(archive);
    const build = vi.fn();
    await setup([prebuiltSource(linux)], tools({ build }), reporter);
    expect(build).not.toHaveBeenCalled();
    expect(readFileSync(join(final(), 'lib', 'napi-v8', 'tfjs_binding.node'), 'utf8')).toBe('prebuilt addon');
    expect(installed()).toMatchObject({ source: 'prebuilt' });
  });

  it('are given up in a sentence when the server refuses or is not there', async () => {
    await expectFailure([prebuiltSource(linux)], /could not be downloaded \(the server answers 403\)/);
    server.close();
    await expectFailure([prebuiltSource(linux)], /could not be downloaded \(.*ECONNREFUSED/);
  });
});
