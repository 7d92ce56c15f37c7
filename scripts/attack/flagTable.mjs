import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const cliPath = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Sizes of work that a fuzzer has no time for, and values that are too large for it. */
const sizes = [
  '--samples',
  '--n-samples',
  '--features',
  '--n-features',
  '--hidden',
  '--epochs',
  '--steps',
].concat(['--trials', '--repeats']);

/** The flags of a command as its own help lists them: what each takes and which words it names. */
export function flagsOf(command) {
  const { stdout } = spawnSync(process.execPath, [cliPath, command, '--help', 'all'], { encoding: 'utf8' });
  const text = stdout.replace(/\n {10,}/g, ' ');
  const flags = [];
  for (const line of text.split('\n')) {
    const found = /^ {2}(?:-\w, )?(--[\w-]+)(?: <([^>]+)>)?(?: (.*))?$/.exec(
      line.replace(/ +/g, ' ').replace(/^ /, '  '),
    );
    if (found === null || found[1] === '--help' || found[1] === '--version') continue;
    const [, name, argument, help = ''] = found;
    const rule = /\((?:of [^;]*; )?([^;]*?)(;|\))/.exec(help)?.[1] ?? '';
    const words = rule.split(/, | or |: /).filter((word) => /^[a-z][\w-]*$/.test(word));
    const aliases = /also ([^)]*)\)/.exec(help)?.[1]?.split(', ') ?? [];
    for (const flag of [name, ...aliases]) {
      flags.push({
        flag,
        takes: argument !== undefined,
        words,
        isSize: sizes.includes(flag),
        varies: argument === 'values',
      });
    }
  }
  return flags;
}
