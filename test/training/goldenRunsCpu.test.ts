import { goldenRuns } from '../goldens.js';
import { itFollowsGoldenRuns } from './goldenJob.js';

// The cpu backend takes its time; test/long has all of them.
itFollowsGoldenRuns(
  'cpu',
  goldenRuns.filter(({ name }) => ['mini-batch', 'small-informative'].includes(name)),
);
