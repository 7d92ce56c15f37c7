import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { declareFlags } from '../../src/commands/flags.js';
import { declareConfigFlags, newConfigFlags } from '../../src/commands/train/configFlags.js';
import { resolveTrainConfig } from '../../src/config/resolveTrain.js';
import { betasShorthand, type TrainSettingName, trainSettings } from '../../src/config/trainSettings.js';
import type { Setting } from '../../src/settings/setting.js';

function parse(...args: string[]) {
  const command = new Command().exitOverride();
  const given = declareFlags(command, trainSettings, { shorthand: betasShorthand });
  const config = newConfigFlags();
  declareConfigFlags(command, config);
  command.parse(args, { from: 'user' });
  return { given, config, help: command.helpInformation() };
}

const switches = (Object.entries(trainSettings) as [TrainSettingName, Setting<unknown>][]).filter(
  ([, { argument }]) => argument === undefined,
);
const negation = (flag: string) =>
  flag.startsWith('--no-') ? flag.replace('no-', '') : `--no-${flag.slice(2)}`;

describe('every switch can be turned on and off', () => {
  it.each(switches.filter(([key]) => key !== 'noColor'))('%s', (key, { flag, range }) => {
    const on = range.read('') as boolean; // false for --no-bias-correction
    expect(parse(flag).given).toMatchObject({ [key]: { name: flag, value: on } });
    const off = negation(flag);
    expect(parse(off).given).toMatchObject({ [key]: { name: off, value: !on } });
    expect(() => parse(flag, off)).toThrow(`${flag} and ${off} set the same parameter; give one of them.`);
    expect(parse().help).not.toContain(`  ${off}`);
  });

  it('noColor, whose flag is a negation itself', () => {
    expect(parse('--color').given).toEqual({ noColor: { name: '--color', text: '', value: false } });
    expect(resolveTrainConfig(parse('--color').given).config.output.noColor).toBe(false);
  });
});

describe('a flag that is given twice', () => {
  it.each([
    ['--columns', 'columns'],
    ['--ignore-columns', 'ignoreColumns'],
    ['--text-columns', 'textColumns'],
    ['--na-values', 'naValues'],
  ] as const)('%s adds to its list', (flag, key) => {
    const { given } = parse(flag, 'a, b', flag, 'c', flag, 'a');
    expect(given[key]).toEqual({ name: flag, text: 'a, b,c,a', value: ['a', 'b', 'c', 'a'] });
  });

  it.each([
    ['--hidden', '64', '32,16'],
    ['--betas', '0.9,0.99', '0.5,0.9'],
    ['--schedule-milestones', '5', '10'],
  ])('%s stops', (flag, first, second) => {
    expect(() => parse(flag, first, flag, second)).toThrow(
      `${flag} must be given once, got ${first} and ${second}; leave one out.`,
    );
  });

  it.each([
    ['--lr', 'learningRate', 0.5],
    ['--seed', 'seed', 7],
    ['--decimal', 'decimal', ','],
  ] as const)('%s counts the last time', (flag, key, value) => {
    expect(parse(flag, '.', flag, String(value)).given[key]?.value).toBe(value);
  });
});

it('takes dashes alone for a marker of missing values, and no other flag for a value', () => {
  expect(parse('--na-values', '--', '--na-values', '-').given.naValues?.value).toEqual(['--', '-']);
  expect(() => parse('--na-values', '--lr', '1')).toThrow('--na-values must be texts of cells');
});

describe('--config and --print-config', () => {
  it('are no settings', () => {
    const { given, config } = parse('--config', 'c.json', '--print-config');
    expect(given).toEqual({});
    expect(config).toEqual({ path: 'c.json', printConfig: true });
    expect(parse().config).toEqual({ path: undefined, printConfig: false });
  });

  it('stand in the help under a heading of their own', () => {
    expect(parse().help).toMatch(/\nConfig:\n {2}--config <file> [\s\S]*\n {2}--print-config /);
  });

  it('refuse a second file, and a flag in place of one', () => {
    expect(() => parse('--config', 'a', '--config', 'b')).toThrow(
      '--config must name one file, got a and b; leave one out.',
    );
    expect(() => parse('--config', '--lr', '1')).toThrow(
      '--config must name a JSON file, got nothing; add one.',
    );
  });
});
