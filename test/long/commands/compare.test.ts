import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePng } from '../../charts/png.js';
import { readCsv, readJson, run, temporaryFolder } from '../../e2e/program.js';
import { hostile, obeyed } from '../../hostile.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const compare = (...args: string[]) => run(cwd, ['compare', ...args]);
const linesOf = (text: string) => text.trimEnd().split('\n');
async function asJson(...args: string[]) {
  const { stdout } = await compare(...args, '--json', '--quiet', '--to', 'pictures');
  return JSON.parse(stdout) as {
    metric: string;
    best: string | null;
    notes: string[];
    settings: string[];
    runs: ({ name: string; settings: Record<string, unknown> } & Record<string, unknown>)[];
  };
}
const summaryOf = (name: string) => readJson(cwd, 'out', name, 'summary.json');

const rows = Array.from({ length: 80 }, (_, i) => `${i % 9},${i % 7},${3 * (i % 9) - (i % 7)}`);

beforeAll(async () => {
  writeFileSync(join(cwd, 'data.csv'), `a,b,y\n${rows.join('\n')}\n`);
  writeFileSync(join(cwd, 'other.csv'), `a,b,y\n${rows.slice(1).join('\n')}\n`);
  const job = ['--target', 'y', '--hidden', '4', '--quiet', '--epochs', '12'];
  const train = async (name: string, args: string[], code = 0, data = 'data.csv') => {
    expect((await run(cwd, ['--data', data, ...job, ...args, '--name', name])).code).toBe(code);
  };
  const val = ['--val-size', '0.2'];
  await train('slow', [...val, '--lr', '0.0001']);
  await train('quick', [...val, '--lr', '0.05']);
  await train('sgd', [...val, '--optimizer', 'sgd', '--momentum', '0.5']);
  await train('mae', [...val, '--loss', 'mae', '--lr', '0.05']);
  await train('seed', [...val, '--seed', '1']);
  await train('unvalidated', []);
  await train('elsewhere', val, 0, 'other.csv');
  await train('wild', [...val, '--optimizer', 'sgd', '--lr', '1e30'], 4);
});

it('has a table of what differs and of the results, the best first and marked, and a picture', async () => {
  const { code, stdout, stderr } = await compare('out/slow', 'out/quick', 'out/wild');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const [head, ...lines] = linesOf(stdout);
  expect(head).toMatch(
    /^ +run +optimizer +lr +val loss +val R² +test loss +test RMSE +test MAE +test R² +epochs +time +status$/,
  );
  expect(lines[0]).toMatch(/^\* +quick +adam +0\.05 .* 12 .* completed$/);
  expect(lines[1]).toMatch(/^ +slow +adam +0\.0001 /);
  expect(lines[2]).toMatch(/^ +wild +sgd +1e\+30 +–.* diverged$/);
  expect(lines.slice(3)).toEqual(['* the best by val_loss', '', join('out', 'compare.png')]);
  expect((await decodePng(readFileSync(join(cwd, 'out', 'compare.png')))).width).toBe(1800);
});

it('has the numbers of the summaries in JSON and in CSV', async () => {
  const { metric, best, settings, runs } = await asJson('out/slow', 'out/sgd');
  const { val_loss, test_loss, test_r2, test_rmse } = summaryOf('sgd');
  expect([metric, settings]).toEqual(['val_loss', ['optimizer', 'learningRate', 'momentum']]);
  expect(runs.find(({ name }) => name === 'sgd')).toMatchObject({
    settings: { optimizer: 'sgd', learningRate: 0.001, momentum: 0.5 },
    epochs: 12,
    planned_epochs: 12,
    ...{ val_loss, test_loss, test_r2, test_rmse },
  });
  expect(runs.find(({ name }) => name === 'slow')?.settings).toEqual({
    optimizer: 'adam',
    learningRate: 0.0001,
  });
  const { stdout, stderr } = await compare('out/slow', 'out/sgd', '--csv');
  expect(stderr).toContain(join('out', 'compare.png'));
  writeFileSync(join(cwd, 'table.csv'), stdout);
  const table = readCsv(cwd, 'table.csv');
  expect(table.find((row) => row['run'] === 'sgd')).toMatchObject({
    momentum: '0.5',
    val_loss: String(val_loss),
    test_r2: String(test_r2),
    best: String(best === 'sgd'),
  });
  expect(table.find((row) => row['run'] === 'slow')).toMatchObject({ momentum: '' });
});

it.each([
  ['r2', 'val_r2', true],
  ['test_mae', 'test_mae', false],
  ['seconds', 'seconds', false],
  ['train_loss', 'train_loss', false],
])('ranks by %s', async (asked, metric, isHighest) => {
  const all = ['slow', 'quick', 'sgd'];
  const found = await asJson(...all.map((name) => `out/${name}`), '--metric', asked);
  const value = (name: string) => Number(summaryOf(name)[metric]) * (isHighest ? -1 : 1);
  const order = [...all].sort((a, b) => value(a) - value(b));
  expect(found.metric).toBe(metric);
  expect(found.runs.map(({ name }) => name)).toEqual(order);
  expect(found.best).toBe(order[0]);
});

