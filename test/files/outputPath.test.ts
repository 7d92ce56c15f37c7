import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { writeFile, writeWhole } from '../../src/files/output.js';
import { checkOtherThanData, checkOtherThanRun, checkOutput } from '../../src/files/outputPath.js';
import { makePipe, temporaryFolder } from '../e2e/program.js';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'file.csv');
  writeFileSync(file, 'a,y\n');
});
afterEach(() => folder.remove());

const at = (name: string) => join(folder.path, name);

describe('the output', () => {
  it('is never the data, under whatever name', () => {
    linkSync(file, at('hard.csv'));
    symlinkSync(file, at('soft.csv'));
    symlinkSync(folder.path, at('around'));
    for (const output of [file, at('hard.csv'), at('soft.csv'), join(at('around'), 'file.csv')]) {
      expect(() => checkOtherThanData(output, file), output).toThrow(UsageError);
      expect(() => checkOtherThanData(output, file)).toThrow(
        `--output must not be the file of --data, ${file}, got ${output}; choose another name.`,
      );
      expect(() => checkOtherThanData(file, output)).toThrow(UsageError);
    }
    writeFileSync(at('other.csv'), '');
    checkOtherThanData(at('other.csv'), file);
    checkOtherThanData(at('new.csv'), file);
    checkOtherThanData(at('new.csv'), at('nor-this.csv'));
  });

  it('is no file of the run', () => {
    mkdirSync(at('run'));
    writeFileSync(join(at('run'), 'config.json'), '{}');
    linkSync(join(at('run'), 'config.json'), at('link.json'));
    const files = [join(at('run'), 'config.json'), join(at('run'), 'metrics.csv')];
    expect(() => checkOtherThanRun(at('link.json'), files)).toThrow(
      /^--output must not be a file of the run/,
    );
    checkOtherThanRun(at('new.csv'), files);
  });

  it.each(['file.csv/x', 'file.csv/x/y'])('has no file above it: %s', (name) => {
    for (const check of [() => checkOutput(at(name), false), () => writeWhole(at(name), Buffer.from('x'))]) {
      expect(check).toThrow(AdamTrainError);
      expect(check).toThrow(
        new RegExp(`^\\S+${name} cannot be written: a part of the path is a file\\. .*--output\\.$`),
      );
    }
  });

  it('is refused where a link leads nowhere or in a circle, and where it is no file', () => {
    symlinkSync(at('nowhere'), at('dangling'));
    symlinkSync(at('circle'), at('circle'));
    expect(() => checkOutput(at('dangling'), true)).toThrow(
      /a link that leads nowhere; choose another name\.$/,
    );
    expect(() => checkOutput(at('circle'), true)).toThrow(/^[^\n]*circle cannot be written: [^\n]*\.$/);
    expect(() => checkOutput(folder.path, true)).toThrow(/^--output must be a file, got/);
  });

  it.skipIf(process.platform === 'win32')('is no pipe', () => {
    makePipe(at('pipe'));
    expect(() => checkOutput(at('pipe'), true)).toThrow(/^--output must be a file, got/);
  });
});

describe('a file that is replaced', () => {
  it.each([0o600, 0o640, 0o444, 0o755])('keeps its mode %o', async (mode) => {
    chmodSync(file, mode);
    await writeFile(file, ['new']);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(mode);
    writeWhole(file, Buffer.from('png'));
    expect(statSync(file).mode & 0o777).toBe(mode);
  });

  it('behind a link is written where it is, and the link stays', async () => {
    symlinkSync('file.csv', at('link.csv'));
    checkOutput(at('link.csv'), true);
    await writeFile(at('link.csv'), ['new']);
    expect(lstatSync(at('link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder.path).sort()).toEqual(['file.csv', 'link.csv']);
  });
});
