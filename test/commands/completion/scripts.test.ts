import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { manPage } from '../../../src/commands/completion/manPage.js';
import { bashScript } from '../../../src/commands/completion/shells/bash.js';
import { fishScript } from '../../../src/commands/completion/shells/fish.js';
import { powershellScript } from '../../../src/commands/completion/shells/powershell.js';
import { zshScript } from '../../../src/commands/completion/shells/zsh.js';
import { commandTable, helpFlag, type TableCommand } from '../../../src/commands/completion/table.js';
import { flagMeanings } from '../../../src/commands/flags.js';
import { program } from '../../../src/commands/program.js';
import { complete, isOnPath, isSkipped, listing } from './shells.js';

const table = commandTable(program);
const shown = program.createHelp().visibleCommands(program);

/** The flags that a script has for a command, read out of it. */
const readers: Record<string, [script: string, flagsOf: (script: string, command: string) => string[]]> = {
  bash: [
    bashScript(table),
    (script, name) =>
      (new RegExp(`^ {4}${name}\\) printf '%s' '(.*)' ;;$`, 'm').exec(script)?.[1] ?? '').split(' '),
  ],
  zsh: [
    zshScript(table),
    (script, name) =>
      matches(
        between(script, `\n_adam-train_${name}() {\n`, '\n}\n'),
        /^ {4}'(?:\([^)]*\))?\*?(-[\w-]*\w)/gm,
      ),
  ],
  fish: [
    fishScript(table),
    (script, name) => {
      const lines = script.split('\n').filter((line) => line.includes(`-n '__adam_train_is ${name}'`));
      return lines.flatMap((line) => [
        ...matches(line.replace(/ -d '.*/, ''), / -l (\S+)/g).map((long) => `--${long}`),
        ...matches(line.replace(/ -d '.*/, ''), / -s (\S+)/g).map((short) => `-${short}`),
      ]);
    },
  ],
  powershell: [
    powershellScript(table),
    (script, name) =>
      matches(between(script, `\n    '${name}' = [ordered]@{\n`, '\n    }\n'), /^ {6}'(-[^']*)' = /gm),
  ],
  man: [
    manPage(program),
    (script, name) => {
      const section = between(
        script,
        `\n.SH "ADAM\\-TRAIN ${name.toUpperCase().replaceAll('-', '\\-')}"\n`,
        '\n.SH',
      );
      const text = section.replaceAll('\\-', '-');
      const same = /\n\.SS "As in train"\n(.*)\./.exec(text)?.[1]?.split(', ') ?? [];
      const named = matches(text, /\\fB(-[^\\]*)\\fR/g);
      return [
        ...named,
        ...same.flatMap((flag) => table[0]?.flags.find(({ names }) => names.includes(flag))?.names ?? []),
      ];
    },
  ],
};

describe.each(Object.entries(readers))('%s', (_, [script, flagsOf]) => {
  it.each(shown.map((command) => [command.name(), command] as const))(
    'has every flag of %s',
    (name, command) => {
      const visible = command.options.filter(({ hidden }) => !hidden);
      // An alias stands out of the help's sight, with its flag's words; so does in a sweep what turns a switch off.
      const isOff = ({ long = '' }) =>
        visible.some(
          (flag) => flag.long === long.replace('--no-', '--') || flag.long?.replace('--no-', '--') === long,
        );
      const said = visible.map(({ description }) => description);
      const aliases = command.options.filter(
        (flag) => flag.hidden && said.includes(flag.description) && !isOff(flag),
      );
      const off = command.options.filter((flag) =>
        said.some((text) => text.split(/[\s,;.]/).includes(flag.long ?? '') && isOff(flag) && flag.hidden),
      );
      const expected = [...visible, ...aliases, ...off].map(({ long }) => long);
      expect(flagsOf(script, name).sort()).toEqual([...expected, '-h', '--help'].sort());
    },
  );

  it('has no hidden command', () => {
    expect(script).not.toMatch(/self\\?-test|trial\\?-worker/);
  });
});

it('knows of every path that it is one', () => {
  const paths = program.commands.flatMap((command) =>
    command.options.flatMap((flag) => {
      const { setting } = flagMeanings.get(flag) ?? {};
      const isPath = setting?.range.words.startsWith('the path of') ?? false;
      return isPath && !flag.hidden ? [{ name: command.name(), flag: flag.long ?? '' }] : [];
    }),
  );
  expect(paths.length).toBeGreaterThan(20);
  const kind = ({ name, flag }: { name: string; flag: string }) =>
    table.find((one) => one.name === name)?.flags.find(({ names }) => names.includes(flag))?.value?.values
      .kind;
  expect(paths.filter((path) => !['file', 'folder'].includes(kind(path) ?? ''))).toEqual([]);
});

it('has no two flags of a command that differ in their letters’ case alone, which PowerShell could not hold', () => {
  for (const { flags } of table) {
    const names = flags.flatMap((flag) => flag.names).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  }
});

describe('a text with all that shells take for their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-quoting-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const text = `it's "so" [a-z] {b,c}: <d> $HOME $(touch e) \`touch f\` 50% \\n \\' ‘g’ #h; i & j | k * ? ~ ! (l) 😀`;
  const value = {
    name: `n: [x] 'y'`,
    isOptional: false,
    values: { kind: 'choice', choices: ['one', 'two'], isList: false },
  } as const;
  const odd: TableCommand[] = [
    {
      name: 'train',
      summary: text,
      isDefault: true,
      flags: [
        { names: ['--odd'], help: text, description: text, value, isRepeated: false, group: `Odd's "group"` },
        helpFlag,
      ],
      epilogue: '',
    },
  ];

  it.skipIf(isSkipped('bash'))('does bash no harm', () => {
    expect(complete('bash', bashScript(odd), folder, [{ before: [], word: '--o' }])).toEqual([['--odd']]);
    expect(['e', 'f'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  });

  it.skipIf(isSkipped('zsh'))('stands in zsh as it is', () => {
    const script = zshScript(odd);
    expect(listing('zsh', script, folder, { before: [], word: '-' })).toContain(`-- ${text}`);
    expect(listing('zsh', script, folder, { before: [], word: '' })).toContain(`-- ${text}`);
    expect(complete('zsh', script, folder, [{ before: ['--odd'], word: '' }])).toEqual([['one', 'two']]);
    expect(['e', 'f'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  });

  it.skipIf(isSkipped('fish'))('stands in fish as it is', () => {
    const script = fishScript(odd);
    expect(listing('fish', script, folder, { before: [], word: '--o' })).toContain(`--odd\t${text}\n`);
    expect(listing('fish', script, folder, { before: [], word: '' })).toContain(`train\t${text}\n`);
    expect(['e', 'f'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  });

  it('stands in PowerShell between quotes that are its own, with what is not ASCII by its numbers', () => {
    const script = powershellScript(odd);
    expect(script).toMatch(/^\p{ASCII}*$/u);
    const whole = script
      .replace(/' \+ \[char\]0x([0-9A-F]{4}) \+ '/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
      .split('\n');
    const written = text.replaceAll("'", "''");
    expect(whole).toContain(`    'train' = ('${written}')`);
    expect(whole).toContain(`      '--odd' = ('${written}'), 'choice one two'`);
  });
});

describe('the manual page', () => {
  const page = manPage(program);

  it('has no macro but those that every man knows, and no byte beyond ASCII', () => {
    const macros = page
      .split('\n')
      .filter((line) => /^[.']/.test(line) && !/^\.(TH|SH|SS|TP|PP|B|I|br|nf|fi|nh)\b/.test(line));
    expect(macros).toEqual([]);
    expect(page).toMatch(/^\p{ASCII}*$/u);
  });

  it('shows the same text as the help', () => {
    const text = page.replace(/\\\[u([0-9A-F]+)\]/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    expect(text.replaceAll('\\-', '-')).toContain('how fast the momentum grows to β1');
  });

  it.skipIf(!isOnPath('groff'))('is read by groff without a warning', () => {
    const { status, stderr } = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-z'], {
      input: page,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});

function between(text: string, begin: string, end: string): string {
  const from = text.indexOf(begin);
  if (from === -1) throw new Error(`There is no ${begin.trim()}.`);
  const start = from + begin.length;
  const to = text.indexOf(end, start);
  return text.slice(start, to === -1 ? undefined : to);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found as string);
}