describe('says what stands in the way', () => {
  it('of different data, and marks none', async () => {
    const { best, notes } = await asJson('out/slow', 'out/elsewhere');
    expect(best).toBeNull();
    expect(notes.join(' ')).toMatch(
      /^The runs have different data \(data\.csv → y \(sha256 .*other\.csv → y .*none is marked best\.$/,
    );
  });

  it('of different losses, and ranks by the RMSE', async () => {
    const { best, metric, notes } = await asJson('out/slow', 'out/mae');
    expect([best, metric]).toEqual(['mae', 'val_rmse']);
    expect(notes.join(' ')).toMatch(/losses of different kinds \(mse, mae\).*; val_rmse ranks them\.$/);
    const asked = await asJson('out/slow', 'out/mae', '--metric', 'loss');
    expect(asked.best).toBeNull();
    expect(asked.notes.join(' ')).toContain('none is marked best. Give --metric rmse.');
  });

  it('of other test rows', async () => {
    const { best, notes } = await asJson('out/slow', 'out/seed');
    expect(best).not.toBeNull();
    expect(notes.join(' ')).toContain('tested on different rows, for they differ in seed: ');
  });

  it('of runs without validation rows', async () => {
    const { metric, notes } = await asJson('out/slow', 'out/unvalidated');
    expect(metric).toBe('test_loss');
    expect(notes.join(' ')).toContain('The best is chosen by the test rows');
    const asked = await asJson('out/slow', 'out/unvalidated', '--metric', 'val_loss');
    expect(asked.notes.join(' ')).toContain('unvalidated without val_loss cannot be ranked by it.');
    expect(asked.best).toBe('slow');
  });

  it('but --quiet keeps it off the terminal', async () => {
    expect((await compare('out/slow', 'out/elsewhere', '--quiet')).stderr).toBe('');
  });
});

it('makes of a pattern what a shell would, where there is none that does', async () => {
  const names = async (...paths: string[]) => (await asJson(...paths)).runs.map(({ name }) => name).sort();
  expect(await names('out/s[gl]*')).toEqual(await names('out/sgd', 'out/slow'));
  expect(await names('out/{quick,slow}', 'out/sl?w')).toEqual(['quick', 'slow']);
  const { code, stderr } = await run(cwd, ['compare', 'out/nothing*', 'out/slow']);
  expect([code, stderr]).toEqual([
    2,
    'error: A run folder must be there, got out/nothing*; check the path.\n',
  ]);
});

it('takes a sweep for its trials, each run once, and leaves out what is none', async () => {
  const sweep = join(cwd, 'sweeps', 'sweep-001');
  for (const [i, name] of ['slow', 'quick'].entries()) {
    cpSync(join(cwd, 'out', name), join(sweep, `trial-000${i + 1}`), { recursive: true });
  }
  writeFileSync(join(sweep, 'space.json'), '{"environment": {"program": "adam-train"}}');
  mkdirSync(join(sweep, 'trial-0003'));
  mkdirSync(join(cwd, 'empty'));
  const { notes, runs } = await asJson('sweeps/sweep-001', 'out/sgd', 'out/sgd/', 'empty', 'data.csv');
  expect(runs.map(({ name }) => name).sort()).toEqual(['sgd', 'trial-0001', 'trial-0002']);
  expect(notes.join(' ')).toContain('Of sweeps/sweep-001 2 of 3 trials have a run folder.');
  expect(notes.join(' ')).toContain('Left out, for they are no run folders: empty, data.csv.');
});

it('calls all by as much of their paths as tells them apart', async () => {
  for (const place of ['more/slow', 'deep/er/out/slow']) {
    cpSync(join(cwd, 'out', 'quick'), join(cwd, place), { recursive: true });
  }
  const namesOf = async (...paths: string[]) => (await asJson(...paths)).runs.map(({ name }) => name).sort();
  expect(await namesOf('out/slow', join(cwd, 'out', 'quick'))).toEqual(['quick', 'slow']);
  const two = await namesOf('out/slow', 'more/slow', 'out/sgd');
  expect(two).toEqual(['more/slow', 'out/sgd', 'out/slow']);
  const three = await namesOf('out/slow', 'deep/er/out/slow');
  expect(three).toEqual([`${basename(cwd)}/out/slow`, 'er/out/slow'].sort());
});

it('goes on without what is damaged, and with what has not ended', async () => {
  const copy = (name: string) => {
    cpSync(join(cwd, 'out', 'slow'), join(cwd, 'copies', name), { recursive: true });
    return join(cwd, 'copies', name);
  };
  writeFileSync(join(copy('bad'), 'summary.json'), '{');
  rmSync(join(copy('half'), 'summary.json'));
  writeFileSync(join(copy('nometrics'), 'metrics.csv'), '');
  copy(hostile);
  const names = readdirSync(join(cwd, 'copies')).map((name) => `copies/${name}`);
  const { code, stdout, stderr } = await compare(...names, 'out/quick', '--to', 'pictures');
  expect(code).toBe(0);
  expect(`${stdout}${stderr}`.split('\n').filter((line) => obeyed.test(line))).toEqual([]);
  expect(stderr).toMatch(/^Left out: .*summary\.json is damaged/m);
  expect(stderr).toMatch(
    /^Not all losses of nometrics can be drawn: .*metrics\.csv is damaged: it is empty/m,
  );
  expect(stdout).toMatch(/^ +half .* unfinished$/m);
  expect(stdout).toMatch(/^\* +quick /m);
});

describe('wrong usage', () => {
  it.each([
    [[], "missing required argument 'folder'"],
    [
      ['out/slow'],
      'compare must have two runs or more, got 1; name others, such as out/run-001 out/run-002.',
    ],
    [['out/slow', './out/slow'], 'compare must have two runs or more, got 1'],
    [['data.csv', 'out'], 'got 0; name others'],
    [['out/slow', 'nowhere'], 'A run folder must be there, got nowhere; check the path.'],
    [['out/slow', ''], 'A run folder must be there, got ""; check the path.'],
    [['out/slow', 'out/quick', '--metric', 'speed'], '--metric must be loss, rmse, mae'],
    [['out/slow', 'out/quick', '--json', '--csv'], '--json and --csv are two forms of the table'],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await compare(...args, '--to', 'never');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(existsSync(join(cwd, 'never'))).toBe(false);
  });
});
