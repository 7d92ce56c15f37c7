import { csvText } from './csvTexts.mjs';
import { damages } from './damages.mjs';
import { Random } from './random.mjs';
import { sweepFiles, sweepFlags, sweepJsonFiles, sweepSpace, sweptFolder } from './sweepCases.mjs';
import { hostileJson, hostileTexts, smallNumbers, soundJson } from './values.mjs';

/** Runs that each worker trains once, of which a case takes a copy: of generated rows, and of a file with words and gaps. */
const templates = ['generated', 'table'];

/** What makes a job small, for the flags that a case does not set itself. */
const small = { '--samples': '30', '--features': '3', '--hidden': '4', '--epochs': '2', '--seed': '1' };

/**
 * A case of the fuzzer: the files that are there, and the command that is run.
 *
 * @typedef {object} Case
 * @property {string} kind
 * @property {string[]} args
 * @property {Record<string, Buffer>} files
 * @property {Buffer} [stdin]
 * @property {string} [run] the template whose copy stands in out/run
 * @property {object[]} damage what is done to that copy
 */

/**
 * The n-th case of a seed.
 *
 * @param {Record<string, {flag: string, takes: boolean, words: string[], isSize: boolean, varies: boolean}[]>} flags by command
 * @returns {Case}
 */
export function makeCase(seed, n, flags) {
  const random = new Random(seed, n);
  const kind = random.weighted({
    flags: 32,
    config: 16,
    csv: 22,
    inspect: 8,
    predict: 8,
    run: 22,
    sweep: 8,
    space: 6,
    swept: 6,
  });
  return { kind, files: {}, damage: [], ...kinds[kind](random, flags) };
}

