import type { OptimizerName } from './optimizerTable.js';
import type { Rule } from './rules.js';
import type { ScheduleName } from './scheduleTable.js';

/** One parameter of a command, as flags, help, validation and config.json all know it. */
export interface Option<Value> {
  /** The flag that the help shows, with its dashes. */
  flag: `--${string}`;
  /** Other names, which a PyTorch, Keras or scikit-learn user would type. */
  aliases: readonly `--${string}`[];
  /** What stands for the value in the help; absent for a switch. */
  argument?: string;
  /** The help's heading. */
  group: string;
  help: string;
  rule: Rule<Value>;
  /** The value when nothing is given; absent where it depends on other values. */
  default?: Value;
  /** The kind of data that the option is about, where it has no meaning for the other. */
  source?: 'generated' | 'file';
  /** Whether it is the path of a file or folder, which a config file gives from its own folder on. */
  isPath?: boolean;
  /** The optimizers that have the option; absent where it is no optimizer's. */
  optimizers?: readonly OptimizerName[];
  /** The schedules that have the option; absent where it is no schedule's. */
  schedules?: readonly ScheduleName[];
  /** The default in words, where the value alone would not say it. */
  defaultWords?: string;
}

/** The values that a table's options resolve to. */
export type ValuesOf<Table> = {
  [Key in keyof Table]: Table[Key] extends Option<infer Value> ? Value : never;
};

type Declaration<Value> = Omit<Option<Value>, 'aliases' | 'default'> & {
  aliases?: Option<Value>['aliases'];
  default?: NoInfer<Value>;
};

export function option<Value>(declaration: Declaration<Value>): Option<Value> {
  return { aliases: [], ...declaration };
}
