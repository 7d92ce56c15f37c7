import { compare } from './compare/command.js';
import { completion } from './completion/command.js';
import { data } from './data/command.js';
import { doctor } from './doctor/command.js';
import { explain } from './explain/command.js';
import { exportModel } from './export/command.js';
import { importance } from './importance/command.js';
import { inspect } from './inspect/command.js';
import { lrRange } from './lrRange/command.js';
import { open } from './open/command.js';
import { plot } from './plot/command.js';
import { predict } from './predict/command.js';
import { report } from './report/command.js';
import { resume } from './resume/command.js';
import { runs } from './runs/command.js';
import { selfTest } from './selfTest/command.js';
import { setup } from './setup/command.js';
import { sweep } from './sweep/command.js';
import { train } from './train/command.js';
import { trialWorker } from './trialWorker/command.js';
import { versionCommand } from './version/command.js';
import { worker } from './worker/command.js';

/** The commands of adam-train, in the help's order. */
export const commands = [
  train,
  sweep,
  worker,
  data,
  inspect,
  resume,
  predict,
  exportModel,
  importance,
  plot,
  report,
  open,
  runs,
  compare,
  lrRange,
  explain,
  setup,
  doctor,
  completion,
  selfTest,
  trialWorker,
  versionCommand,
];
