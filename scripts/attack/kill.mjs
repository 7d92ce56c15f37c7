import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cliPath } from './flagTable.mjs';
import { leftovers } from './judge.mjs';
import { fingerprint, preparations, scenarios, sha256 } from './killScenarios.mjs';
import { Random } from './random.mjs';

// node scripts/attack/kill.mjs --seed 1 --kills 170: ends commands at random moments, by SIGKILL, SIGTERM, SIGINT or SIGHUP,
// and checks what they leave. --only N does the N-th kill alone; the moment is a share of the command's time, so that on
// another machine it may fall elsewhere.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '100' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const codes = { SIGKILL: null, SIGTERM: 143, SIGINT: 130, SIGHUP: 129 };

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-kill-'));
process.once('exit', () => rmSync(cwd, { recursive: true, force: true }));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.once(signal, () => process.exit(code));

for (const args of preparations) await sound(args);
/** Each scenario's outcome and time when nothing disturbs it. */
const wholes = {};
for (const name of Object.keys(scenarios)) wholes[name] = await undisturbed(name);

const started = performance.now();
const failures = [];
const reached = { early: 0, midway: 0, ended: 0 };
const numbers =
  values.only === undefined
    ? Array.from({ length: Number(values.kills) }, (_, n) => n)
    : [Number(values.only)];
const left = [...numbers];
const work = async () => {
  for (let n = left.shift(); n !== undefined; n = left.shift()) await killOne(n);
};
await Promise.all([work(), work()]);

const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(
  `kills, seed ${seed}: ${numbers.length} in ${seconds} s; before anything was written ${reached.early}, midway ${reached.midway}, after the end ${reached.ended}; findings ${failures.length}\n`,
);
for (const { n, what, why } of failures) {
  process.stdout.write(
    `\n${what}: ${why.trim()}\n  node scripts/attack/kill.mjs --seed ${seed} --only ${n}\n`,
  );
}
process.exitCode = failures.length === 0 ? 0 : 1;

async function killOne(n) {
  const random = new Random(seed, n);
  const scenario = random.pick(Object.keys(scenarios));
  const signal = random.weighted({ SIGKILL: 5, SIGTERM: 2, SIGINT: 2, SIGHUP: 1 });
  const { args, before = () => [], made, check } = scenarios[scenario];
  const name = `${scenario.replace(/\W+/g, '-')}-${n}`;
  const what = `${scenario}, ${signal}`;
  for (const each of before(name)) await sound(each);
  const old =
    before(name).length > 0 && scenario.includes('predict') ? sha256(join(cwd, name, 'rows.csv')) : undefined;
  const { whole, milliseconds } = wholes[scenario];
  const ended = await run(args(name), { signal, milliseconds: random.next() * 1.05 * milliseconds });
  reached[ended.code === 0 ? 'ended' : existsSync(join(cwd, made(name))) ? 'midway' : 'early']++;
  // Null: before Node had read the program, or by SIGKILL.
  let why = [0, null, codes[signal]].includes(ended.code)
    ? undefined
    : `exit code ${ended.code}: ${ended.stderr}`;
  if (why === undefined && signal !== 'SIGKILL' && ended.code !== null) {
    const path = join(cwd, made(name));
    const found = existsSync(path) ? leftovers(path) : [];
    if (found.length > 0) why = `left over: ${found.join(' ')}`;
  }
  why ??= await check(cwd, name, whole, run, old);
  if (why !== undefined) failures.push({ n, what, why });
  rmSync(join(cwd, made(name)), { recursive: true, force: true });
}

async function undisturbed(scenario) {
  const { args, before = () => [], made } = scenarios[scenario];
  const name = `whole-${scenario.replace(/\W+/g, '-')}`;
  for (const each of before(name)) await sound(each);
  const begun = performance.now();
  await sound(args(name));
  const milliseconds = performance.now() - begun;
  const path = join(cwd, made(name));
  const file = join(path, 'rows.csv');
  const whole = existsSync(file) ? sha256(file) : fingerprint(path);
  rmSync(path, { recursive: true });
  return { whole, milliseconds };
}

async function sound(args) {
  const { code, stderr } = await run(args);
  if (code !== 0) throw new Error(`${args.join(' ')} ends with ${code}: ${stderr}`);
}

/** Runs a command to its end, or until a signal ends it. */
function run(args, kill) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cliPath, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const timer = kill && setTimeout(() => child.kill(kill.signal), kill.milliseconds);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stderr });
    });
  });
}
