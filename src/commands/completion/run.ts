import type { Command } from 'commander';
import { print } from '../../console/print.js';
import { checkArgument } from '../../settings/arguments.js';
import { oneOf } from '../../settings/range.js';
import { type Format, formats } from './formats.js';
import { manPage } from './manPage.js';
import { bashScript } from './shells/bash.js';
import { fishScript } from './shells/fish.js';
import { powershellScript } from './shells/powershell.js';
import { zshScript } from './shells/zsh.js';
import { commandTable } from './table.js';

/**
 * `adam-train completion`: prints a shell's script, or the manual page.
 *
 * @throws UsageError for another shell
 */
export function completion(format: string, program: Command): void {
  checkArgument('The shell', format, oneOf(formats));
  print(
    process.stdout,
    ...written(format as Format, program)
      .trimEnd()
      .split('\n'),
  );
}

function written(format: Format, program: Command): string {
  if (format === 'man') return manPage(program);
  const shells = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };
  return shells[format](commandTable(program));
}
