import { afterAll, expect, it } from 'vitest';
import { describeNative, itFollowsGoldenRunsByCommand } from '../e2e/nativeEngine.js';
import { readJson, run, temporaryFolder } from '../e2e/program.js';
import { goldenRuns } from '../goldens.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

describeNative("PyTorch's losses at every epoch, on tensorflow", () => {
  const short = ['mini-batch', 'small-informative'];
  itFollowsGoldenRunsByCommand(
    cwd,
    'tensorflow',
    goldenRuns.filter(({ name }) => short.includes(name)),
  );
});

describeNative('the native engine', () => {
  it('passes its self-test', async () => {
    const { code, stdout, stderr } = await run(cwd, ['self-test', '--backend', 'tensorflow']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tensorflow: expect.stringMatching(/^2\.\d+\.\d+/) });
  });

  it('is ready for doctor', async () => {
    const { code, stdout } = await run(cwd, ['doctor']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/engine tensorflow +ready, TensorFlow 2\./);
  });

  it('is silent, and speaks with --verbose', async () => {
    const quick = ['--samples', '60', '--epochs', '2', '--hidden', '4', '--backend', 'tensorflow'];
    const silent = await run(cwd, [...quick, '--quiet']);
    expect(silent.stderr).toBe('');
    const verbose = await run(cwd, [...quick, '--quiet', '--verbose']);
    expect(verbose.stderr).toContain('tensorflow/core'); // the rest depends on the processor
    expect(readJson(cwd, 'out', 'run-001', 'summary.json')['backend']).toBe('tensorflow');
  });
});
