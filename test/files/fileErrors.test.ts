import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/errors.js';
import { onPath, type Place, unforeseen } from '../../src/files/fileErrors.js';
import { onReading } from '../../src/run/damage.js';
import { thrown } from '../thrown.js';
import { standIn } from './onOtherSystems.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'adam-train-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const codes = [
  ...[
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOSPC',
    'EDQUOT',
    'EFBIG',
    'ENOENT',
    'ENOTDIR',
    'EISDIR',
    'EEXIST',
    'ENOTEMPTY',
  ],
  ...[
    'ENAMETOOLONG',
    'ELOOP',
    'EBUSY',
    'ETXTBSY',
    'EMFILE',
    'ENFILE',
    'EIO',
    'ENXIO',
    'ENODEV',
    'ESTALE',
    'ENOTSUP',
  ],
  ...['EXDEV', 'EMLINK', 'ENOMEM', 'EAGAIN', 'EWHATEVER'],
];

const systemError = (code: string) =>
  Object.assign(new Error(`${code}: so it is, open 'x'`), { code, syscall: 'open', errno: -1 });

it('says on Windows that another program may have the file open', () => {
  const message = () =>
    thrown(() =>
      onPath('out/loss.png', () => {
        throw systemError('EPERM');
      }),
    ).message;
  expect(message()).toMatch(/: permission is denied\. /);
  standIn('win32');
  expect(message()).toMatch(/: permission is denied, or another program has it open\. /);
});

describe.each(codes)('the system says %s', (code) => {
  const fail = () => {
    throw systemError(code);
  };

  it.each<[Place, string]>([
    ['--out', '--out'],
    ['--to', '--to'],
    ['--output', '--output'],
  ])('in writing where %s says', (place, flag) => {
    const { message, exitCode } = thrown(() => onPath('place/file', fail, place));
    expect(message).toMatch(/^place\/file cannot be written: [^.]+\. [A-Z][^.]+\.$/);
    if (!/shorter|Close/.test(message)) expect(message).toContain(`with ${flag}.`);
    expect(exitCode).toBe(exitCodes.internal);
  });

  it('in writing into the folder of an earlier run, which no flag moves', () => {
    const { message } = thrown(() => onPath('run/file', fail, 'an earlier run'));
    expect(message).toMatch(/^run\/file cannot be written: [^.]+\. [A-Z][^.]+\.$/);
    expect(message).not.toContain('--');
  });

  it('in reading, and anywhere else', () => {
    expect(thrown(() => onReading('run/file', fail)).message).toMatch(
      /^run\/file (is missing|cannot be read)[^.]*\.$/,
    );
    const { message, exitCode } = unforeseen(systemError(code)) ?? {};
    expect(message).toMatch(/^The system refuses to open: [^.]+\. Mend that, .+\.$/);
    expect(exitCode).toBe(exitCodes.internal);
    if (code !== 'EWHATEVER') expect(message).not.toContain(code);
  });
});

describe('what nobody met on the way', () => {
  it('is a sentence with its path where the system refused', () => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync('circle', join(root, 'circle'));
    mkdirSync(join(root, 'full', 'folder'), { recursive: true });
    for (const work of [
      () => readFileSync(join(root, 'file', 'x')),
      () => readFileSync(join(root, 'circle')),
      () => readFileSync(join(root, 'full')),
      () => rmdirSync(join(root, 'full')),
      () => readdirSync(join(root, 'file')),
      () => readFileSync(join(root, 'n'.repeat(300))),
    ]) {
      let error: unknown;
      try {
        work();
      } catch (caught) {
        error = caught;
      }
      expect(unforeseen(error)?.message).toMatch(
        /^(\S+ cannot be used|The system refuses to read): [a-z ]+\. Mend that, /,
      );
    }
  });

  it('is the fault of the program otherwise', () => {
    for (const error of [new TypeError('x'), new RangeError('y'), 'text', undefined, null]) {
      expect(unforeseen(error)).toBeUndefined();
    }
    expect(unforeseen(Object.assign(new Error('z'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined();
  });
});
