import { betasShorthand, trainSettings } from '../../config/trainSettings.js';
import { defineCommand } from '../defineCommand.js';
import { declareConfigFlags, newConfigFlags } from './configFlags.js';

const examples = `
Examples:
  adam-train
      the default job
  adam-train --lr 0.01 --epochs 500 --batch-size 32
      larger steps, more of them, in mini-batches
  adam-train --samples 500 --noise 20 --weight-decay 0.1 --decoupled-weight-decay
      AdamW on fewer and noisier rows
  adam-train --data cars.csv --target mpg --val-size 0.2 --patience 40
      a file of your own, stopping early
  adam-train --optimizer rmsprop --schedule cosine --warmup 10
      another optimizer, and a learning rate that falls
`;

const exitCodes = `
Exit codes:
  0 done, 1 internal or file error, 2 wrong usage, 3 bad data, 4 training diverged,
  129, 130 and 143 interrupted
`;

const config = newConfigFlags();

export const train = defineCommand({
  name: 'train',
  summary: 'learn from generated rows or a CSV file and draw the result; meant when no command is named',
  settings: trainSettings,
  shorthand: betasShorthand,
  declareOthers: (command) => declareConfigFlags(command, config),
  help: examples + exitCodes,
  shortHelp: `${examples}
All flags, what each may be and the exit codes: adam-train train --help all`,
  run: async (flags) => {
    if (config.printConfig) return (await import('./printConfig.js')).printConfig(flags, config.path);
    const given =
      config.path === undefined
        ? flags
        : (await import('./withConfigFile.js')).withConfigFile(flags, config.path);
    return (await import('./run.js')).train(given);
  },
});
