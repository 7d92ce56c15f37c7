import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliPath, readCsv, readJson, run, start, temporaryFolder } from '../e2e/program.js';
import { expectReadable, timeless } from '../e2e/recovery.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const job = [
  '--samples',
  '80',
  '--features',
  '3',
  '--hidden',
  '6',
  '--batch-size',
  '16',
  '--backend',
  'wasm',
];
const out = (name: string) => join(cwd, 'out', name);

/** Starts a run and sends it signals, the first once so many epochs are recorded, the others once it has answered. */
async function interrupt(args: readonly string[], epoch: number, signals: NodeJS.Signals[]) {
  const name = args[args.indexOf('--name') + 1] as string;
  const left = [...signals];
  const { child, finished } = start(cwd, args, {}, (stderr) => {
    if (stderr.includes('Interrupted: ending') && left.length > 0) child.kill(left.shift());
  });
  const metrics = join(out(name), 'metrics.csv');
  while (!existsSync(metrics) || readCsv(metrics).length < epoch) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (child.exitCode !== null) throw new Error(`ended too early: ${(await finished).stderr}`);
  }
  child.kill(left.shift());
  return finished;
}

describe('an interrupted run', () => {
  it('equals one that was not, once it is resumed; extended too', async () => {
    const stopped = await interrupt([...job, '--epochs', '5000', '--name', 'a'], 3, ['SIGINT']);
    expect(stopped.code).toBe(130);
    const done = readJson(out('a'), 'summary.json')['epochs'] as number;
    expect(done).toBeLessThan(5000);
    expect(existsSync(join(out('a'), 'lock'))).toBe(false);

    const epochs = String(done + 10);
    const resumed = await run(cwd, ['resume', join('out', 'a'), '--epochs', epochs]);
    expect(resumed.stderr).toContain(`Going on after epoch ${done}.`);
    expect(resumed.code).toBe(0);
    expect((await run(cwd, [...job, '--epochs', epochs, '--name', 'whole'])).code).toBe(0);
    expect(timeless(out('a'))).toEqual(timeless(out('whole')));
    expect(readJson(out('a'), 'config.json')['epochs']).toBe(done + 10);
  });

  it('ends at once at the second signal, and nothing is corrupt', async () => {
    // Epochs of some seconds: the first signal's end of the epoch is far off.
    const large = ['--samples', '40000', '--hidden', '256,256', '--batch-size', '32', '--backend', 'wasm'];
    const { child, finished } = start(cwd, [...large, '--epochs', '50', '--name', 'b'], {}, (stderr) => {
      if (stderr.includes('Interrupted: ending')) child.kill('SIGINT');
    });
    while (!existsSync(join(out('b'), 'metrics.csv'))) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toContain('once more to end at once.');
    expect(stderr).not.toContain('go on with');
    expect(expectReadable(out('b'))).toBe(0);
    expect(existsSync(join(out('b'), 'lock'))).toBe(false);
    expect(existsSync(join(out('b'), 'summary.json'))).toBe(false);
  });
});

describe('a finished run', () => {
  beforeAll(async () => {
    await run(cwd, [...job, '--epochs', '4', '--name', 'short']);
  });

  it('says so and is left as it is', async () => {
    const before = readFileSync(join(out('short'), 'summary.json'), 'utf8');
    const { code, stdout } = await run(cwd, ['resume', 'out/short']);
    expect(code).toBe(0);
    expect(stdout).toBe('out/short is finished: 4 epochs are done. Raise --epochs to go on.\n');
    expect(readFileSync(join(out('short'), 'summary.json'), 'utf8')).toBe(before);
    expect(existsSync(join(out('short'), 'lock'))).toBe(false);
  });

  it('is not cut shorter', async () => {
    const { code, stderr } = await run(cwd, ['resume', 'out/short', '--epochs', '3']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --epochs must be at least the 4 that are done, got 3; [^\n]*\n$/);
  });

  it('that lost its results draws them again, from its checkpoint', async () => {
    await run(cwd, [...job, '--epochs', '4', '--name', 'same']);
    // As if it had been killed after the last checkpoint, while it appended to metrics.csv.
    spawnSync('rm', ['summary.json', 'predictions.csv', 'loss.png'], { cwd: out('same') });
    appendFileSync(join(out('same'), 'metrics.csv'), '5,1.2');
    expect((await run(cwd, ['resume', 'out/same'])).code).toBe(0);
    expect(timeless(out('same'))).toEqual(timeless(out('short')));
  });
});

