import { readFileSync } from 'node:fs';

// What our code needs of BullMQ: its queues on Redis, without Postgres, repeated jobs, relays and other clients of Redis.

/** Leaves out of a bundle what nobody asks of BullMQ, which is half of it. */
export const leanBullmq = {
  name: 'lean-bullmq',
  setup: (bundler) => {
    // Its package does not say so, and so an index keeps all that it lists.
    bundler.onResolve({ filter: /^bullmq$|^\./ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === seen || (path !== 'bullmq' && !isBullmq(from.importer))) return undefined;
      const { importer, resolveDir, kind } = from;
      const resolved = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: seen });
      return { ...resolved, sideEffects: false };
    });
    for (const name of Object.keys(standIns)) {
      bundler.onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) =>
        /node_modules.(bullmq|ioredis|msgpackr)\b/.test(importer)
          ? { path: name, namespace: 'stand-in' }
          : undefined,
      );
    }
    bundler.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({ contents: standIns[path] }));
    bundler.onLoad({ filter: scriptsLeftOut }, () => ({ contents: 'export {}' }));
    bundler.onLoad({ filter: scripts }, ({ path }) => ({
      contents: withoutRemarks(readFileSync(path, 'utf8')),
    }));
  },
};

const seen = Symbol('seen');

/** What stands for packages that those need. */
const standIns = {
  // It reckons the times of repeated jobs, with a library of time zones.
  'cron-parser': 'export const CronExpressionParser = undefined;',
  // A faster reader of texts, compiled on the machine; without it msgpackr takes its own.
  'msgpackr-extract': 'module.exports = undefined;',
  // With DEBUG=*, which other programs are asked with, it would print every command, the one with the password too.
  debug: 'export default () => Object.assign(() => {}, { enabled: false });',
};

/** Lua of what we never call: relays, schedulers of repeated jobs, and jobs that have children. */
const scriptsLeftOut =
  /bullmq.dist.esm.scripts.(relay\w*|\w*JobScheduler|getJobScheduler|addParentJob|\w*(Child|Children|Dependency|Dependencies))-\d+\.js$/;

const scripts = /bullmq.dist.esm.scripts.\w+-\d+\.js$/;

/** Lua without what is written for its readers: no minifier looks into a text, and each script has all that it includes. */
function withoutRemarks(code) {
  return code
    .replace(/--\[\[[\s\S]*?\]\]/g, '')
    .replace(/^\s*--.*\n/gm, '')
    .replace(/^[ \t]+/gm, '');
}

function isBullmq(path) {
  return /node_modules.bullmq.dist.esm/.test(path);
}
