import { execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command. */
export const cliPath = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command in a folder and waits for its end. */
export function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return start(cwd, args, { env: { ...process.env, ...env } }).finished;
}

/** Starts the built command; `onStderr` sees what it says on the way. */
export function start(
  cwd: string,
  args: readonly string[],
  options: SpawnOptions = {},
  onStderr?: (text: string) => void,
) {
  const child = spawn(process.execPath, [cliPath, ...args], { ...options, cwd, stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk;
    onStderr?.(stderr);
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, finished };
}

/** Makes a named pipe, which nobody writes to. */
export function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'adam-train-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function readJson(...parts: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(join(...parts), 'utf8')) as Record<string, unknown>;
}

/** A CSV's rows by column name, as text. */
export function readCsv(...parts: string[]): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(...parts), 'utf8')
    .trimEnd()
    .split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] as string]));
  });
}
