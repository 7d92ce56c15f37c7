import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { Random } from './random.mjs';

// node scripts/attack/csvDifferential.mjs --seed 1 --texts 20000: reads random texts with the reader of src/data/csv and with
// Python's csv module (skipinitialspace), and compares the cells where both take the text. --only N shows one text.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    texts: { type: 'string', default: '5000' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const numbers =
  values.only === undefined
    ? Array.from({ length: Number(values.texts) }, (_, n) => n)
    : [Number(values.only)];
const texts = numbers.map((n) => makeText(new Random(seed, n)));

const python = spawnSync('python3', [fileURLToPath(new URL('pythonCsv.py', import.meta.url))], {
  input: texts.map((text) => `${JSON.stringify(text)}\n`).join(''),
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});
if (python.error?.code === 'ENOENT') {
  process.stdout.write(
    "csv: Skipped, because there is no python3 here to compare with Python's csv module.\n",
  );
  process.exit();
}
if (python.status !== 0) throw new Error(`python3 ends with ${python.status}: ${python.stderr}`);
const answers = python.stdout
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const readRecords = await loadReader();
const classes = new Map();
const different = [];
for (const [i, text] of texts.entries()) {
  const ours = await read(text);
  const theirs = answers[i];
  if (values.only !== undefined) process.stdout.write(`${JSON.stringify({ text, ours, theirs }, null, 2)}\n`);
  const kind = classOf(ours, theirs);
  classes.set(kind, (classes.get(kind) ?? 0) + 1);
  if (kind === 'other cells') different.push({ n: numbers[i], text, ours: ours.rows, theirs: theirs.rows });
}

process.stdout.write(`csv, seed ${seed}: ${texts.length} texts\n`);
for (const [kind, count] of [...classes].sort(([, a], [, b]) => b - a))
  process.stdout.write(`  ${count} ${kind}\n`);
for (const { n, text, ours, theirs } of different.slice(0, 10)) {
  process.stdout.write(
    `\n${JSON.stringify(text)}: ours ${JSON.stringify(ours)}, Python's ${JSON.stringify(theirs)}\n`,
  );
  process.stdout.write(`  node scripts/attack/csvDifferential.mjs --seed ${seed} --only ${n}\n`);
}
process.exitCode = different.length === 0 ? 0 : 1;

/** Half of the texts are well formed, the others are made of what is special. */
function makeText(random) {
  const end = random.pick(['\n', '\r\n', '\r']);
  if (random.chance(0.5)) {
    const rows = Array.from({ length: random.integer(1, 4) }, () =>
      Array.from({ length: random.integer(1, 4) }, () => soundCell(random, end)).join(','),
    );
    return rows.join(end) + (random.chance(0.7) ? end : '');
  }
  const pieces = ['a', '1', ',', ',', '"', '"', '""', '\n', '\r\n', '\r', ' ', 'é', ';', '\t', '-', '.5'];
  return Array.from({ length: random.integer(0, 25) }, () => random.pick(pieces)).join('');
}

function soundCell(random, end) {
  const inside = () => random.pick(['', 'a', '1.5', ' b', 'c ', 'é', '日本']);
  if (random.chance(0.6)) return inside();
  return `"${inside()}${random.pick(['', ',', '""', end, ' '])}${inside()}"`;
}

function classOf(ours, theirs) {
  if (ours.error !== undefined && theirs.error !== undefined) return 'refused by both';
  if (ours.error !== undefined) return `refused by ours alone: ${ours.error}`;
  if (theirs.error !== undefined) return `refused by Python's alone: ${theirs.error}`;
  return JSON.stringify(comparable(ours.rows)) === JSON.stringify(comparable(theirs.rows))
    ? 'same cells'
    : 'other cells';
}

/** Spaces around cells mean nothing to the commands, and an empty line is no row to them. */
function comparable(rows) {
  return rows
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => cells.length > 1 || (cells[0] ?? '') !== '');
}

async function read(text) {
  const rows = [];
  try {
    for await (const records of readRecords(piecesOf(text), { delimiter: ',' }, 'text')) {
      rows.push(...records.map(({ cells }) => cells));
    }
    return { rows };
  } catch (error) {
    return { error: error.message.replace(/^text, line \d+: /, '') };
  }
}

async function* piecesOf(text) {
  // Cut anywhere, as a file's pieces are.
  for (let start = 0; start < text.length; start += 7) yield text.slice(start, start + 7);
}

async function loadReader() {
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-csv-'));
  const outfile = join(folder, 'records.mjs');
  const entry = fileURLToPath(new URL('../../src/data/csv/rows/records.ts', import.meta.url));
  try {
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'warning',
    });
    return (await import(outfile)).readRecords;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
