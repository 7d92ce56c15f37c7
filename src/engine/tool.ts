import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface ToolResult {
  code: number | null;
  /** Both streams, as they came. */
  output: string;
}

/** Runs another program to its end; undefined if there is no such program. */
export function runTool(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ToolResult | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // A pip or compiler left behind would go on writing into a folder that is gone.
    const stop = () => child.kill();
    process.once('exit', stop);
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    );
    child.on('close', (code) => {
      process.off('exit', stop);
      resolve({ code, output });
    });
  });
}

/** The last line that a failed program wrote, without pip's prefix: usually the reason. */
export function lastLine({ output }: ToolResult): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim());
  const line = lines.findLast((text) => /^error:/i.test(text)) ?? lines.findLast((text) => text !== '') ?? '';
  return line.replace(/^error:\s*/i, '').replace(/\.$/, '');
}