const kinds = {
  flags(random, flags) {
    const command = random.weighted({
      train: 50,
      data: 12,
      explain: 18,
      predict: 5,
      export: 5,
      plot: 4,
      importance: 4,
      resume: 6,
      compare: 6,
      runs: 3,
      'lr-range': 10,
    });
    const { text } = csvText(random);
    const needsRun = ['predict', 'export', 'plot', 'importance', 'resume', 'compare', 'runs'].includes(
      command,
    );
    const args = [command, ...(needsRun ? [random.chance(0.9) ? 'out/run' : random.pick(hostileTexts)] : [])];
    if (command === 'compare' && random.chance(0.8))
      args.push(random.pick(['out/other', 'out/other', 'out/*', 'out', '**']));
    if (command === 'runs' && random.chance(0.7)) args[1] = 'out';
    args.push(...someFlags(random, flags[command], command));
    if (['train', 'explain'].includes(command)) args.push(...sizesLeft(args));
    if (command === 'lr-range') args.push(...sizesLeft([...args, '--epochs']));
    if (command === 'data') args.push(...sizesLeft(args).slice(0, 4));
    if (random.chance(0.03)) args.splice(random.integer(0, args.length), 0, random.pick(hostileTexts));
    return {
      args,
      files: { 'rows.csv': text },
      stdin: text,
      ...(needsRun && { run: random.pick(templates) }),
    };
  },

  config(random, flags) {
    const settings = { samples: 30, features: 3, hidden: [4], epochs: 2 };
    const names = flags.train.map(({ flag }) => camelCase(flag));
    for (const name of random.some(names, random.integer(0, 3))) {
      settings[name] = random.pick(random.chance(0.4) ? soundJson : hostileJson);
    }
    if (random.chance(0.15)) settings[random.pick(hostileTexts)] = random.pick(hostileJson);
    if (typeof settings.epochs === 'number') settings.epochs = Math.min(settings.epochs, 5);
    for (const name of ['samples', 'features']) if (settings[name] > 100) settings[name] = 30;
    let text = JSON.stringify(
      random.chance(0.2) ? { ...settings, environment: random.pick(hostileJson) } : settings,
    );
    if (random.chance(0.1)) text = text.slice(0, random.integer(0, text.length));
    if (random.chance(0.05)) text = `${'['.repeat(random.integer(1, 20_000))}${text}`;
    if (random.chance(0.05))
      text = random.pick(['', 'null', '[]', '3', '"a"', '\ufeff{}', '{"epochs":1,"epochs":2}']);
    const args = ['train', '--config', 'my.json'];
    if (random.chance(0.15)) args.push('--print-config');
    if (random.chance(0.15)) args.push('--json');
    return { args, files: { 'my.json': Buffer.from(text) } };
  },

  csv(random, flags) {
    const { text, names } = csvText(random);
    const target = random.chance(0.9) ? (names.at(-1) ?? 'y') : random.pick(hostileTexts);
    const stdin = random.chance(0.15);
    const args = [
      'train',
      '--data',
      stdin ? '-' : 'rows.csv',
      '--target',
      target,
      '--hidden',
      '3',
      '--epochs',
      '1',
    ];
    const about = flags.train.filter(({ flag }) => csvFlags.includes(flag));
    args.push(...someFlags(random, about, 'train', names, random.integer(0, 2)));
    return { args, files: { 'rows.csv': text }, ...(stdin && { stdin: text }) };
  },

  inspect(random, flags) {
    const { text, names } = csvText(random);
    const args = ['inspect', 'rows.csv', ...(random.chance(0.8) ? ['--target', names.at(-1) ?? 'y'] : [])];
    if (random.chance(0.3)) args.push('--to', 'pictures');
    args.push(...someFlags(random, flags.inspect, 'inspect', names, random.integer(0, 2)));
    return { args, files: { 'rows.csv': text } };
  },

  predict(random, flags) {
    const { text } = csvText(random);
    const stdin = random.chance(0.2);
    const args = ['predict', 'out/run', '--data', stdin ? '-' : 'rows.csv'];
    args.push(...someFlags(random, flags.predict, 'predict', [], random.integer(0, 2)));
    return { args, files: { 'rows.csv': text }, ...(stdin && { stdin: text }), run: random.pick(templates) };
  },

  run(random, flags) {
    const command = random.pick(
      ['resume', 'resume', 'predict', 'export', 'plot', 'importance', 'train'].concat(['compare', 'runs']),
    );
    const args = {
      resume: ['resume', 'out/run', ...(random.chance(0.6) ? ['--epochs', '5'] : [])],
      predict: ['predict', 'out/run', '--data', 'rows.csv'],
      export: ['export', 'out/run', '--to', random.chance(0.8) ? 'web' : 'out/run'],
      plot: ['plot', 'out/run'],
      importance: ['importance', 'out/run'],
      compare: ['compare', 'out/run', 'out/other'],
      runs: ['runs'],
      train: ['train', '--name', 'run', '--force', ...Object.entries(small).flat()],
    }[command];
    if (random.chance(0.1)) args.push(...someFlags(random, flags[command], command, [], 1));
    const rows = 'x1,x2,x3,y\n1,2,3,4\n0,0,1,2\n';
    return {
      args,
      files: { 'rows.csv': Buffer.from(rows) },
      run: random.pick(templates),
      damage: damages(random),
    };
  },

  sweep: (random, flags) => sweepFlags(random, flags.sweep),

  space: (random, flags) => sweepSpace(random, flags.sweep),

  swept: (random) => ({
    ...sweptFolder(random),
    damage: damages(random, { all: sweepFiles, json: sweepJsonFiles }),
  }),
};

const csvFlags = [
  '--columns',
  '--ignore-columns',
  '--text-columns',
  '--no-header',
  '--delimiter',
  '--missing',
].concat(
  ['--decimal', '--thousands', '--na-values', '--no-default-na', '--test-size', '--val-size'],
  ['--standardize-target', '--no-standardize-target', '--seed', '--batch-size', '--json'],
);

/** Some flags with values: most often such as the flag takes. */
function someFlags(random, flags, command, names = [], count = random.integer(0, 4)) {
  return random.some(flags, count).flatMap(({ flag, takes, words, isSize }) => {
    if (!takes) return [flag];
    const sound = words.length > 0 && random.chance(0.7) ? words : [...smallNumbers, ...names];
    let value = random.chance(0.75) ? random.pick(sound) : random.pick(hostileTexts);
    if (isSize && Number(value) > 10) value = '5';
    // What is overwritten or waited for lies in the case's folder.
    if (flag === '--out' && command === 'train' && value.startsWith('/')) value = 'out';
    return random.chance(0.1) ? [`${flag}=${value}`] : [flag, value];
  });
}

function sizesLeft(args) {
  const given = args.map((arg) =>
    arg.replace(/=.*$/s, '').replace('--n-', '--').replace('--random-state', '--seed'),
  );
  return Object.entries(small)
    .filter(([flag]) => !given.includes(flag))
    .flat();
}

function camelCase(flag) {
  return flag.slice(2).replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
