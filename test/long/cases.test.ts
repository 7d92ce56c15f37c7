import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { run, temporaryFolder } from '../e2e/program.js';

/** One table that people have, how it is to be trained on, and what is to come of it. */
interface Case {
  /** In test/fixtures/cases. */
  file: string;
  /** Flags beside --data; `--target y` where they are absent. */
  flags?: string[];
  /** 0 where it is absent. */
  exit?: number;
  /** A regular expression for what is on standard error. */
  says?: string;
  /** Rows that are trained and tested on, and features. */
  rows?: [number, number];
  /** What R² is to be at least. */
  r2?: number;
  /** A table of the folder that the run's model is to predict. */
  predict?: string;
}

type Summary = Record<'train_rows' | 'test_rows' | 'features' | 'test_r2', number> & { name: string };

const folder = fileURLToPath(new URL('../fixtures/cases', import.meta.url));
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Case[];
const { path: cwd, remove } = temporaryFolder();
afterAll(remove);

const quickly = ['--standardize-target', '--lr', '0.02', '--epochs', '200', '--json'];

it.each(cases.map((entry) => [`${entry.file} ${entry.flags?.join(' ') ?? ''}`, entry] as const))(
  '%s',
  async (_, { file, flags = ['--target', 'y'], exit = 0, says = '', rows, r2, predict }) => {
    const { code, stdout, stderr } = await run(cwd, ['--data', join(folder, file), ...flags, ...quickly]);
    expect(stderr).toMatch(new RegExp(says));
    expect(code, stderr).toBe(exit);
    if (code !== 0) return;
    const summary = JSON.parse(stdout) as Summary;
    if (rows !== undefined) {
      expect([summary.train_rows + summary.test_rows, summary.features]).toEqual(rows);
    }
    if (r2 !== undefined) expect(summary.test_r2).toBeGreaterThan(r2);
    if (predict === undefined) return;
    const predicted = await run(cwd, ['predict', join('out', summary.name), '--data', join(folder, predict)]);
    expect(predicted.stderr).toBe('');
    expect(predicted.code).toBe(0);
  },
);

it('keeps with the run how a table is written', async () => {
  const data = join(folder, 'delimiter_aligned_by_spaces_no_header.data');
  const flags = [
    '--target',
    '1',
    '--no-header',
    '--delimiter',
    'space',
    '--epochs',
    '3',
    '--name',
    'aligned',
  ];
  expect((await run(cwd, ['--data', data, ...flags])).code).toBe(0);
  const predicted = await run(cwd, ['predict', 'out/aligned', '--data', data]);
  expect(predicted.stdout.split('\n')).toHaveLength(42);
  const resumed = await run(cwd, ['resume', 'out/aligned', '--epochs', '4']);
  expect(resumed.stderr).toContain('epoch 4/4');
});

it('says which columns it leaves out', async () => {
  const data = join(folder, 'header_pandas_to_csv_index.csv');
  const { stderr } = await run(cwd, ['--data', data, '--target', 'y', '--epochs', '1']);
  expect(stderr).toMatch(/^left out +column 1 \(row names\)$/m);
});
