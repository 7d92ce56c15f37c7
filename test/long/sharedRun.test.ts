import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readJson, run, start, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
const root = folder.path;
afterAll(folder.remove);

const fixtures = fileURLToPath(new URL('../fixtures/format1', import.meta.url));
const short = ['--hidden', '4', '--epochs', '3', '--quiet'];
const asFile = ['--data', 'data/small.csv', '--target', 'y', '--missing', 'mean', ...short];
const resumed = (path: string) => ['resume', path, '--epochs', '5', '--quiet'];

/** A project with its data and a run in it. */
async function project(name: string, args: readonly string[] = asFile): Promise<string> {
  const path = join(root, name);
  mkdirSync(join(path, 'data'), { recursive: true });
  copyFileSync(join(fixtures, 'small.csv'), join(path, 'data', 'small.csv'));
  expect(await run(path, args)).toMatchObject({ code: 0, stderr: '' });
  return path;
}

let home: string;
beforeAll(async () => {
  home = await project('home');
});

it('has no path of the machine in config.json, no command line, and paths from its folder on', async () => {
  const path = await project('absolute', [
    ...[
      '--data',
      join(root, 'absolute', 'data', 'small.csv'),
      '--target',
      'y',
      '--missing',
      'mean',
      ...short,
    ],
    ...['--out', join(root, 'absolute', 'runs', 'deep')],
  ]);
  for (const [file, data] of [
    [join(home, 'out', 'run-001'), '../../data/small.csv'],
    [join(path, 'runs', 'deep', 'run-001'), '../../../data/small.csv'],
  ] as const) {
    const text = readFileSync(join(file, 'config.json'), 'utf8');
    expect(text).not.toContain(root);
    expect(JSON.parse(text)).toMatchObject({ data, out: '..', name: 'run-001' });
    const { environment } = JSON.parse(text);
    expect(Object.keys(environment).sort()).toEqual([
      'dataSha256',
      'engine',
      'fma',
      'node',
      'platform',
      'program',
      'version',
    ]);
  }
});

it('leaves the machine out with --no-environment, but nothing that resume needs', async () => {
  const path = await project('plain', [...asFile, '--no-environment']);
  const file = join(path, 'out', 'run-001', 'config.json');
  const { environment } = readJson(file);
  expect(Object.keys(environment as object).sort()).toEqual([
    'dataSha256',
    'engine',
    'fma',
    'program',
    'version',
  ]);
  expect(await run(path, resumed('out/run-001'))).toMatchObject({ code: 0, stderr: '' });
  expect(readJson(file)).toMatchObject({
    epochs: 5,
    noEnvironment: true,
    environment: environment as object,
  });
});

it('goes on where a run and its data are moved together, from wherever it is called', async () => {
  for (const [name, at, path, link] of [
    ['a', '.', 'moved-a/out/run-001'],
    ['b', 'moved-b/out/run-001', '.'],
    ['c', 'moved-c', join(root, 'moved-c', 'out', 'run-001')],
    ['d', '.', 'link-d/run-001', 'moved-d/out'],
    ['e', '.', 'link-e/out/run-001', 'moved-e'],
  ] as const) {
    cpSync(home, join(root, name), { recursive: true });
    renameSync(join(root, name), join(root, `moved-${name}`));
    if (link !== undefined) symlinkSync(join(root, link), join(root, `link-${name}`));
    expect(await run(join(root, at), resumed(path))).toMatchObject({ code: 0, stderr: '' });
    const config = readJson(root, `moved-${name}`, 'out', 'run-001', 'config.json');
    expect(config).toMatchObject({ epochs: 5, out: '..' });
    expect(JSON.stringify(config)).not.toContain(root);
    expect((await run(join(root, at), ['plot', path])).code).toBe(0);
  }
});

