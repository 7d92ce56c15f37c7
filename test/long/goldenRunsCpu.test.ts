import { goldenRuns } from '../goldens.js';
import { itFollowsGoldenRuns } from '../training/goldenJob.js';

itFollowsGoldenRuns('cpu', goldenRuns);
