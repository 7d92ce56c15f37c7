import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFile, writeAtomically } from '../../src/files/atomicFile.js';
import { sweepLeftOvers } from '../../src/files/leftOvers.js';
import { temporaryFolder } from '../e2e/program.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const at = (name: string) => join(folder.path, name);
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;
/** The name that this process gave a temporary file, as another process would have. */
function nameOf(pid: number): string {
  const file = new TemporaryFile(at('x'));
  const [name = ''] = readdirSync(folder.path);
  file.remove();
  return name.replace(`-${process.pid}-`, `-${pid}-`);
}

describe('a temporary file', () => {
  it('has a name that nobody can guess, and leaves what stands under a guessed one alone', () => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync(at('victim'), at(`x.${process.pid}.tmp`));
    const names = [1, 2, 3].map(() => nameOf(process.pid));
    expect(new Set(names).size).toBe(3);
    writeAtomically(at('x'), 'new');
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
    expect(readFileSync(at('x'), 'utf8')).toBe('new');
  });

  it('replaces a link and not what it leads to', () => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync(at('victim'), at('x'));
    writeAtomically(at('x'), 'new');
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
    expect(readFileSync(at('x'), 'utf8')).toBe('new');
  });

  it('may stand for a file whose own name is as long as names can be', () => {
    writeAtomically(at('n'.repeat(255)), 'x');
    expect(readdirSync(folder.path)).toEqual(['n'.repeat(255)]);
  });
});

describe('what killed processes left', () => {
  it('is taken away, and nothing else', () => {
    const left = [nameOf(deadPid()), `pred.csv.${deadPid()}.tmp`];
    const kept = [
      nameOf(process.ppid),
      nameOf(deadPid()).replace(/-[0-9a-f]{8}-/, '-00000000-'), // another machine's
      `pred.csv.${process.pid}.tmp`,
      `other.csv.${deadPid()}.tmp`,
      'pred.csv.tmp',
      '.adam-train.tmp',
    ];
    for (const name of [...left, ...kept]) writeFileSync(at(name), '');
    sweepLeftOvers(folder.path, ['pred.csv']);
    expect(readdirSync(folder.path).sort()).toEqual(kept.sort());
    sweepLeftOvers(at('none'), []); // no error
  });
});
