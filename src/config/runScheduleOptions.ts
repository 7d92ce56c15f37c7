import { option } from './option.js';
import { countOrNone, oneOf } from './rules.js';
import { scheduleOptions } from './scheduleOptions.js';
import { scheduleNames } from './scheduleTable.js';

/** The schedule of a run and its options: which one has which, and their defaults, stands in scheduleTable. */
export const runScheduleOptions = {
  schedule: option({
    flag: '--schedule',
    argument: 'name',
    group: 'Schedule',
    help: 'how the learning rate changes from epoch to epoch',
    rule: oneOf(scheduleNames),
    default: 'constant',
  }),
  warmup: option({
    flag: '--warmup',
    argument: 'n',
    group: 'Schedule',
    help: 'epochs in which the learning rate first rises from a tenth of --lr',
    rule: countOrNone,
    default: 0,
  }),
  scheduleStepSize: scheduleOptions.stepSize,
  scheduleGamma: scheduleOptions.gamma,
  scheduleMilestones: scheduleOptions.milestones,
  scheduleTMax: scheduleOptions.tMax,
  scheduleTMult: scheduleOptions.tMult,
  scheduleMinLr: scheduleOptions.minLr,
  scheduleFactor: scheduleOptions.factor,
  schedulePatience: scheduleOptions.patience,
  scheduleCooldown: scheduleOptions.cooldown,
  schedulePower: scheduleOptions.power,
  scheduleEndFactor: scheduleOptions.endFactor,
  schedulePctStart: scheduleOptions.pctStart,
} as const;
