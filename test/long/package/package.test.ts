import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/program.js';
import { installInto, type Packed, packInto, runTool } from './packed.js';

const folder = temporaryFolder();
let packed: Packed;
beforeAll(() => {
  packed = packInto(folder.path);
});
afterAll(folder.remove);

describe('the packed tarball', () => {
  it('is small', () => {
    expect(packed.bytes).toBeLessThanOrEqual(2e6);
  });

  it('has nothing that publint warns of or suggests', () => {
    const said = runTool('publint', 'publint', ['run', packed.path, '--strict'], folder.path);
    expect(said).toContain('All good!');
  });

  it('has types that attw resolves from modules', () => {
    const args = [packed.path, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'json'];
    const said = runTool('@arethetypeswrong/cli', 'attw', args, folder.path); // it throws where attw exits with 1
    expect(JSON.parse(said).analysis).toMatchObject({
      packageName: 'adam-train',
      types: { kind: 'included' },
    });
  });
});

describe('what is installed of it', () => {
  const home = join(folder.path, 'installed');

  it('is at most 45 MB, without tfjs-node and its leftovers', () => {
    installInto(home, packed.path);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
    const bytes = files.reduce((sum, file) => {
      const found = lstatSync(join(home, file));
      return sum + (found.isFile() ? found.size : 0);
    }, 0);
    expect(bytes).toBeLessThanOrEqual(45e6);
    expect(bytes).toBeGreaterThan(packed.bytes); // it is what was looked at
    expect(files.filter((file) => file.includes('tfjs-node'))).toEqual([]);
  });
});
