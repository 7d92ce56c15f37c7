import { jobOf } from '../../src/queue/jobs/trialJob.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import type { TrialTask } from '../../src/sweep/trial.js';
import { trainConfig } from '../trainConfigs.js';

export const sweep = '0123456789ab';
export const { config: plan } = resolveSweep({
  fixed: { valSize: { name: '--val-size', text: '0.2', value: 0.2 } },
  texts: { learningRate: { name: '--lr', texts: ['1e-3,1e-2'] } },
  sweep: {},
});
export const task: TrialTask = {
  number: 7,
  config: trainConfig({ valSize: 0.2, learningRate: 0.01 }),
  dataSha256: 'ab'.repeat(32),
};
export const good = jobOf(plan, sweep, task, false);
/** As it comes from the server. */
export const travelled = (job: object = good) => JSON.parse(JSON.stringify(job));
