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
    // Times of repeated jobs, with a library of time zones.
    bundler.onResolve({ filter: /^cron-parser$/ }, () => ({ path: 'cron-parser', namespace: 'left-out' }));
    // A faster reader of texts, compiled on the machine; without it msgpackr takes its own.
    bundler.onResolve({ filter: /^msgpackr-extract$/ }, () => ({
      path: 'msgpackr-extract',
      namespace: 'left-out',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `module.exports = ${path === 'cron-parser' ? '{ CronExpressionParser: undefined }' : 'undefined'}`,
    }));
    bundler.onLoad({ filter: scriptsLeftOut }, () => ({ contents: 'export {}' }));
  },
};

const seen = Symbol('seen');

/** Lua of what we never call: relays, schedulers of repeated jobs, and jobs that have children. */
const scriptsLeftOut =
  /bullmq.dist.esm.scripts.(relay\w*|\w*JobScheduler|getJobScheduler|addParentJob|\w*(Child|Children|Dependency|Dependencies))-\d+\.js$/;

function isBullmq(path) {
  return /node_modules.bullmq.dist.esm/.test(path);
}
