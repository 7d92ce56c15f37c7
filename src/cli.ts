#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { declareTrainFlags, describeFlag, missingValue, similarFlag } from './commands/trainFlags.js';
import { plotOptions } from './config/plotOptions.js';
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
const given = declareTrainFlags(train);
train.action(async () => (await import('./commands/train.js')).train(given));

const plot = program
  .command('plot')
  .description("draw a run's charts again from its files, without training")
  .argument('<folder>', 'the run folder, such as out/run-001')
  .allowExcessArguments(false)
  .action(async (folder, flags) => (await import('./commands/plot.js')).plot(folder, flags));
for (const option of Object.values(plotOptions)) {
  plot.option(`${option.flag} <${option.argument}>`, describeFlag(option));
}

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
  const flag = /^error: option '(--[\w-]+) .* argument missing$/.exec(error.message)?.[1];
  const missing = flag === undefined ? undefined : missingValue(flag);
  let said = error.message.replace(/^error: /, '').replace('\n', ' ');
  const unknown = /^unknown option '(--[\w-]+)/.exec(said)?.[1];
  const meant = unknown === undefined || said.includes('Did you mean') ? undefined : similarFlag(unknown);
  if (meant !== undefined) said += ` (Did you mean ${meant}?)`;
  const cure = said.endsWith('?)') ? '' : '; see adam-train --help';
  const message = missing?.message ?? `${said.replace(/\.$/, '')}${cure}`;
  sayError(message);
  return exitCodes.usage;
}

process.on('SIGINT', () => process.exit(exitCodes.interrupted));
process.on('SIGTERM', () => process.exit(exitCodes.terminated));
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
