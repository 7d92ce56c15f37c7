import { SyntaxKind } from 'typescript/unstable/ast';
import { optimizers } from '../../../src/optimizers/index.js';
import type { Declared } from './declared.js';
import { entryText, type Others } from './entry.js';
import { declarationsOf } from './readDeclarations.js';

/** The parts of the page, each with the folders and files of src whose exports stand in it, in that order. */
const parts: Record<string, readonly string[]> = {
  'Train, predict, export': [
    ...['train', 'predict', 'readCsv', 'loadRun', 'exportModel', 'run'].map((name) => `library/${name}.ts`),
    'training/history.ts',
    'library',
  ],
  Optimizers: ['optimizers/tfjs', 'optimizers/checkedRule.ts', 'optimizers'],
  Schedules: ['schedules'],
  'Data and random numbers': ['data', 'training/regressionMetrics.ts', 'model/initialWeights.ts', 'random'],
  Kernels: ['kernels'],
  Errors: ['errors.ts'],
};

/** Everything that the package exports, out of its declarations. */
export function libraryReference(): string {
  const optimizerFiles = Object.keys(optimizers).map((name) => `src/optimizers/${name}.ts`);
  const { entries: read, rules } = declarationsOf(
    ['src/index.ts', 'src/browser.ts', 'src/wasm.ts'],
    optimizerFiles,
  );
  const [node, browser, wasm] = read;
  const ruleDocs = new Map(Object.values(optimizers).map(({ title }, i) => [title as string, rules[i]]));
  if (node === undefined || browser === undefined || wasm === undefined)
    throw new Error('An entry was not read.');
  const all = [...node.exported.values(), ...wasm.exported.values()];
  const shapes = [...node.shapes.values()];
  const names = new Set([...all, ...shapes].map(({ name }) => name));
  const takers = (name: string) => all.filter((each) => isFunction(each) && each.mentions.has(name));
  const isWithin = (each: Declared) =>
    !isValue(each) && each.members.length > 0 && each.doc.text === '' && takers(each.name).length === 1;
  const others: Others = {
    has: (name) => names.has(name) && !all.some((each) => each.name === name && isWithin(each)),
    within: (name) => all.filter((each) => isWithin(each) && takers(each.name)[0]?.name === name),
    headingOf: (name) => {
      const isTaken = [...names].some(
        (other) => other !== name && other.toLowerCase() === name.toLowerCase(),
      );
      return isTaken && !all.some((each) => each.name === name && isValue(each)) ? `type ${name}` : name;
    },
    ruleOf: (name) => ruleDocs.get(name),
    isNodeOnly: (name) => node.exported.has(name) && !browser.exported.has(name),
  };
  const entries = (list: readonly Declared[]) => list.map((each) => entryText(each, others));
  const placed = new Set<Declared>();
  const ofParts = Object.entries(parts).flatMap(([title, places]) => {
    const own = places.flatMap((place) =>
      all.filter((each) => !placed.has(each) && stands(each, place) && placed.add(each)),
    );
    const shown = own.filter((each) => !isWithin(each));
    return [
      `## ${title}`,
      ...entries(shown.filter(isValue)),
      ...entries(shown.filter((each) => !isValue(each))),
    ];
  });
  const left = all.filter((each) => !placed.has(each));
  if (left.length > 0)
    throw new Error(`No part of the reference has ${left.map(({ name }) => name).join(', ')}.`);
  return [...ofParts, '## Shapes that are in others', ...entries(shapes)].join('\n\n');
}

function stands({ file }: Declared, place: string): boolean {
  return file === `src/${place}` || file.startsWith(`src/${place}/`);
}

function isFunction({ kind }: Declared): boolean {
  return kind === SyntaxKind.FunctionDeclaration;
}

/** What is there when the program runs. */
function isValue({ signature }: Declared): boolean {
  return /^(function|class|const) /.test(signature);
}
