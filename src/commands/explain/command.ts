import { explainSettings } from '../../config/explainSettings.js';
import { betasShorthand } from '../../config/trainSettings.js';
import { defineCommand } from '../defineCommand.js';

const examples = `
Parameters are named layer1.weight[input,output] and layer1.bias[output],
counted from 0.

Examples:
  adam-train explain --steps 3 --parameter layer1.weight[3,7]
      Algorithm 1 with the numbers of train's first steps
  adam-train explain --function rosenbrock --optimizer adam,sgd,rmsprop
      three paths over a surface, in path.png
  adam-train explain --example reddi2018
      the problem on which Adam goes the wrong way, in reddi2018.png
  adam-train explain --page
      a page for the browser on which all of it can be tried, explain.html
`;

export const explain = defineCommand({
  name: 'explain',
  summary:
    'show how Adam works: its steps on a real job line by line, its path on a surface, a known example, or a page to try it on',
  settings: explainSettings,
  shorthand: betasShorthand,
  help: examples,
  shortHelp: `${examples}
All flags, and what each may be: adam-train explain --help all`,
  run: async (given) => (await import('./run.js')).explain(given),
});
