import { existsSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LiveEnd, LiveEpochs } from '../../../src/pages/liveData.js';
import { readCsv, run, start, temporaryFolder } from '../../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
const quick = ['--samples', '200', '--hidden', '8'];
const endless = [...quick, '--epochs', '5000000'];

/** What a page has heard when its stream has ended. */
interface Heard {
  epochs: LiveEpochs[];
  end: LiveEnd | undefined;
}

/** Listens until the stream ends, however it ends. */
function listen(address: string): { heard: Promise<Heard>; hasEpochs: Promise<void> } {
  let said = '';
  let tell = () => {};
  const hasEpochs = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const heard = new Promise<Heard>((resolve) => {
    const done = () => {
      const events = said
        .split('\n\n')
        .slice(0, -1)
        .map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [])
        .map(([, name, data = 'null']) => [name, JSON.parse(data)] as const);
      const of = (wanted: string) => events.filter(([name]) => name === wanted).map(([, data]) => data);
      resolve({ epochs: of('epochs') as LiveEpochs[], end: of('end')[0] as LiveEnd | undefined });
    };
    get(`${address}events`, (answer) => {
      answer.setEncoding('utf8').on('data', (piece) => {
        said += piece;
        if (said.includes('event: epochs')) tell();
      });
      answer.on('close', done).on('error', done);
    }).on('error', done);
  });
  return { heard, hasEpochs };
}

/** Starts the command, and gives the address that it says. */
async function begin(args: readonly string[]) {
  let say: (address: string) => void;
  const address = new Promise<string>((resolve) => {
    say = resolve;
  });
  const started = start(cwd, args, {}, (stderr) => {
    const [found] = /http:\/\/\S+/.exec(stderr) ?? [];
    if (found !== undefined) say(found);
  });
  return { ...started, address: await address };
}

describe('--live', () => {
  it('serves the page while the run trains, and ends with the results of a run that is interrupted', async () => {
    const { child, finished, address } = await begin([
      ...endless,
      '--live',
      '--quiet',
      '--json',
      '--name',
      'long',
    ]);
    const { heard, hasEpochs } = listen(address);
    const page = await new Promise<string>((resolve) => {
      get(address, async (answer) => resolve((await answer.setEncoding('utf8').toArray()).join('')));
    });
    expect(page).toContain('<h1>long</h1>');
    expect(page).toContain("connect-src 'self'");
    expect(page.match(/https?:\/\//g)).toBeNull();
    await hasEpochs;
    const late = listen(address);
    await late.hasEpochs;
    child.kill('SIGINT');
    const { code, stdout, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr.trim().split('\n')).toEqual([`The run is shown at ${address}`]);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'interrupted' });
    for (const { epochs, end } of [await heard, await late.heard]) {
      expect(epochs[0]?.from).toBe(0);
      expect(epochs[0]?.said).toMatch(/^Training: epoch [\d,]+ of 5,000,000, about /);
      expect([...(epochs[0]?.epochs ?? []), ...(epochs[0]?.latest ?? [])][0]?.[0]).toBe(1);
      expect(end?.said).toBe('The run has ended; this page shows what came of it.');
      const written = readFileSync(join(cwd, 'out', 'long', 'report.html'), 'utf8');
      expect(written).toContain(`<main>\n${end?.results?.body}\n</main>`);
      const [, data = ''] = /id="data">([^<]*)</.exec(written) ?? [];
      expect(end?.results?.data).toEqual(JSON.parse(data));
    }
  });

  it('goes on with the curve of the run that it resumes', async () => {
    const { child, finished, address } = await begin([
      'resume',
      'out/long',
      '--live',
      '--checkpoint-every',
      '100',
    ]);
    const { heard, hasEpochs } = listen(address);
    await hasEpochs;
    child.kill('SIGTERM');
    expect((await finished).code).toBe(143);
    const { epochs, end } = await heard;
    expect(epochs[0]?.epochs[0]?.slice(0, 2)).toEqual([1, expect.any(Number)]);
    expect(end?.results).toBeDefined();
  });

  it('trains the same numbers, keeps to --no-report, and is off when the run goes on without it', async () => {
    const flags = [...quick, '--epochs', '20', '--no-report'];
    const { finished } = await begin([...flags, '--live', '--name', 'shown']);
    const shown = await finished;
    expect(shown.code).toBe(0);
    await run(cwd, [...flags, '--quiet', '--name', 'plain']);
    const losses = (name: string) =>
      readCsv(cwd, 'out', name, 'metrics.csv').map(({ train_loss, test_loss }) => [train_loss, test_loss]);
    expect(losses('shown')).toEqual(losses('plain'));
    expect(existsSync(join(cwd, 'out', 'shown', 'report.html'))).toBe(false);
    const resumed = await run(cwd, ['resume', 'out/shown', '--epochs', '30']);
    expect(resumed.stderr).not.toContain('http');
  });

  it('tells the page of a run that fails, and never holds up the end of one that is stopped at once', async () => {
    const { child, finished, address } = await begin([...endless, '--live', '--name', 'gone']);
    const { heard, hasEpochs } = listen(address);
    await hasEpochs;
    // Its folder is no longer a run's, and so nothing can be written there.
    rmSync(join(cwd, 'out', 'gone', 'config.json'));
    child.kill('SIGINT');
    const failed = await finished;
    expect(failed.code).toBe(1);
    const { end } = await heard;
    expect(end?.said).toMatch(/^The run has failed: .*config\.json must stay while a run works beside it/);
    expect(end?.results).toBeUndefined();

    const other = await begin([...endless, '--live', '--name', 'killed']);
    const { heard: last, hasEpochs: begun } = listen(other.address);
    await begun;
    const started = performance.now();
    other.child.kill('SIGINT');
    other.child.kill('SIGTERM');
    await other.finished;
    expect(performance.now() - started).toBeLessThan(30_000);
    await last;
  });

  it('is of a run alone', async () => {
    const swept = await run(cwd, ['sweep', ...quick, '--lr', '0.1,0.01', '--live']);
    expect(swept.code).toBe(2);
    expect(swept.stderr).toContain("unknown option '--live'");
    expect((await run(cwd, ['lr-range', '--live'])).code).toBe(2);
  });
});
