import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJson, run, temporaryFolder } from '../e2e/program.js';
import { hostile, hostileLines, obeyed } from '../hostile.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const fixture = fileURLToPath(new URL('../fixtures/format1/generated', import.meta.url));
/** A path that the system takes, in a folder of such a name too. */
const path = `${hostileLines}.csv`;
const quoted = (name: string) => `"${name}"`;
const numbers = Array.from({ length: 12 }, (_, i) => `${i},${(i * 7) % 5},${3 * i + 1}`);
const [inDirectory, outFolder] = [join(hostile, path), `out ${hostile}`];

function csv(name: string, header: string[], rows: readonly string[]): string {
  writeFileSync(join(cwd, name), `${[header.map(quoted).join(','), ...rows].join('\n')}\n`);
  return name;
}

/** A run's folder with something of it changed. */
function changedRun(name: string, file: string, change: (content: Record<string, unknown>) => object): void {
  cpSync(fixture, join(cwd, name), { recursive: true });
  const content = readJson(fixture, file);
  writeFileSync(join(cwd, name, file), JSON.stringify({ ...content, ...change(content) }));
}

const inEnvironment = (changes: object) => (content: Record<string, unknown>) => ({
  environment: { ...(content['environment'] as object), ...changes },
});

beforeAll(() => {
  mkdirSync(join(cwd, hostile));
  csv(path, [hostile, 'b', `y ${hostile}`], numbers);
  copyFileSync(join(cwd, path), join(cwd, inDirectory));
  csv('text.csv', [hostile, 'b', 'y'], ['1,2,3', 'oops \x1b[31m,2,3', '4,5,6']);
  csv('comma.csv', [hostile, 'b', 'y'], ['"1,5",2,3', '2,2,3', '4,5,6']);
  csv('twice.csv', [hostile, hostile, 'y'], ['1,2,3']);
  csv('gap.csv', [hostile, 'b', 'y'], ['1,2,3', ',2,3', '4,5,6']);
  csv('target.csv', ['a', 'b', hostile], ['1,2,3', `1,2,${hostile}`]);
  csv('uneven.csv', ['a', 'b', hostile], ['1,2', '1,2,3']);
  csv(
    'categories.csv',
    [hostile, 'b', 'y'],
    numbers.map((_, i) => `"${hostile} ${i % 3}",${i},${2 * i}`),
  );
  csv('unknown.csv', [hostile, 'b'], [`${hostile},1`]);
  csv('other.csv', [`x ${hostile}`, 'b'], ['1,2']);
  writeFileSync(
    join(cwd, `${hostile}.json`),
    JSON.stringify({ epochs: 2, samples: 20, out: hostile, noise: hostile }),
  );
  writeFileSync(join(cwd, 'keys.json'), JSON.stringify({ [hostileLines]: 1 }));
  writeFileSync(join(cwd, 'list.json'), JSON.stringify([hostileLines, '\ud800']));
  writeFileSync(join(cwd, 'broken.json'), `{"a": \x1b}`);
  writeFileSync(join(cwd, 'columns.json'), JSON.stringify({ columns: [hostile, '\udc00'], data: path }));
  changedRun('engine', 'config.json', inEnvironment({ engine: hostileLines }));
  changedRun('directory', 'config.json', inEnvironment({ workingDirectory: hostileLines }));
  changedRun('setting', 'config.json', () => ({ activation: hostileLines }));
  changedRun('key', 'config.json', () => ({ [hostileLines]: 1 }));
  changedRun('data', 'config.json', () => ({ data: hostileLines, target: 'y' }));
  changedRun('status', 'summary.json', () => ({ status: hostileLines }));
  changedRun('name', 'summary.json', () => ({ name: hostileLines, backend: hostileLines }));
  changedRun('locked', 'config.json', () => ({}));
  writeFileSync(join(cwd, 'locked', 'lock'), JSON.stringify({ pid: 1, host: hostileLines, started: '1' }));
  changedRun(hostile, 'config.json', () => ({}));
  changedRun('damaged', 'config.json', () => ({}));
  writeFileSync(join(cwd, 'damaged', 'metrics.csv'), hostileLines);
});

const short = ['--epochs', '2', '--hidden', '4'];
const trained = (data: string, target = 'y') => ['--data', data, '--target', target, ...short];

