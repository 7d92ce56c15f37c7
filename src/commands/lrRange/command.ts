import { rangeSettings } from '../../config/rangeSettings.js';
import { betasShorthand } from '../../config/trainSettings.js';
import { defineCommand } from '../defineCommand.js';

const examples = `
Examples:
  adam-train lr-range
      the default job's losses at 100 learning rates, and a suggestion
  adam-train lr-range --data cars.csv --target mpg --batch-size 32 --steps 400
      more steps where single batches differ much

Every optimizer, loss and batch size has a range of its own: give the flags that
train is to have.
`;

export const lrRange = defineCommand({
  name: 'lr-range',
  summary:
    'train some steps while the learning rate grows, draw the loss over it, and suggest one to begin with',
  settings: rangeSettings,
  shorthand: betasShorthand,
  help: examples,
  shortHelp: `${examples}
All flags, and what each may be: adam-train lr-range --help all`,
  run: async (given) => (await import('./run.js')).lrRange(given),
});
