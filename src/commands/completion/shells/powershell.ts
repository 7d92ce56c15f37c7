import { type TableCommand, type TableFlag, type Values, versionFlag } from '../table.js';

/** The script for PowerShell, from 5.1 on. A list's comma parts arguments there, so its words are completed one by one. */
export function powershellScript(table: readonly TableCommand[]): string {
  const usual = table.find(({ isDefault }) => isDefault)?.name ?? '';
  const behind = table.flatMap(({ name, argument }) =>
    argument === undefined ? [] : [`    ${quoted(name)} = ${quoted(saidOf(argument.values))}`],
  );
  return `# Completion of adam-train for PowerShell, as adam-train completion powershell prints it.

Register-ArgumentCompleter -Native -CommandName adam-train -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  $commands = [ordered]@{
${table.map(({ name, summary }) => `    ${quoted(name)} = ${quoted(summary)}`).join('\n')}
  }
  # Each command's flags: what they are, and what stands behind them.
  $flags = @{
${table.map(commandEntry).join('\n')}
  }
  # What stands behind a command.
  $arguments = @{
${behind.join('\n')}
  }

  $words = @($commandAst.CommandElements |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { $_.Extent.Text })
  $isFirst = $words.Count -le 1
  $command = ${quoted(usual)}
  if (-not $isFirst -and $commands.Contains($words[1])) { $command = $words[1] }
  $typed = "$wordToComplete"
  $started = ''
  $flag = ''
  if (-not $isFirst) { $flag = $words[-1] }
  if ($typed -match '^(--[^=]+)=(.*)$') {
    $flag = $Matches[1]
    $started = "$flag="
    $typed = $Matches[2]
  }

  $values = ''
  if ($flags[$command].Contains($flag)) { $values = $flags[$command][$flag][1] }
  if ($values.StartsWith('optional ')) {
    # Behind a switch that may have a value stands a flag or the value.
    if ($typed.StartsWith('-')) { $values = '' } else { $values = $values.Substring('optional '.Length) }
  }
  $offered = [ordered]@{}
  if ($values -eq '') {
    if ($isFirst -and -not $typed.StartsWith('-')) {
      $offered = $commands
    } elseif ($arguments.Contains($command) -and -not $typed.StartsWith('-')) {
      $values = $arguments[$command]
    } else {
      foreach ($name in $flags[$command].Keys) { $offered[$name] = $flags[$command][$name][0] }
      if ($isFirst) {
${versionFlag.names.map((name) => `        $offered[${quoted(name)}] = ${quoted(versionFlag.help)}`).join('\n')}
      }
    }
  }

  if ($values -eq 'file' -or $values -eq 'folder') {
    [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed) |
      Where-Object { $values -eq 'file' -or $_.ResultType -eq 'ProviderContainer' } |
      ForEach-Object {
        [System.Management.Automation.CompletionResult]::new(
          $started + $_.CompletionText, $_.ListItemText, $_.ResultType, $_.ToolTip)
      }
    return
  }
  if ($values.StartsWith('choice ')) {
    foreach ($word in $values.Substring('choice '.Length).Split(' ')) { $offered[$word] = $word }
  }
  foreach ($word in $offered.Keys) {
    if ($word.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) {
      [System.Management.Automation.CompletionResult]::new(
        $started + $word, $word, 'ParameterValue', $offered[$word])
    }
  }
}
`;
}

function commandEntry({ name, flags }: TableCommand): string {
  return `    ${quoted(name)} = [ordered]@{
${flags.flatMap(flagEntries).join('\n')}
    }`;
}

function flagEntries(flag: TableFlag): string[] {
  const { names, value } = flag;
  const values = value === undefined ? '' : `${value.isOptional ? 'optional ' : ''}${saidOf(value.values)}`;
  return names.map((name) => `      ${quoted(name)} = ${quoted(flag.help)}, ${quoted(values)}`);
}

function saidOf(values: Values): string {
  return values.kind === 'choice' ? `choice ${values.choices.join(' ')}` : values.kind;
}

/**
 * A text of PowerShell's, in whose quotes a quote is doubled. What is beyond ASCII stands there by its numbers: Windows reads a
 * program's output by an older table of characters, in which its bytes may be quotes.
 */
function quoted(text: string): string {
  const literal = `'${text.replaceAll("'", "''")}'`;
  const ascii = literal.replace(/\P{ASCII}/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => {
      const code = character.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
      return `' + [char]0x${code} + '`;
    }).join(''),
  );
  return ascii === literal ? literal : `(${ascii})`;
}