const commands: string[][] = [
  // what commander says
  [hostileLines],
  ['train', hostileLines],
  [`--${hostileLines}`],
  [`--lr${hostileLines}`, '1'],
  ['--epochs', hostileLines],
  ['resume'],
  ['resume', 'a', hostileLines],
  ['help', hostileLines],
  ['self-test', '--backend', hostileLines],
  // flags
  ['--name', hostileLines],
  ['--backend', hostileLines],
  ['--betas', hostileLines],
  ['--hidden', hostileLines],
  ['--optimizer', hostileLines],
  ['--schedule', 'step', '--schedule-milestones', hostileLines],
  ['--target', hostileLines],
  ['--delimiter', hostileLines, ...trained(path)],
  ['--print-config', '--out', hostileLines],
  ['--print-config', '--json', '--out', hostileLines],
  // data
  trained(`no ${hostileLines}`),
  trained(`${path}/deeper`),
  trained('.'),
  trained(path),
  trained(path, hostileLines),
  trained('text.csv'),
  trained('comma.csv'),
  trained('twice.csv'),
  trained('gap.csv'),
  trained('target.csv', hostile),
  trained('uneven.csv', hostile),
  [...trained('categories.csv'), '--ignore-columns', `no ${hostileLines}`],
  [...trained('categories.csv'), '--text-columns', hostile.replaceAll(',', '')],
  [...trained('categories.csv'), '--columns', hostileLines],
  [...trained(path, `y ${hostile}`), '--test-size', '0.99'],
  // runs, which print their header, notes and files
  [...trained(inDirectory, `y ${hostile}`), '--out', outFolder, '--name', 'run'],
  [...trained(inDirectory, `y ${hostile}`), '--out', outFolder, '--json'],
  [...trained('categories.csv'), '--out', outFolder, '--name', 'run', '--missing', 'drop'],
  [...short, '--out', path],
  // config files
  ['--config', `no ${hostileLines}.json`],
  ['--config', `${hostile}.json`],
  ['--config', 'keys.json'],
  ['--config', 'list.json'],
  ['--config', 'broken.json'],
  ['--config', 'columns.json'],
  ['--config', 'columns.json', '--print-config', '--target', 'y'],
  ['--config', hostile, '--config', hostileLines],
  ['--config', hostile],
  // earlier runs
  ['resume', `no ${hostileLines}`],
  ['resume', hostile],
  ...['engine', 'directory', 'setting', 'key', 'data', 'status', 'locked', 'name'].map((name) => [
    'resume',
    name,
  ]),
  ...['engine', 'setting', 'data', 'status', 'name', 'damaged', hostile].map((name) => ['plot', name]),
  ['plot', 'name', '--to', `to ${hostile}`],
  ['plot', 'name', '--to', path],
  ['plot', 'name', '--size', hostileLines],
  ['export', hostile, '--to', `export ${hostile}`],
  ['export', hostile, '--to', hostile],
  ['export', hostile, '--to', path],
  ['export', `no ${hostileLines}`, '--to', 'x'],
  ['predict', hostile, '--data', 'other.csv'],
  ['predict', hostile, '--data', `no ${hostileLines}`],
  ['predict', hostile, '--data', 'other.csv', '--output', path],
  ['predict', hostile, '--data', 'other.csv', '--output', hostile],
  ['predict', hostile, '--data', 'other.csv', '--unknown', hostileLines],
  ['data', '--samples', '3', '--output', path],
  ['data', '--samples', '3', '--output', `${path}/deeper`],
  // the others
  ['explain', '--parameter', hostileLines],
  ['explain', '--function', hostileLines],
  ['explain', '--example', hostileLines],
  ['explain', '--function', 'saddle', '--output', `picture ${hostile}.png`],
  ['explain', '--example', 'drift', '--output', path],
  ['explain', '--steps', '1', ...trained(inDirectory, `y ${hostile}`).filter((word) => word !== '--json')],
  ['doctor', '--out', path],
  ['doctor', '--out', `doctor ${hostile}`],
  ['setup', '--source', hostileLines],
  ['setup', '--from', `no ${hostileLines}`],
  ['setup', '--from', path],
];

describe('nothing that a terminal obeys is printed, whatever a file, a path or a flag holds', () => {
  it.each(commands.map((args) => [args]))('%j', async (args) => {
    const { code, stdout, stderr } = await run(cwd, args, { ADAM_TRAIN_HOME: join(cwd, `home ${hostile}`) });
    for (const line of [...stdout.split('\n'), ...stderr.split('\n')]) expect(line).not.toMatch(obeyed);
    expect(stderr).not.toMatch(/failed inside|\n {4}at /);
    expect([0, 1, 2, 3]).toContain(code);
  });
});

it('keeps the bytes in files, which are data', async () => {
  const args = [...trained(path, `y ${hostile}`), '--name', 'kept', '--quiet'];
  expect((await run(cwd, args)).code).toBe(0);
  expect(readJson(cwd, 'out', 'kept', 'config.json')).toMatchObject({ target: `y ${hostile}` });
});

it('suggests a command that can be copied', async () => {
  const { stderr } = await run(cwd, trained('text.csv'));
  expect(stderr).toContain("--text-columns $'a\\u001b]0;owned");
});
