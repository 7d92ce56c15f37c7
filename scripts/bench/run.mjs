// Runs one contestant in a process of its own, and says how long it took or how much memory it had.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MILLISECONDS_ALLOWED = 300_000;

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {(pid: number | undefined) => void} [onStart]
 * @returns {Promise<{stdout: string, stderr: string, milliseconds: number}>} the wall time is from spawn to exit
 * @throws Error with a line of standard error, if the process fails or takes too long
 */
export function run(command, args, onStart) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MILLISECONDS_ALLOWED,
      env: { TF_CPP_MIN_LOG_LEVEL: '2', ...process.env },
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text;
      });
    }
    let milliseconds = 0;
    child.once('exit', () => {
      milliseconds = performance.now() - started;
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve({ ...output, milliseconds });
      else reject(new Error(reason(output.stderr) ?? `ended by ${signal ?? `code ${code}`}`));
    });
    onStart?.(child.pid);
  });
}

/** The line of standard error that says most: a stack trace's message, else the last one. */
function reason(stderr) {
  const lines = stderr.split('\n').filter((text) => text.trim() !== '');
  return lines.findLast((text) => /^\w*Error\b/.test(text)) ?? lines.at(-1);
}

/** The JSON that a contestant prints on standard output. */
export async function runForJson(command, args) {
  return JSON.parse((await run(command, args)).stdout);
}

/** Wall time from process start to exit. */
export async function wallMilliseconds(command, args) {
  return (await run(command, args)).milliseconds;
}

/** The largest resident set a process had, in MB: by GNU time where there is one, else by Linux' /proc. */
export async function peakMegabytes(command, args) {
  if (await hasGnuTime()) {
    const { stderr } = await run(GNU_TIME, ['-f', '%M', command, ...args]);
    return (Number(stderr.trim().split('\n').at(-1)) * 1024) / 1e6;
  }
  let kilobytes = 0;
  let timer;
  try {
    await run(command, args, (pid) => {
      const status = `/proc/${pid}/status`;
      if (!existsSync(status)) return;
      timer = setInterval(() => {
        kilobytes = highWaterMark(status) ?? kilobytes;
      }, 5);
    });
  } finally {
    clearInterval(timer);
  }
  if (kilobytes === 0) throw new Error('the peak RSS cannot be read on this system');
  return (kilobytes * 1024) / 1e6;
}

const GNU_TIME = '/usr/bin/time';

async function hasGnuTime() {
  return run(GNU_TIME, ['-f', '%M', process.execPath, '-e', '0']).then(
    ({ stderr }) => /^\d+\s*$/.test(stderr),
    () => false,
  );
}

/** In kB; a process that is ending has none. */
function highWaterMark(status) {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes);
  } catch {
    return undefined;
  }
}
