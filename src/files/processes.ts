import { readFileSync } from 'node:fs';

/**
 * Whether a process of this number runs on this machine. One that has ended keeps its number until its parent asks for its end, which the
 * first process of a container may never do.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  const [state = ''] = statOf(pid);
  return state !== 'Z' && state !== 'X';
}

/** Clock ticks from the system's start to the process's; undefined where there is no Linux to tell it. */
export function startOf(pid: number): string | undefined {
  return statOf(pid)[19];
}

/** Linux' /proc/PID/stat from its third field on: the state, and so on. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
