import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageData } from '../../../src/pages/pageData.js';
import { commandsOf } from '../../commands/sweepPages.js';
import { root } from '../../docs/pages.js';
import { run, temporaryFolder } from '../../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
const quick = ['--samples', '60', '--epochs', '4', '--hidden', '4', '--quiet'];
const page = (name: string) => join(cwd, 'out', name, 'report.html');
const read = (name: string) => readFileSync(page(name), 'utf8');

beforeAll(async () => {
  await run(cwd, [...quick, '--name', 'whole', '--lr', '0.002', '--schedule', 'cosine']);
});

it('is written again byte for byte as the run wrote it, into its folder or another', async () => {
  const written = read('whole');
  rmSync(page('whole'));
  const inPlace = await run(cwd, ['report', 'out/whole']);
  expect(inPlace).toEqual({ code: 0, stdout: `${join('out', 'whole', 'report.html')}\n`, stderr: '' });
  expect(read('whole')).toBe(written);
  await run(cwd, ['report', 'out/whole', '--to', 'elsewhere']);
  expect(readFileSync(join(cwd, 'elsewhere', 'report.html'), 'utf8')).toBe(written);
});

it('names the folder that it stands in, also where that was renamed', async () => {
  renameSync(join(cwd, 'out', 'whole'), join(cwd, 'out', 'renamed'));
  await run(cwd, ['report', 'out/renamed', '--to', 'of-renamed']);
  renameSync(join(cwd, 'out', 'renamed'), join(cwd, 'out', 'whole'));
  const text = readFileSync(join(cwd, 'of-renamed', 'report.html'), 'utf8');
  expect(text).toContain('<h1>renamed</h1>');
  expect(commandsOf(text)).toContain('adam-train resume renamed --epochs 8');
});

it('says first which settings are not the defaults, and how the run is made and goes on', () => {
  const text = read('whole');
  const changed = text.slice(text.indexOf('Other than the defaults'), text.indexOf('All others'));
  const names = Array.from(changed.matchAll(/<th scope="row">([^<]*)/g), ([, name]) => name);
  expect(names).toEqual(['samples', 'hidden', 'epochs', 'lr', 'schedule']);
  const commands = commandsOf(text);
  expect(commands.slice(0, 3)).toEqual([
    'adam-train train --samples 60 --hidden 4 --epochs 4 --lr 0.002 --schedule cosine --out .',
    'adam-train train --config whole/config.json',
    'adam-train resume whole --epochs 8',
  ]);
});

