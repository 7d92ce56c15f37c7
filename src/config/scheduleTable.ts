/** The learning-rate schedules that a run can have. */
export const scheduleNames = [
  'constant',
  'step',
  'multistep',
  'exponential',
  'cosine',
  'cosine-restarts',
  'linear',
  'polynomial',
  'one-cycle',
  'plateau',
] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** A default that depends on how many epochs the schedule has: those of the run, less the warm-up. */
export interface DefaultByEpochs<Value = number | number[]> {
  words: string;
  of: (epochs: number) => Value;
}

interface ScheduleEntry {
  /** The class of torch.optim.lr_scheduler that it computes. */
  torchName: string | undefined;
  /** The schedule's options with their defaults, by the names that the library's functions have. */
  options: Readonly<Record<string, number | DefaultByEpochs>>;
}

const allEpochs: DefaultByEpochs<number> = {
  words: "the run's epochs less the warm-up",
  of: (epochs) => epochs,
};

// Rounded up, so that no fifth cycle begins at the full rate in the last epochs.
const quarter: DefaultByEpochs<number> = {
  words: "a quarter of the run's epochs less the warm-up",
  of: (epochs) => Math.ceil(epochs / 4),
};

const halfAndThreeQuarters: DefaultByEpochs<number[]> = {
  words: "50 % and 75 % of the run's epochs less the warm-up",
  of: (epochs) => [0.5, 0.75].map((part) => Math.max(1, Math.round(part * epochs))),
};

/**
 * Which schedule has which option, and its default. They are PyTorch's, except where PyTorch has none or has a number of epochs
 * that knows nothing of the run's: stepSize, milestones, tMax, exponential's gamma. `linear` falls from the base rate to 0, where
 * PyTorch's LinearLR by default rises from a third of it.
 */
export const scheduleTable = {
  constant: { torchName: undefined, options: {} },
  step: { torchName: 'StepLR', options: { stepSize: 30, gamma: 0.1 } },
  multistep: { torchName: 'MultiStepLR', options: { milestones: halfAndThreeQuarters, gamma: 0.1 } },
  exponential: { torchName: 'ExponentialLR', options: { gamma: 0.95 } },
  cosine: { torchName: 'CosineAnnealingLR', options: { tMax: allEpochs, minLr: 0 } },
  'cosine-restarts': {
    torchName: 'CosineAnnealingWarmRestarts',
    options: { tMax: quarter, tMult: 1, minLr: 0 },
  },
  linear: { torchName: 'LinearLR', options: { tMax: allEpochs, endFactor: 0 } },
  polynomial: { torchName: 'PolynomialLR', options: { tMax: allEpochs, power: 1 } },
  'one-cycle': { torchName: 'OneCycleLR', options: { tMax: allEpochs, pctStart: 0.3 } },
  plateau: {
    torchName: 'ReduceLROnPlateau',
    options: { factor: 0.1, patience: 10, cooldown: 0, minLr: 0 },
  },
} as const satisfies Record<ScheduleName, ScheduleEntry>;

type OptionNamesOf<Name extends ScheduleName> = keyof (typeof scheduleTable)[Name]['options'];

/** The options that some schedule has. */
export type ScheduleOptionName = { [Name in ScheduleName]: OptionNamesOf<Name> }[ScheduleName];

/** A schedule with all its options as plain values, of which none depends on the run any more. */
export type ScheduleSettings = {
  [Name in ScheduleName]: {
    schedule: Name;
    options: { [Option in OptionNamesOf<Name>]: Option extends 'milestones' ? number[] : number };
  };
}[ScheduleName];

/** A schedule's default for an option; undefined if it does not have it. */
export function scheduleDefault(
  schedule: ScheduleName,
  option: ScheduleOptionName,
): number | DefaultByEpochs | undefined {
  const { options }: ScheduleEntry = scheduleTable[schedule];
  return options[option];
}

/** The schedules that have an option. */
export function schedulesWith(option: ScheduleOptionName): ScheduleName[] {
  return scheduleNames.filter((name) => scheduleDefault(name, option) !== undefined);
}
