import { hostileJson, hostileTexts, smallNumbers, soundJson } from './values.mjs';

/** What a dimension may look like, sound or nearly so. */
const dimensions = [
  '1e-4..1e-1',
  '1e-3,1e-2',
  '1..3',
  '2,3',
  '1..9/4',
  '0,1e-6..1e-1',
  'log:1..3',
  'lin:1e-3..1e-1',
].concat(['true,false', 'adam,sgd', 'relu,tanh', 'full,4', '4,4', 'none,value', 'constant,cosine', '0..0.5']);
const hostileDimensions = [
  '..',
  '1..',
  '..1',
  '1..2..3',
  '3..1',
  '1..1',
  'a..b',
  '1..9/0',
  '1..9/-1',
  '1..9/',
  '1..9/1e-9',
].concat(
  [
    '1..1e9',
    '0..9007199254740993',
    '1e-400..1',
    '5e-324..1e308',
    'log:0..1',
    'log:-1..1',
    'NaN..1',
    '-Infinity..Infinity',
  ],
  [
    'log:',
    'log:log:1..2',
    ',',
    '1,,2',
    '1,1',
    '1,1..2,3',
    '__proto__,a',
    'toString,1',
    `1${',1'.repeat(3000)}`,
    '1e-3 .. 1e-1',
  ],
);

/** Sizes that are trained on in no time. */
const smallDimensions = ['2,3', '3..5', '4', '30,31'];

const ways = { '--val-size': 6, '--folds': 1, '--metric': 1, none: 1 };
const common = ['--samples', '30', '--features', '3', '--hidden', '4', '--epochs', '2'];

/**
 * A sweep by flags.
 *
 * @param flags of the command
 */
export function sweepFlags(random, flags) {
  const args = ['sweep'];
  const isDry = random.chance(0.7);
  for (const { flag, isSize, words, takes } of random.some(flags, random.integer(1, 4))) {
    const value = isSize
      ? random.pick(smallDimensions)
      : random.pick(
          random.pick([
            dimensions,
            hostileDimensions,
            smallNumbers,
            hostileTexts,
            words.length > 0 ? words : dimensions,
          ]),
        );
    if (!takes) args.push(random.chance(0.3) ? `${flag}=${value}` : flag);
    else args.push(...(random.chance(0.1) ? [`${flag}=${value}`] : [flag, value]));
  }
  if (random.chance(0.7)) args.push('--lr', random.pick(['1e-3,1e-2', ...(isDry ? dimensions : [])]));
  const way = random.weighted(ways);
  if (way !== 'none') args.push(way, { '--val-size': '0.2', '--folds': '3', '--metric': 'test_loss' }[way]);
  for (const [i, each] of common.entries()) {
    if (i % 2 === 0 && !args.some((arg) => arg.split('=')[0] === each)) args.push(each, common[i + 1]);
  }
  args.push(...(isDry ? ['--dry-run'] : ['--trials', '2', '--workers', '2']));
  if (isDry && random.chance(0.4)) args.push('--trials', random.pick(['1', '3', '7']));
  return { args };
}

/** A sweep by a file such as its space.json, with whatever stands in it. */
export function sweepSpace(random, flags) {
  const varying = flags.filter(({ varies }) => random.chance(varies ? 1 : 0.03));
  const names = varying.map(({ flag }) =>
    flag.slice(2).replace(/-(\w)/g, (_, letter) => letter.toUpperCase()),
  );
  const value = () => random.pick(random.pick([dimensions, dimensions, hostileDimensions, hostileTexts]));
  const space = [['learningRate', '1e-4..1e-1']];
  for (let i = random.integer(0, 3); i > 0; i--) {
    const key = random.chance(0.9) ? random.pick(names) : random.pick(hostileTexts);
    const text = random.chance(0.7)
      ? value()
      : random.pick([hostileJson, soundJson, [[value(), value()]]].flat());
    space.push([key, text]);
  }
  const settings = [
    ['samples', 30],
    ['features', 3],
    ['hidden', [4]],
    ['epochs', 2],
    ['valSize', 0.2],
    ['trials', 2],
    ['space', random.chance(0.9) ? Object.fromEntries(space) : random.pick(hostileJson)],
  ];
  const own = [
    'trials',
    'search',
    'searchSeed',
    'lookahead',
    'repeats',
    'metric',
    'halving',
    'prune',
    'maxFailures',
    'keep',
  ];
  for (let i = random.integer(0, 2); i > 0; i--) {
    const key = random.pick([...own, ...names, ...hostileTexts]);
    settings.push([key, random.pick([...soundJson, ...hostileJson, 'tpe', 'random', 'median', 'none'])]);
  }
  let text = JSON.stringify(Object.fromEntries(settings)); // an own __proto__, as JSON.parse makes it
  if (random.chance(0.1)) text = text.slice(0, random.integer(0, text.length));
  const isDry = random.chance(0.7);
  const args = ['sweep', '--config', 'my.json', '--workers', '2', '--samples', '30', '--features', '3'];
  return {
    args: [...args, ...(isDry ? ['--dry-run'] : ['--trials', '2', '--repeats', '1'])],
    files: { 'my.json': Buffer.from(text) },
  };
}

/** What damages of a sweep's folder are done to. */
export const sweepFiles = [
  'space.json',
  'summary.json',
  'sweep.csv',
  'best.json',
  'lock',
  'trial-0002',
  'metric.png',
].concat(
  ['trial.json', 'config.json', 'summary.json', 'metrics.csv', 'checkpoints', 'predictions.csv'].map(
    (name) => `trial-0002/${name}`,
  ),
);
export const sweepJsonFiles = [
  'space.json',
  'summary.json',
  'best.json',
  'trial-0002/trial.json',
  'trial-0002/config.json',
];

/** What is done with a sweep's folder that is damaged. */
export function sweptFolder(random) {
  const args = random.pick([
    ['resume', 'out/run'],
    ['resume', 'out/run', '--failed'],
    ['compare', 'out/run'],
    ['compare', 'out/run/trial-0001', 'out/run/trial-0002'],
    ['runs'],
    ['runs', 'out/run'],
    ['plot', 'out/run/trial-0002'],
    ['plot', 'out/run'],
    ['sweep', '--config', 'out/run/space.json', '--name', 'run', '--force'],
    ['train', '--config', 'out/run/best.json'],
  ]);
  return { args, run: 'swept' };
}
