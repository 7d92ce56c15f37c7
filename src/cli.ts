#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { declareConfigFlags } from './commands/configFlags.js';
import { takeUpSignal } from './commands/interruption.js';
import { declareFlags, declareTrainFlags, missingValue, similarFlag } from './commands/trainFlags.js';
import { withConfigFile } from './commands/withConfigFile.js';
import { generateOptions } from './config/generateOptions.js';
import { plotOptions } from './config/plotOptions.js';
import { predictOptions } from './config/predictOptions.js';
import { resumeOptions } from './config/resumeOptions.js';
import { paint } from './console/paint.js';
import { AdamTrainError, exitCodes } from './errors.js';
import { version } from './version.js';

const examples = `
Examples:
  adam-train
      the default job
  adam-train --lr 0.01 --epochs 500 --batch-size 32
      larger steps, more of them, in mini-batches
  adam-train --samples 500 --noise 20 --weight-decay 0.1 --decoupled-weight-decay
      AdamW on fewer and noisier rows

Exit codes:
  0 done, 1 internal or file error, 2 wrong usage, 3 bad data, 4 training diverged,
  130 and 143 interrupted
`;

const program = new Command('adam-train')
  .description('Trains a small neural regressor with a hand-written Adam and draws what happened.')
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false) // see withCommand
  .configureOutput({ outputError: () => {} }) // said by report, below
  .exitOverride();

const train = program
  .command('train')
  .description(
    'generate a regression problem, train on it and draw the result; meant when no command is named',
  )
  .allowExcessArguments(false)
  .addHelpText('after', examples);
const flags = declareTrainFlags(train);
const configFlags = declareConfigFlags(train);
train.action(async () => {
  if (configFlags.printConfig) {
    return (await import('./commands/printConfig.js')).printConfig(flags, configFlags.path);
  }
  const given = withConfigFile(flags, configFlags.path);
  return (await import('./commands/train.js')).train(given);
});
const dataCommand = program
  .command('data')
  .description('write the generated data set as CSV, to take it elsewhere or to train on it with --data')
  .allowExcessArguments(false);
const asked = declareFlags(dataCommand, generateOptions);
dataCommand.action(async () => (await import('./commands/data.js')).data(asked));

const resumeCommand = program
  .command('resume')
  .description('go on with a run after its last checkpoint, in its own folder; --epochs extends it')
  .argument('<folder>', "the run's folder, such as out/run-001")
  .allowExcessArguments(false);
const changed = declareFlags(resumeCommand, resumeOptions);
resumeCommand.action(async (folder) => (await import('./commands/resume.js')).resume(folder, changed));

const predict = program
  .command('predict')
  .description('take the model of a run to new rows, and write what it predicts as CSV')
  .argument('<run-folder>', 'the folder of the run: out/run-001')
  .allowExcessArguments(false);
const givenToPredict = declareFlags(predict, predictOptions);
predict.action(async (folder) => (await import('./commands/predict.js')).predict(folder, givenToPredict));

program
  .command('export')
  .description(
    'write the model of a run for tf.loadLayersModel: raw features in, the target in its own units out',
  )
  .argument('<run-folder>', 'the folder of the run: out/run-001')
  .requiredOption('--to <folder>', 'where model.json and weights.bin go')
  .option('--force', 'write into a folder that holds other files')
  .allowExcessArguments(false)
  .action(async (folder, flags) => (await import('./commands/exportModel.js')).exportModel(folder, flags));

const plotCommand = program
  .command('plot')
  .description("draw a run's charts again from its files, without training")
  .argument('<run-folder>', 'the folder of the run: out/run-001')
  .allowExcessArguments(false);
const givenToPlot = declareFlags(plotCommand, plotOptions);
plotCommand.action(async (folder) => (await import('./commands/plot.js')).plot(folder, givenToPlot));

program
  .command('setup')
  .description('install the native engine: TensorFlow, for --backend tensorflow')
  .option('--source <name>', 'prebuilt or pip; without it they are tried in turn')
  .option('--from <file>', 'a TensorFlow wheel or libtensorflow archive at hand')
  .option('--remove', 'remove the native engine')
  .allowExcessArguments(false)
  .action(async (flags) => (await import('./commands/setup.js')).setup(flags));

program
  .command('doctor')
  .description('say what works on this machine, and how to mend what does not')
  .option('--out <folder>', 'where run folders are to be made', 'out')
  .allowExcessArguments(false)
  .action(async (flags) => (await import('./commands/doctor.js')).doctor(flags));

program
  .command('self-test', { hidden: true })
  .requiredOption('--backend <name>')
  .action(async (flags) => (await import('./commands/selfTest.js')).selfTest(flags));

program.addHelpText('after', () => `\n${train.helpInformation()}${examples}`);

/** Without a command's name, train is meant: `adam-train --lr 0.1`; `help X` is `X --help`. */
function withCommand(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === 'help' && second !== undefined) {
    return program.commands.some((command) => command.name() === second) ? [second, '--help'] : [second];
  }
  if (first === 'help') return ['--help'];
  const isCommand = first !== undefined && !first.startsWith('-');
  const isOfProgram = first !== undefined && ['-h', '--help', '-V', '--version'].includes(first);
  return isCommand || isOfProgram ? args : ['train', ...args];
}

function sayError(sentence: string): void {
  process.stderr.write(`${paint('red', 'error:', process.stderr)} ${sentence}\n`);
}

/** Says what went wrong on standard error and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  if (error instanceof AdamTrainError) {
    sayError(error.message);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  sayError(`adam-train failed inside: ${message}. Please report it with the command you ran.`);
  if (process.env['ADAM_TRAIN_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.internal;
}

/** What commander objects to; it ends with 1 for that, and with 0 after --help and --version. */
function reportUsage(error: CommanderError): number {
  if (error.exitCode === 0) return exitCodes.done;
  const [name] = withCommand(process.argv.slice(2));
  const isTrain = name === 'train';
  const flag = /^error: option '(--[\w-]+) .* argument missing$/.exec(error.message)?.[1];
  const missing = isTrain && flag !== undefined ? missingValue(flag) : undefined;
  let said = error.message.replace(/^error: /, '').replace('\n', ' ');
  const unknown = /^unknown option '(--[\w-]+)/.exec(said)?.[1];
  const isMeantKnown = unknown === undefined || said.includes('Did you mean');
  const meant = isMeantKnown || !isTrain ? undefined : similarFlag(unknown);
  if (meant !== undefined && meant !== unknown) said += ` (Did you mean ${meant}?)`;
  const isOther = !isTrain && program.commands.some((command) => command.name() === name);
  const cure = said.endsWith('?)') ? '' : `; see adam-train ${isOther ? `${name} ` : ''}--help`;
  const message = missing?.message ?? `${said.replace(/\.$/, '')}${cure}`;
  sayError(message);
  return exitCodes.usage;
}

for (const [signal, exitCode] of [
  ['SIGINT', exitCodes.interrupted],
  ['SIGTERM', exitCodes.terminated],
] as const) {
  process.on(signal, () => {
    if (!takeUpSignal(exitCode)) process.exit(exitCode);
  });
}
// A reader that closes the pipe early, such as head, has what it wants; the run goes on and ends with its own code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = exitCodes.internal;
    if (stream === process.stdout) {
      process.stderr.write(`error: Standard output cannot be written (${error.code}); send it elsewhere.\n`);
    }
  });
}

try {
  await program.parseAsync([...withCommand(process.argv.slice(2))], { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}
