import { existsSync, readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { run, temporaryFolder } from '../e2e/program.js';
import { reportedPeak, reportsPeak } from './peakMemory.js';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Where Linux counts the bytes that a process writes. */
const counts = existsSync('/proc/self/io');
const reportsWritten = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    "import { readFileSync } from 'node:fs'; process.on('exit', () => process.stderr.write('written ' + /wchar: (\\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))[1]));",
  )}`,
};

/**
 * With 24 GB of memory V8 lets some 50 MB of garbage more lie about in a longer run, sometimes; with a small heap it collects
 * them, and a history that is kept would end the process.
 */
const strictHeap = { NODE_OPTIONS: `--max-old-space-size=48 ${reportsPeak.NODE_OPTIONS}` };

const tiny = ['--samples', '40', '--features', '2', '--hidden', '2', '--lr', '0.01', '--backend', 'wasm'];

async function train(epochs: number, args: readonly string[], env: NodeJS.ProcessEnv) {
  const { code, stdout, stderr } = await run(
    folder.path,
    [...tiny, '--epochs', String(epochs), '--json', '--quiet', ...args],
    env,
  );
  expect(code).toBe(0);
  const { milliseconds_per_epoch } = JSON.parse(stdout) as { milliseconds_per_epoch: number };
  return { stderr, perEpoch: milliseconds_per_epoch };
}

it.skipIf(!counts)('writes as much for each checkpoint, however many there were before', async () => {
  const written = async (epochs: number) => {
    const { stderr } = await train(epochs, ['--checkpoint-every', '1'], reportsWritten);
    return Number(/written (\d+)/.exec(stderr)?.[1]);
  };
  const [short, long] = [await written(1000), await written(4000)];
  expect(long).toBeLessThan(4.2 * short);
  expect(long).toBeLessThan(45e6);
});

it('takes no more memory and no longer for an epoch of 300,000 than of 30,000', async () => {
  const short = await train(30_000, ['--name', 'short'], strictHeap);
  const long = await train(300_000, ['--name', 'long'], strictHeap);
  expect(reportedPeak(long.stderr) - reportedPeak(short.stderr)).toBeLessThan(25e6);
  expect(long.perEpoch).toBeLessThan(1.5 * short.perEpoch);
  expect(readFileSync(`${folder.path}/out/long/metrics.csv`, 'latin1').split('\n')).toHaveLength(300_002);
}, 900_000);
