import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Finished, run, temporaryFolder } from '../e2e/program.js';

/** A folder with three runs in its `out`, as they were before each test, and what lists them. */
export function folderOfRuns() {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const out = join(cwd, 'out');
  const pristine = join(cwd, 'pristine');
  afterAll(folder.remove);
  beforeAll(async () => {
    const small = ['--samples', '60', '--features', '3', '--hidden', '4', '--quiet'];
    const train = (...args: string[]) => run(cwd, [...small, ...args]);
    expect((await train('--epochs', '30')).code).toBe(0);
    expect((await train('--epochs', '5', '--lr', '0.01', '--amsgrad', '--val-size', '0.2')).code).toBe(0);
    const wild = ['--epochs', '9', '--optimizer', 'sgd', '--lr', '1e30', '--name', 'wild'];
    expect((await train(...wild)).code).toBe(4);
    cpSync(out, pristine, { recursive: true });
  });
  beforeEach(() => {
    rmSync(out, { recursive: true });
    cpSync(pristine, out, { recursive: true });
  });

  /** `adam-train runs` as a user would type it; what it prints is split into lines, too. */
  async function listed(...args: string[]): Promise<Finished & { lines: string[] }> {
    const finished = await run(cwd, ['runs', ...args]);
    return { ...finished, lines: finished.stdout.trimEnd().split('\n') };
  }
  return {
    cwd,
    out,
    listed,
    asJson: async (...args: string[]) =>
      JSON.parse((await listed('--json', ...args)).stdout) as Record<string, unknown>[],
    /** Copies the first run. */
    copy: (name: string) => {
      const path = join(out, name);
      cpSync(join(out, 'run-001'), path, { recursive: true });
      return path;
    },
  };
}
