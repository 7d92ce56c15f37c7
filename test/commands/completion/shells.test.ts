import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bashScript } from '../../../src/commands/completion/shells/bash.js';
import { fishScript } from '../../../src/commands/completion/shells/fish.js';
import { zshScript } from '../../../src/commands/completion/shells/zsh.js';
import { commandTable } from '../../../src/commands/completion/table.js';
import { program } from '../../../src/commands/program.js';
import { optimizerNames } from '../../../src/optimizers/index.js';
import { complete, isSkipped, shellNames } from './shells.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

const folder = mkdtempSync(join(tmpdir(), 'adam-train-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const name of ['my data.csv', "it's (odd) $1.csv", 'cars.csv']) writeFileSync(join(folder, name), '');
mkdirSync(join(folder, 'out', 'run-001'), { recursive: true });
mkdirSync(join(folder, 'out', 'run-002'));
writeFileSync(join(folder, 'out', 'compare.png'), '');
mkdirSync(join(folder, 'my runs'));

const files = ['cars.csv', "it's (odd) $1.csv", 'my data.csv', 'my runs', 'out'];
const optimizers = [...optimizerNames].sort();
const words = program
  .createHelp()
  .visibleCommands(program)
  .map((command) => command.name())
  .sort();

/** What is typed behind adam-train, with a bar before the word that TAB is pressed in, and what that becomes. */
const cases: [typed: string, words: string[]][] = [
  ['|', words],
  ['|swe', ['sweep']],
  ['|trial', []],
  ['|--vers', ['--version']],
  ['|--opt', ['--optimizer']],
  ['|--learning-r', ['--learning-rate', '--learning-rate-decay']],
  ['--lr 0.1 |--opt', ['--optimizer']],
  ['train |--random', ['--random-state']],
  ['sweep |--opt', ['--optimizer']],
  ['sweep |--dry', ['--dry-run']],
  ['|--dry', []],
  ['sweep |--vers', []],
  ['--optimizer |', optimizers],
  ['--optimizer |ada', optimizers.filter((name) => name.startsWith('ada'))],
  ['|--optimizer=sg', ['--optimizer=sgd']],
  ['sweep --optimizer |adam,sg', ['adam,sgd']],
  ['sweep |--optimizer=adam,sg', ['--optimizer=adam,sgd']],
  ['sweep --amsgrad |--nest', ['--nesterov']],
  ['--batch-size |', ['full']],
  ['--lr |', []],
  ['--name |', []],
  ['--data |', files],
  ['--data |my', ['my data.csv', 'my runs']],
  ['--data |my\\ d', ['my data.csv']],
  ['--data |it', ["it's (odd) $1.csv"]],
  ['|--data=car', ['--data=cars.csv']],
  ['--config |car', ['cars.csv']],
  ['inspect |', files],
  ['export out/run-001 --to |car', ['cars.csv']],
  ['--init-from |out/', ['out/run-001', 'out/run-002']],
  ['plot --to |', ['my runs', 'out']],
  ['resume |', ['my runs', 'out']],
  ['resume |out/', ['out/run-001', 'out/run-002']],
  ['compare out/run-001 |out/', ['out/run-001', 'out/run-002']],
  ['--help |', ['all']],
  ['train -h |', ['all']],
  ['sweep --help |', ['all']],
  ['resume --help |a', ['all']],
  ['train --lr 1 --help |a', ['all']],
  ['train --help |--opt', ['--optimizer']],
  ['compare --help |out/', ['out/run-001', 'out/run-002']],
  ['completion |', ['bash', 'fish', 'man', 'powershell', 'zsh']],
];

describe.each(shellNames)('%s', (shell) => {
  let completed: string[][] | undefined;

  it.skipIf(isSkipped(shell)).each(cases)('adam-train %s', (typed, expected) => {
    const script = scripts[shell](commandTable(program));
    completed ??= complete(
      shell,
      script,
      folder,
      cases.map(([each]) => split(each)),
    );
    expect(completed[cases.findIndex(([each]) => each === typed)]).toEqual(expected);
  });
});

describe.skipIf(isSkipped('zsh'))('zsh', () => {
  it('finds the script in a folder of $fpath, too', () => {
    const own = mkdtempSync(join(tmpdir(), 'adam-train-fpath-'));
    writeFileSync(join(own, '_adam-train'), zshScript(commandTable(program)));
    const found = `fpath=('${own}' $fpath)\ncompinit -u -D\n`;
    const line = { before: ['--optimizer'], word: 'sg' };
    expect(complete('zsh', found, folder, [line, line])).toEqual([['sgd'], ['sgd']]);
    rmSync(own, { recursive: true });
  });
});

function split(typed: string) {
  const [before = '', word = ''] = typed.split('|');
  return { before: before.split(' ').filter((each) => each !== ''), word };
}
