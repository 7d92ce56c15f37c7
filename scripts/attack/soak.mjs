import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// npm run soak: the attacks at their full length, less than an hour on two cores, with the figures of each.

const attacks = [
  ...[1, 2, 3].map((seed) => ['fuzz.mjs', '--seed', seed, '--cases', 3334]),
  ['kill.mjs', '--seed', 1, '--kills', 170],
  ['sweepKills.mjs', '--seed', 1, '--sweeps', 10, '--kills', 5],
  ['queueKills.mjs', '--seed', 1, '--sweeps', 3, '--trials', 500, '--collectors', 4, '--restarts', 1],
  ['csvDifferential.mjs', '--seed', 1, '--texts', 50_000],
];

for (const [name, ...args] of attacks) {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const { status } = spawnSync(process.execPath, [path, ...args.map(String)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
