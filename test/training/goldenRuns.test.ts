import { goldenRuns } from '../goldens.js';
import { itFollowsGoldenRuns } from './goldenJob.js';

itFollowsGoldenRuns('wasm', goldenRuns);