describe('a folder in use', () => {
  it('is neither resumed nor replaced, and the run in it goes on', async () => {
    const long = start(cwd, [...job, '--epochs', '100000', '--name', 'busy']);
    while (!existsSync(join(out('busy'), 'checkpoints')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    const sentence = new RegExp(
      `^error: out/busy must be free, and process ${long.child.pid} works in it; .*\\.\n$`,
    );
    const [resumed, replaced] = await Promise.all([
      run(cwd, ['resume', 'out/busy']),
      run(cwd, [...job, '--name', 'busy', '--force', '--quiet']),
    ]);
    for (const { code, stderr } of [resumed, replaced]) {
      expect(stderr).toMatch(sentence);
      expect(code).toBe(2);
    }
    expect(long.child.exitCode).toBeNull();
    long.child.kill('SIGTERM');
    expect((await long.finished).code).toBe(143);
    expect(expectReadable(out('busy'))).toBe(readCsv(out('busy'), 'metrics.csv').length);
  });
});

describe('what cannot be resumed', () => {
  it('is a folder that is no run', async () => {
    const { code, stderr } = await run(cwd, ['resume', 'out']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: The run folder must be one that adam-train made, got out, [^\n]*\n$/);
  });

  it('is a run that diverged', async () => {
    expect((await run(cwd, [...job, '--lr', '1e30', '--name', 'wild'])).code).toBe(4);
    const { code, stderr } = await run(cwd, ['resume', 'out/wild']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: A run to go on with must be sound, and out\/wild diverged in epoch 1; /);
  });

  it('is a run with a damaged checkpoint', async () => {
    await run(cwd, [...job, '--epochs', '3', '--name', 'broken']);
    const last = join(out('broken'), 'checkpoints', 'last.safetensors');
    writeFileSync(last, readFileSync(last).subarray(0, 500));
    const { code, stderr } = await run(cwd, ['resume', 'out/broken', '--epochs', '5']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: \S+last\.safetensors is damaged or [^\n]*\n$/);
  });
});

describe('on a CSV file', () => {
  const csv = Array.from({ length: 60 }, (_, i) => `${i % 7},${(i * i) % 11},${3 * (i % 7) + i / 50}\n`).join(
    '',
  );
  const csvJob = ['--target', 'y', '--hidden', '4', '--backend', 'wasm', '--epochs', '3'];

  it('a changed file is refused', async () => {
    writeFileSync(join(cwd, 'rows.csv'), `a,b,y\n${csv}`);
    expect((await run(cwd, ['--data', 'rows.csv', ...csvJob, '--name', 'file'])).code).toBe(0);
    appendFileSync(join(cwd, 'rows.csv'), '1,2,3\n');
    const before = readFileSync(join(out('file'), 'config.json'), 'utf8');
    const { code, stderr } = await run(cwd, ['resume', 'out/file', '--epochs', '5', '--quiet']);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^error: rows\.csv must be the file that the run began with, and its content has changed; /,
    );
    expect(readFileSync(join(out('file'), 'config.json'), 'utf8')).toBe(before);
    expect(existsSync(join(out('file'), 'summary.json'))).toBe(true);
  });

  it('standard input is kept, and found after the folder has moved', async () => {
    const piped = (name: string, epochs: string) =>
      spawnSync(process.execPath, [cliPath, '--data', '-', ...csvJob, '--name', name, '--epochs', epochs], {
        cwd,
        input: `a,b,y\n${csv}`,
      }).status;
    expect(piped('piped', '3')).toBe(0);
    renameSync(out('piped'), out('moved'));
    const resumed = await run(cwd, ['resume', 'out/moved', '--epochs', '6']);
    expect(resumed.stderr).not.toContain('error');
    expect(resumed.code).toBe(0);
    expect(piped('whole-pipe', '6')).toBe(0);
    expect(timeless(out('moved'))).toEqual(timeless(out('whole-pipe')));
  });
});
