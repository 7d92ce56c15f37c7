import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { leftovers } from './judge.mjs';

const job = [
  '--samples',
  '200',
  '--features',
  '4',
  '--hidden',
  '8',
  '--checkpoint-every',
  '1',
  '--backend',
  'wasm',
];
const short = [...job, '--epochs', '60'];

/** What is made once, and stays: a run to work with, and rows for it. */
export const preparations = [
  ['data', '--samples', '120000', '--features', '4', '--output', 'rows.csv'],
  [...short, '--trace', '--name', 'kept', '--quiet'],
];

/**
 * What is killed, and what must be true afterwards. Each scenario has
 * - `args(name)`: the command, which writes under the name alone;
 * - `before`: commands that are first run to their end;
 * - `made(name)`: the folder that it makes;
 * - `check`: says what is wrong, if anything; `run` runs a command to its end and gives its code and standard error.
 */
export const scenarios = {
  train: {
    args: (name) => [...short, '--name', name, '--quiet'],
    made: (name) => join('out', name),
    check: (cwd, name, whole, run) => recovers(cwd, name, whole, run),
  },
  'train --force': {
    before: (name) => [[...short, '--seed', '9', '--name', name, '--quiet']],
    args: (name) => [...short, '--name', name, '--force', '--quiet'],
    made: (name) => join('out', name),
    check: (cwd, name, whole, run) => {
      // The earlier run, or the new one, whole or to be gone on with; never neither.
      if (!existsSync(join(cwd, 'out', name, 'config.json')))
        return 'neither the old run nor the new one is there';
      return recovers(cwd, name, whole, run, true);
    },
  },
  resume: {
    before: (name) => [[...job, '--epochs', '20', '--name', name, '--quiet']],
    args: (name) => ['resume', join('out', name), '--epochs', '60', '--quiet'],
    made: (name) => join('out', name),
    check: (cwd, name, whole, run) => recovers(cwd, name, whole, run, false, ['--epochs', '60']),
  },
  predict: output((path) => [
    'predict',
    join('out', 'kept'),
    '--data',
    'rows.csv',
    '--quiet',
    '--output',
    path,
  ]),
  'predict --force': output(
    (path) => ['predict', join('out', 'kept'), '--data', 'rows.csv', '--quiet', '--force', '--output', path],
    (path) => [['data', '--samples', '3', '--output', path]],
  ),
  data: output((path) => ['data', '--samples', '60000', '--output', path]),
  export: folder((path) => ['export', join('out', 'kept'), '--to', path]),
  plot: folder((path) => ['plot', join('out', 'kept'), '--to', path]),
};

/** A command that makes one file: it is whole, as it was, or absent, and the command can be repeated. */
function output(args, before = () => []) {
  return {
    before: (name) => before(join(name, 'rows.csv')),
    args: (name) => args(join(name, 'rows.csv')),
    made: (name) => name,
    check: async (cwd, name, whole, run, old) => {
      const path = join(cwd, name, 'rows.csv');
      const found = existsSync(path) ? sha256(path) : undefined;
      if (found !== undefined && found !== whole && found !== old) return 'half a file is left';
      if (found === undefined && old !== undefined) return 'the file that was there is gone';
      rmSync(path, { force: true });
      const again = await run(args(join(name, 'rows.csv')));
      if (again.code !== 0) return `it cannot be repeated: ${again.stderr}`;
      return sha256(path) === whole ? stale(join(cwd, name)) : 'repeated, it gives another file';
    },
  };
}

/** A command that fills a folder: each file is whole or absent, and the command can be repeated. */
function folder(args) {
  return {
    args: (name) => args(name),
    made: (name) => name,
    check: async (cwd, name, whole, run) => {
      const path = join(cwd, name);
      const files = existsSync(path) ? readdirSync(path).filter((file) => !file.endsWith('.tmp')) : [];
      const half = files.find((file) => !whole.split(' ').includes(`${file}=${sha256(join(path, file))}`));
      if (half !== undefined) return `${half} is left half written`;
      if (files.includes('model.json') && !files.includes('weights.bin'))
        return 'a model.json stands without its weights';
      const again = await run(args(name));
      if (again.code !== 0) return `it cannot be repeated: ${again.stderr}`;
      return fingerprint(path) === whole ? stale(path) : 'repeated, it gives other files';
    },
  };
}

/** A run goes on to what it would have been, or can be made again under its name. */
async function recovers(cwd, name, whole, run, isOldToo = false, flags = []) {
  const path = join(cwd, 'out', name);
  const resumed = await run(['resume', join('out', name), ...flags, '--quiet']);
  if (resumed.code !== 0) {
    if (existsSync(join(path, 'config.json'))) return `it does not go on: ${resumed.stderr}`;
    const anew = await run([...short, '--name', name, '--force', '--quiet']);
    if (anew.code !== 0) return `its name cannot be used again: ${anew.stderr}`;
  }
  const isOld = isOldToo && readFileSync(join(path, 'config.json'), 'utf8').includes('"seed": 9');
  if (!isOld && fingerprint(path) !== whole) return 'it ends with other numbers';
  if (existsSync(join(path, 'lock'))) return 'its lock is left';
  return stale(path);
}

function stale(path) {
  const left = leftovers(path);
  return left.length === 0 ? undefined : `left over: ${left.join(' ')}`;
}

/** What two runs of the same command share: every file's content, without the time it took. */
export function fingerprint(path) {
  if (!existsSync(path)) return undefined;
  const names = readdirSync(path, { recursive: true, withFileTypes: true });
  if (names.some(({ name }) => name === 'config.json')) {
    const rows = readFileSync(join(path, 'metrics.csv'), 'utf8').replace(/,[^,\n]*$/gm, '');
    return `${createHash('sha256').update(rows).digest('hex')} ${sha256(join(path, 'predictions.csv'))}`;
  }
  return names
    .map(({ name }) => `${name}=${sha256(join(path, name))}`)
    .sort()
    .join(' ');
}

export function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
