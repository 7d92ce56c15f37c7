// npm run bench [-- --python PATH] [--only NAME]... [--rounds N] [--quick]
// Builds the program and measures it against its peers, by turns, each in a process of its own. Prints one table.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { interleave } from './interleave.mjs';
import { describeMachine, probePython, tensorflowVersion, wasmFacts } from './machine.mjs';
import { findRedis } from './queueSweep.mjs';
import { defaultJob, tableRows } from './rows.mjs';
import { run } from './run.mjs';
import { stageTable } from './stages.mjs';
import { rowLines, tableHead } from './table.mjs';

/** Other work than ours, in processors, at which ratios still mean something: a second thread gains nothing beside it. */
const MOST_LOAD = 0.5;

const usage = `npm run bench -- [options]
  --python PATH  a Python with torch, scikit-learn and matplotlib, to measure them too
  --only NAME    this row alone; may be given again
  --rounds N     rounds of every row, in place of each row's own number
  --force        measure although other work is going on
  --quick        one round of tiny jobs without Python, to see that the bench runs
`;

const say = (text) => process.stderr.write(`${text}\n`);
const print = (lines) => process.stdout.write(`${lines.join('\n')}\n`);

const options = readOptions();
const folder = mkdtempSync(join(tmpdir(), 'adam-train-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
let failures = 0;
await bench();
process.exitCode = failures > 0 ? 1 : 0;

async function bench() {
  const { quick, force } = options;
  const load = loadavg()[0];
  if (load > MOST_LOAD && !quick && !force) {
    refuse(
      `The machine must be quiet, with a load of at most ${MOST_LOAD}, got ${load.toFixed(1)}; wait, or add --force.`,
    );
  }
  await run(process.execPath, [fileURLToPath(new URL('../build.mjs', import.meta.url))]);
  const tensorflow = await tensorflowVersion();
  if (tensorflow === undefined) say('Left out: the tensorflow engine, which is not set up here.');
  const redis = findRedis();
  if (redis === undefined) say('Left out: the sweep through a queue, since no redis-server is on PATH.');
  if (quick && options.python !== undefined) say('Left out: Python, because of --quick.');
  const python = options.python === undefined || quick ? undefined : await findPython(options.python);
  const engines = tensorflow === undefined ? ['wasm'] : ['wasm', 'tensorflow'];

  const { fma, wide } = await wasmFacts();
  const rows = chosenRows(tableRows({ engines, python, redis, folder, quick }));
  const note =
    'Ratios are ours / theirs, each the median of rounds run by turns; smaller is better. In brackets our minimum.';
  print([
    '',
    await describeMachine({ tensorflow, python, load, fma, wide }),
    '',
    note,
    '',
    ...tableHead(python?.threads),
  ]);
  for (const row of rows) {
    const rounds = quick ? 1 : (options.rounds ?? row.rounds);
    say(`${row.name}, ${rounds} x ${row.contestants.map(([name]) => name).join(', ')}`);
    const values = await interleave(row.contestants, rounds, fail);
    print(rowLines(row, values, { threads: python?.threads, wide, quick })); // as it comes: a full run takes long
  }
  if (options.only.length > 0 && !options.only.includes('stages')) return;
  say('stages');
  const job = quick ? { ...defaultJob, rows: 100, epochs: 2 } : defaultJob;
  const table = await stageTable(job, { engines, folder }, quick ? 1 : (options.rounds ?? 5));
  print(['', ...table]);
}

async function findPython(path) {
  try {
    const python = await probePython(path);
    for (const name of ['torch', 'sklearn', 'matplotlib']) {
      if (python[name] === undefined) fail(`${path} has no ${name}`);
    }
    return python;
  } catch (error) {
    fail(`${path} failed: ${error.message}`);
    return undefined;
  }
}

function fail(line) {
  failures++;
  say(line);
}

function chosenRows(rows) {
  const names = [...rows.map(({ name }) => name), 'stages'];
  const unknown = options.only.find((name) => !names.includes(name));
  if (unknown !== undefined) refuse(`--only must be one of ${names.join(', ')}, got ${unknown}.`);
  return rows.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        python: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        rounds: { type: 'string' },
        force: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    if (values.rounds === undefined) return values;
    const rounds = Number(values.rounds);
    if (!(Number.isInteger(rounds) && rounds > 0))
      refuse(`--rounds must be a whole number above 0, got ${values.rounds}.`);
    return { ...values, rounds };
  } catch (error) {
    return refuse(error.message);
  }
}

function refuse(message) {
  say(`${message}\n\n${usage}`);
  process.exit(2);
}
