/**
 * The process writes its peak memory to standard error as it ends. Linux hands getrusage's maximum on from the process that
 * starts another, here the test runner's, so the kernel's own count of the new process is read where there is one.
 */
const report = `
  import { readFileSync } from 'node:fs';
  process.on('exit', () => {
    let peak = process.resourceUsage().maxRSS;
    try {
      peak = /VmHWM:\\s*(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    } catch {}
    process.stderr.write('peak ' + peak);
  });`;

/** The environment of a process that is to report its peak memory. */
export const reportsPeak = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(report)}` };

/** The peak memory, in bytes, that a process reported; NaN if it did not. */
export function reportedPeak(stderr: string): number {
  return 1024 * Number(/peak (\d+)/.exec(stderr)?.[1]);
}
