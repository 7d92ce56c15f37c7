import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { declareFlags } from '../../src/commands/flags.js';
import { printConfig } from '../../src/commands/train/printConfig.js';
import { withConfigFile } from '../../src/commands/train/withConfigFile.js';
import { resolveTrainConfig } from '../../src/config/resolveTrain.js';
import { flatSettings } from '../../src/config/trainConfig.js';
import { betasShorthand, trainSettings } from '../../src/config/trainSettings.js';

const folder = mkdtempSync(join(tmpdir(), 'adam-train-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

let stdout: MockInstance<typeof process.stdout.write>;
let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const said = (stream: typeof stdout) => stream.mock.calls.map(([text]) => String(text)).join('');

function file(content: string | Uint8Array): string {
  const path = join(folder, 'c.json');
  writeFileSync(path, content);
  return path;
}

function flags(...args: string[]) {
  const command = new Command().exitOverride();
  const given = declareFlags(command, trainSettings, { shorthand: betasShorthand });
  command.parse(args, { from: 'user' });
  return given;
}

describe('printConfig', () => {
  it('says where each value came from', () => {
    const path = file('{"learningRate": 0.01, "beta1": 0.5, "hidden": [8]}');
    printConfig(flags('--betas', '0.8,0.9', '--epochs', '5'), path);
    const rows = said(stdout)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/));
    expect(rows[0]).toEqual(['key', 'value', 'from']);
    for (const row of [
      ['learningRate', '0.01', path],
      ['hidden', '[8]', path],
      ['beta1', '0.8', '--betas'],
      ['beta2', '0.9', '--betas'],
      ['epochs', '5', '--epochs'],
      ['seed', '42', 'default'],
      ['name', 'run-001, run-002 …', 'default'],
      ['target', '–', 'only with data'],
    ]) {
      expect(rows).toContainEqual(row);
    }
  });

  it.each([
    ['generated rows', ['--samples', '50', '--lr', '0.1', '--amsgrad', '--name', 'x', '--features', '3']],
    ['a file', ['--data', 'x.csv', '--target', 'y', '--columns', 'a,b', '--delimiter', 'tab', '--no-header']],
  ])('prints with --json what --config reads back, for %s', (_, args) => {
    printConfig(flags(...args, '--json'), undefined);
    const path = file(said(stdout));
    const read = flatSettings(resolveTrainConfig(withConfigFile({}, path)).config);
    const asked = flatSettings(resolveTrainConfig(flags(...args)).config);
    // What is printed is relative to where the program runs, and what is read to the file's folder.
    const paths = { out: join(folder, 'out'), ...(asked.data && { data: join(folder, asked.data) }) };
    expect(read).toEqual({ ...asked, ...paths });
    expect(said(stderr)).toBe('');
  });

  it('says what is left out, unless the file or a flag wants quiet', () => {
    const content = { name: 'run-001', environment: {} };
    printConfig({}, file(JSON.stringify(content)));
    expect(said(stderr)).toMatch(/^name in .* is left out, because the file is another run's\.\n$/);
    stderr.mockClear();
    printConfig({}, file(JSON.stringify({ ...content, quiet: true })));
    expect(said(stderr)).toBe('');
  });
});

describe('withConfigFile', () => {
  it.each([
    ['nowhere.json', 'which is not there; check the path.'],
    ['', 'which is a folder; name the file in it.'],
    ['c.json/deeper', 'which is not there; check the path.'],
    ['nul\0', 'which cannot be read, the system says ERR_INVALID_ARG_VALUE; name another file.'],
  ])('refuses %j', (name, why) => {
    file('{}');
    expect(() => withConfigFile({}, join(folder, name))).toThrow(why);
    expect(() => withConfigFile({}, '')).toThrow(
      '--config must name a JSON file, got "", which is not there;',
    );
  });

  it('refuses what is not UTF-8, and says how to save it', () => {
    const path = file(Buffer.from('\uFEFF{"lr": 1}', 'utf16le'));
    expect(() => withConfigFile({}, path)).toThrow('must be UTF-8 text, got other bytes; save it as UTF-8.');
  });

  it("obeys a file's noColor", () => {
    vi.stubEnv('NO_COLOR', '').stubEnv('FORCE_COLOR', '1');
    withConfigFile({}, file('{"noColor": true}'));
    expect([process.env['NO_COLOR'], process.env['FORCE_COLOR']]).toEqual(['1', undefined]);
    vi.unstubAllEnvs();
  });
});
