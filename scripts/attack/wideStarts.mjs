// node scripts/attack/wideStarts.mjs [COUNT] [NODE]
// Trains COUNT times (1000), each in a process of its own, in registers of 256 bits, and counts crashes and other numbers than without
// them. V8 calls what makes these registers experimental: on by default only where this finds nothing. Build first.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [count = '1000', node = process.execPath] = process.argv.slice(2);
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'adam-train-wide-'));

/** Enough work for wide registers, and little more. */
const job = [
  '--samples',
  '4000',
  '--epochs',
  '40',
  '--hidden',
  '64,33',
  '--out',
  folder,
  '--name',
  'run',
  '--force',
];

function train(wide) {
  const env = { ...process.env, ADAM_TRAIN_WIDE: wide };
  const { status, signal, stderr } = spawnSync(node, [program, ...job], { encoding: 'utf8', env });
  const failure = status === 0 ? undefined : `${signal ?? status}: ${stderr}`;
  const metrics = failure === undefined ? readFileSync(join(folder, 'run', 'metrics.csv'), 'utf8') : '';
  // All columns but the last, which are the seconds.
  return {
    failure,
    isWide: stderr.includes('wide registers'),
    numbers: metrics.replaceAll(/,[^,\n]*$/gm, ''),
  };
}

const expected = train('0').numbers;
const counts = { wide: 0, crashes: 0, others: 0 };
for (let i = 0; i < Number(count); i++) {
  const { failure, isWide, numbers } = train('1');
  if (isWide) counts.wide++;
  if (failure !== undefined) {
    counts.crashes++;
    process.stdout.write(`${failure}\n`);
  } else if (numbers !== expected) {
    counts.others++;
  }
}
rmSync(folder, { recursive: true, force: true });
const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
process.stdout.write(
  `${version}: ${count} starts, ${counts.wide} in wide registers, ${counts.crashes} crashed, ${counts.others} with other numbers\n`,
);
process.exitCode = counts.crashes + counts.others > 0 || counts.wide < Number(count) ? 1 : 0;