it('goes on with the copy of standard input wherever its folder is', async () => {
  mkdirSync(join(root, 'piped'));
  const { child, finished } = start(join(root, 'piped'), [
    ...['--data', '-', '--target', 'y', '--missing', 'mean', ...short],
  ]);
  child.stdin?.end(readFileSync(join(fixtures, 'small.csv')));
  expect((await finished).code).toBe(0);
  renameSync(join(root, 'piped', 'out', 'run-001'), join(root, 'alone'));
  expect(readJson(root, 'alone', 'config.json')).toMatchObject({ data: 'data.csv' });
  expect(await run(root, resumed('alone'))).toMatchObject({ code: 0, stderr: '' });
});

it('says where the data are looked for, and how to name another place', async () => {
  cpSync(join(home, 'out'), join(root, 'lost', 'out'), { recursive: true });
  const { code, stderr } = await run(join(root, 'lost'), resumed('out/run-001'));
  expect(stderr).toBe(
    'error: data/small.csv must be the file that the run began with, and is not there; put it back, or write its full path as "data" in out/run-001/config.json.\n',
  );
  expect(code).toBe(3);
  const path = join(root, 'lost', 'out', 'run-001', 'config.json');
  writeFileSync(
    path,
    JSON.stringify({
      ...readJson(root, 'lost', 'out', 'run-001', 'config.json'),
      data: join(home, 'data/small.csv'),
    }),
  );
  expect(await run(join(root, 'lost'), resumed('out/run-001'))).toMatchObject({ code: 0, stderr: '' });
});

it("reads a config file's paths from its folder on, and a flag's from where it runs", async () => {
  const path = await project('configured');
  mkdirSync(join(path, 'settings'));
  const settings = {
    data: '../data/small.csv',
    target: 'y',
    missing: 'mean',
    hidden: [4],
    epochs: 2,
    quiet: true,
  };
  writeFileSync(join(path, 'settings', 'mine.json'), JSON.stringify({ ...settings, out: 'runs' }));
  const printed = await run(path, ['--config', 'settings/mine.json', '--print-config', '--json']);
  expect(JSON.parse(printed.stdout)).toMatchObject({ data: 'data/small.csv', out: 'settings/runs' });
  expect((await run(path, ['--config', 'settings/mine.json'])).code).toBe(0);
  const config = readJson(path, 'settings', 'runs', 'run-001', 'config.json');
  expect(config).toMatchObject({ data: '../../../data/small.csv', out: '..' });
  expect((await run(path, ['--config', 'settings/mine.json', '--out', 'flagged'])).code).toBe(0);
  expect(readJson(path, 'flagged', 'run-001', 'config.json')).toMatchObject({ data: '../../data/small.csv' });
  // A run's own config.json makes the next run beside it, from anywhere.
  const again = await run(root, ['--config', 'configured/flagged/run-001/config.json', '--quiet']);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(readJson(path, 'flagged', 'run-002', 'config.json')).toMatchObject({ data: '../../data/small.csv' });
});

it('takes the paths of an older config.json from where it runs, and mends them when its run goes on', async () => {
  const path = join(root, 'older');
  cpSync(fixtures, path, { recursive: true });
  const settings = await run(path, ['--config', 'file/config.json', '--print-config', '--json', '--quiet']);
  expect(JSON.parse(settings.stdout)).toMatchObject({ data: 'small.csv', out: 'out' });
  expect((await run(path, ['plot', 'file'])).code).toBe(0);
  expect(await run(path, ['resume', 'file', '--epochs', '14', '--quiet'])).toMatchObject({ code: 0 });
  const text = readFileSync(join(path, 'file', 'config.json'), 'utf8');
  expect(text).not.toMatch(/someone|workingDirectory|commandLine/);
  expect(JSON.parse(text)).toMatchObject({
    data: '../small.csv',
    out: '..',
    environment: { node: 'v20.20.2' },
  });
  expect(await run(root, ['resume', 'older/file', '--epochs', '15', '--quiet'])).toMatchObject({ code: 0 });
});
