import { afterAll, describe, expect, it } from 'vitest';
import { program } from '../../src/commands/program.js';
import { trainSettings } from '../../src/config/trainSettings.js';
import type { Setting } from '../../src/settings/setting.js';
import { version } from '../../src/version.js';
import { run, temporaryFolder } from './program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const settings: Setting<unknown>[] = Object.values(trainSettings);
const has = (help: string, { flag }: Setting<unknown>) => new RegExp(`^ {2}${flag}\\b(?!-)`, 'm').test(help);

async function said(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(cwd, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('the short help', () => {
  it.each([
    ['--help', 'adam-train --help all'],
    ['train --help', 'adam-train train --help all'],
  ])('%s has the common flags in under 60 lines, and ends with the way to all', async (line, all) => {
    const help = await said(...line.split(' '));
    expect(help.split('\n').length).toBeLessThan(60);
    expect(help.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`: ${all}$`));
    const shown = settings.filter((setting) => has(help, setting));
    expect(shown).toEqual(settings.filter(({ isCommon }) => isCommon));
    expect(shown.length).toBeGreaterThan(10);
    expect(help).toContain('\n  --config <file> ');
    expect(Math.max(...help.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(82); // an example's own width
  });

  it.each([
    ['sweep', ['--trials', '--metric', '--repeats', '--workers', '--dry-run', '--data', '--lr', '--config']],
    ['explain', ['--function', '--example', '--steps', '--parameter', '--output', '--optimizer', '--lr']],
    ['lr-range', ['--min-lr', '--max-lr', '--steps', '--data', '--optimizer', '--name']],
    ['resume', ['--epochs', '--patience', '--lr', '--data', '--show', '--quiet']],
  ])(
    '%s --help has the common flags in under 60 lines, its examples, and the way to all',
    async (name, flags) => {
      const [help, all] = [await said(name, '--help'), await said(name, '--help', 'all')];
      expect(help.split('\n').length).toBeLessThan(60);
      expect(help.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`: adam-train ${name} --help all$`));
      expect(
        flags.filter((flag) => !help.includes(`\n  ${flag} `) && !help.includes(`\n  ${flag}\n`)),
      ).toEqual([]);
      const lines = help.split('\n').filter((line) => !line.startsWith('  adam-train '));
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
      expect(all.split('\n').length).toBeGreaterThan(60);
      const flagsIn = (text: string) => text.match(/^ {2}(-h, )?--[\w-]+/gm) ?? [];
      expect(flagsIn(all)).toEqual(expect.arrayContaining(flagsIn(help)));
      const examples = (text: string) => text.match(/^ {2}adam-train .*/gm) ?? [];
      expect(examples(help)).toEqual(examples(all));
      expect(await said('help', name, 'all')).toBe(all);
      expect(await said(name, '-h', 'all')).toBe(all);
    },
  );

  it('is the whole help where that is short', async () => {
    const names = program
      .createHelp()
      .visibleCommands(program)
      .map((command) => command.name());
    for (const name of names) expect((await said(name, '--help')).split('\n').length, name).toBeLessThan(60);
  });

  it('lists every command', async () => {
    const help = await said('--help');
    for (const name of ['train', 'sweep', 'explain', 'doctor']) expect(help).toMatch(`\n  ${name} `);
    expect(help).not.toContain('trial-worker');
  });
});

describe('the whole help', () => {
  it.each([
    '--help all',
    '-h all',
    'help all',
    'train --help all',
    'train -h all',
    'help train all',
    '--lr 1 --help all',
  ])('%s has every flag, with groups, defaults, ranges and examples', async (line) => {
    const help = await said(...line.split(' '));
    expect(settings.filter((setting) => !has(help, setting))).toEqual([]);
    for (const group of ['Data', 'Model', 'Training', 'Optimizer', 'Schedule', 'Engine', 'Output']) {
      expect(help).toContain(`\n${group}:\n`);
    }
    expect(help).toContain('\nExit codes:\n');
    expect(help).toMatch(/--beta1 <number> [\s\S]{1,200}in\s+\[0,\s+1\);\s+default 0\.9\)/);
    expect(help).toContain('--learning-rate');
    expect(help.split('\nExamples:\n')[1]?.match(/^ {2}adam-train/gm)).toHaveLength(5);
    expect(help.includes('\nCommands:\n')).toBe(!/train|lr/.test(line));
  });

  it('is the only one that other commands have', async () => {
    expect(await said('compare', '--help', 'all')).toBe(await said('help', 'compare'));
  });
});

describe('--version', () => {
  it('is no error', async () => {
    expect(await said('--version')).toBe(`${version}\n`);
    expect(await said('-V')).toBe(`${version}\n`);
  });

  it.each([
    ['--version', '--json'],
    ['--json', '-V'],
  ])('%s %s is JSON', async (...args) => {
    expect(JSON.parse(await said(...args))).toEqual({
      name: 'adam-train',
      version,
      node: process.version,
      platform: process.platform,
      arch: process.arch,
      engines: { wasm: true, cpu: true, tensorflow: expect.any(Boolean) },
    });
  });

  it('knows where TensorFlow is not set up', async () => {
    const { stdout } = await run(cwd, ['--version', '--json'], { ADAM_TRAIN_HOME: cwd });
    expect(JSON.parse(stdout)).toMatchObject({ engines: { tensorflow: false } });
  });
});