it('has what no number depends on among them, too', async () => {
  const flags = ['--trace', '--no-environment', '--backend', 'wasm', '--checkpoint-every', '2'];
  await run(cwd, [...quick, ...flags, '--name', 'traced']);
  const text = read('traced');
  const changed = text.slice(text.indexOf('Other than the defaults'), text.indexOf('All others'));
  const names = Array.from(changed.matchAll(/<th scope="row">([^<]*)/g), ([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(['trace', 'no-environment', 'backend', 'checkpoint-every']));
  const [command = ''] = commandsOf(text).map((typed) => typed.replace(/^adam-train /, ''));
  for (const flag of ['--trace', '--no-environment', '--backend wasm', '--checkpoint-every 2']) {
    expect(command).toContain(` ${flag}`);
  }
});

it('says which epoch the figures are of, where the ring is at another', async () => {
  const flags = ['--samples', '60', '--hidden', '4', '--lr', '0.5', '--epochs', '30'];
  await run(cwd, [...flags, '--quiet', '--name', 'past']);
  const { best_epoch: best } = JSON.parse(readFileSync(join(cwd, 'out', 'past', 'summary.json'), 'utf8'));
  expect(best).toBeLessThan(30);
  expect(read('past')).toContain(
    `>30; the figures and predictions are of the last, and the lowest testing loss is of epoch ${best}<`,
  );
});

it('trains again beside the run where its commands are typed', async () => {
  const out = join(cwd, 'out');
  const before = readdirSync(out);
  const [command = ''] = commandsOf(read('whole')).map((typed) => typed.replace(/^adam-train /, ''));
  await run(out, [...command.split(' '), '--quiet']);
  const [made = '', ...others] = readdirSync(out).filter((name) => !before.includes(name));
  expect({ made, others }).toEqual({ made: expect.stringMatching(/^run-\d+$/), others: [] });
});

it('says nothing of where on its machine the run was', async () => {
  const data = join(root, 'test', 'fixtures', 'cars.csv');
  const flags = ['--data', data, '--target', 'Miles_per_Gallon', '--ignore-columns', 'Year,Name'];
  await run(cwd, [
    ...quick.slice(2),
    ...flags,
    '--missing',
    'mean',
    '--out',
    join(cwd, 'out'),
    '--name',
    'cars',
  ]);
  expect(read('cars')).not.toContain(cwd);
  expect(commandsOf(read('cars'))[0]).toContain('--ignore-columns &#39;Year,Name&#39;');
});

/** A table with text, missing cells, and names that no page may take for its own. */
function hostileTable(): string {
  const lines = Array.from(
    { length: 80 },
    (_, i) => `${i % 9 || ''},${['</script>', '"a,b"'][i % 2]},${i / 7}`,
  );
  return ['size,<b>kind</b>,y', ...lines].join('\n');
}

it('has the columns of its rows, and has them again from the run folder, without the table', async () => {
  writeFileSync(join(cwd, 'table.csv'), hostileTable());
  await run(cwd, [
    ...quick.slice(2),
    '--data',
    'table.csv',
    '--target',
    'y',
    '--missing',
    'mean',
    '--name',
    'table',
  ]);
  rmSync(join(cwd, 'table.csv'));
  const written = read('table');
  const [, data = ''] = /id="data">([^<]*)</.exec(written) ?? [];
  const { columns, targets } = JSON.parse(data) as PageData;
  expect(columns?.map(({ name }) => name)).toEqual(['size', '<b>kind</b>']);
  const [{ rows } = { rows: [] as number[] }] = targets;
  expect(columns?.[0]?.cells).toEqual(rows.map((row) => row % 9 || null));
  expect(columns?.[1]?.cells).toEqual(rows.map((row) => ['</script>', 'a,b'][row % 2]));
  const again = await run(cwd, ['report', 'out/table']);
  expect(again.stderr).toBe('');
  expect(read('table')).toBe(written);
});

it('lacks the columns, and says so, where the run has not kept them', async () => {
  rmSync(join(cwd, 'out', 'table', 'test-rows.json'));
  const { code, stderr } = await run(cwd, ['report', 'out/table']);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'out/table has no test-rows.json, and so its page shows no columns of the rows.\n',
  });
  expect(read('table')).not.toContain('A point says');
});

it('is not written with --no-report, and resume keeps to that', async () => {
  await run(cwd, [...quick, '--name', 'without', '--no-report']);
  await run(cwd, ['resume', 'out/without', '--epochs', '6', '--quiet']);
  expect(existsSync(page('without'))).toBe(false);
  expect(existsSync(join(cwd, 'out', 'without', 'test-rows.json'))).toBe(false);
});

it('is written anew by resume', async () => {
  await run(cwd, [...quick, '--name', 'longer']);
  await run(cwd, ['resume', 'out/longer', '--epochs', '6', '--quiet']);
  expect(commandsOf(read('longer'))).toContain('adam-train resume longer --epochs 12');
});

it('is written for a sweep, and not for its trials', async () => {
  const flags = ['--lr', '0.001,0.01', '--metric', 'test_loss', '--keep', 'all', '--name', 'sweep'];
  await run(cwd, ['sweep', ...quick, ...flags]);
  const files = readdirSync(join(cwd, 'out', 'sweep'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => basename(name) === 'config.json')).toHaveLength(2);
  expect(files.filter((name) => basename(name) === 'report.html')).toEqual(['report.html']);
  expect(files.filter((name) => basename(name) === 'test-rows.json')).toEqual([]);
  const { stderr } = await run(cwd, ['report', 'out/sweep/trial-0001']);
  expect(stderr).toBe(
    "out/sweep/trial-0001 is a sweep's trial, which keeps no columns of its test rows, and so its page shows no columns of the rows.\n",
  );
});

it('shows a run that diverged without predictions, and how to train it anew', async () => {
  const { stderr } = await run(cwd, [...quick, ...['--name', 'wild', '--optimizer', 'sgd', '--lr', '1e12']]);
  const text = read('wild');
  expect(readdirSync(join(cwd, 'out', 'wild'))).not.toContain('checkpoints');
  expect(text).toContain('<td>diverged</td>');
  expect(text).not.toContain('id="predictions"');
  expect(stderr).toMatch(/: try --lr 0\.001\.\n$/);
  expect(text).toContain('Train anew with a smaller learning rate:');
  expect(commandsOf(text)).toContain('adam-train train --config wild/config.json --lr 0.001');
});

it('wants the folder of a run that has ended', async () => {
  const { code, stderr } = await run(cwd, ['report', 'out']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: The run folder must be one that adam-train made/);
});
