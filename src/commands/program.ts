import { Command } from 'commander';
import { generateSettings } from '../config/generateSettings.js';
import { plotSettings } from '../config/plotSettings.js';
import { predictSettings } from '../config/predictSettings.js';
import { resumeSettings } from '../config/resumeSettings.js';
import { version } from '../version.js';
import { declareConfigFlags } from './configFlags.js';
import { declareExplainFlags, declareFlags, declareTrainFlags } from './trainFlags.js';

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

Exit codes:
  0 done, 1 internal or file error, 2 wrong usage, 3 bad data, 4 training diverged,
  129, 130 and 143 interrupted
`;

const explainExamples = `
Parameters are named layer1.weight[input,output] and layer1.bias[output], counted from 0.

Examples:
  adam-train explain --steps 3 --parameter layer1.weight[3,7]
      Algorithm 1 with the numbers of train's first steps
  adam-train explain --function rosenbrock --optimizer adam,sgd,rmsprop
      three paths over a surface, in path.png
  adam-train explain --example reddi2018
      the problem on which Adam goes the wrong way, in reddi2018.png
`;

/** The command line: every command with its flags; a command's code is loaded when it runs. */
export const program = new Command('adam-train')
  .description(
    'Trains a small neural regressor with a hand-written Adam, or one of its relatives, and draws what happened.',
  )
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false) // see withCommand
  .configureOutput({ outputError: () => {} }) // said by cli.ts
  .exitOverride();

const train = program
  .command('train')
  .description('train on generated rows or a CSV file and draw the result; meant when no command is named')
  .allowExcessArguments(false)
  .addHelpText('after', examples);
const flags = declareTrainFlags(train);
const configFlags = declareConfigFlags(train);
train.action(async () => {
  if (configFlags.printConfig) {
    return (await import('./printConfig.js')).printConfig(flags, configFlags.path);
  }
  const given =
    configFlags.path === undefined
      ? flags
      : (await import('./withConfigFile.js')).withConfigFile(flags, configFlags.path);
  return (await import('./train.js')).train(given);
});

const dataCommand = program
  .command('data')
  .description('write the generated data set as CSV, to take it elsewhere or to train on it with --data')
  .allowExcessArguments(false);
const asked = declareFlags(dataCommand, generateSettings);
dataCommand.action(async () => (await import('./data.js')).data(asked));

const resumeCommand = program
  .command('resume')
  .description('go on with a run after its last checkpoint, in its own folder; --epochs extends it')
  .argument('<folder>', "the run's folder, such as out/run-001")
  .allowExcessArguments(false);
const changed = declareFlags(resumeCommand, resumeSettings);
resumeCommand.action(async (folder) => (await import('./resume.js')).resume(folder, changed));

const predict = program
  .command('predict')
  .description('take the model of a run to new rows, and write what it predicts as CSV')
  .argument('<run-folder>', 'the folder of the run: out/run-001')
  .allowExcessArguments(false);
const givenToPredict = declareFlags(predict, predictSettings);
predict.action(async (folder) => (await import('./predict.js')).predict(folder, givenToPredict));

program
  .command('export')
  .description(
    'write the model of a run for tf.loadLayersModel: raw features in, the target in its own units out',
  )
  .argument('<run-folder>', 'the folder of the run: out/run-001')
  .requiredOption('--to <folder>', 'where model.json and weights.bin go')
  .option('--force', 'write into a folder that holds other files')
  .allowExcessArguments(false)
  .action(async (folder, flags) => (await import('./exportModel.js')).exportModel(folder, flags));

const plotCommand = program
  .command('plot')
  .description("draw a run's charts again from its files, without training")
  .argument('<run-folder>', 'the folder of the run: out/run-001')
  .allowExcessArguments(false);
const givenToPlot = declareFlags(plotCommand, plotSettings);
plotCommand.action(async (folder) => (await import('./plot.js')).plot(folder, givenToPlot));

const explainCommand = program
  .command('explain')
  .description(
    'show how Adam works: its steps on a real job line by line, its path on a surface, or a known example',
  )
  .allowExcessArguments(false)
  .addHelpText('after', explainExamples);
const givenToExplain = declareExplainFlags(explainCommand);
explainCommand.action(async () => (await import('./explain.js')).explain(givenToExplain));

program
  .command('setup')
  .description('install the native engine: TensorFlow, for --backend tensorflow')
  .option('--source <name>', 'prebuilt or pip; without it they are tried in turn')
  .option('--from <file>', 'a TensorFlow wheel or libtensorflow archive at hand')
  .option('--remove', 'remove the native engine')
  .allowExcessArguments(false)
  .action(async (flags) => (await import('./setup.js')).setup(flags));

program
  .command('doctor')
  .description('say what works on this machine, and how to mend what does not')
  .option('--out <folder>', 'where run folders are to be made', 'out')
  .allowExcessArguments(false)
  .action(async (flags) => (await import('./doctor.js')).doctor(flags));

program
  .command('self-test', { hidden: true })
  .requiredOption('--backend <name>')
  .action(async (flags) => (await import('./selfTest.js')).selfTest(flags));

program.addHelpText('after', () => `\n${train.helpInformation()}${examples}`);
