import { SyntaxKind } from 'typescript/unstable/ast';
import { trainTable } from '../../../src/config/trainSettings.js';
import { optimizers } from '../../../src/optimizers/index.js';
import { code, short, table } from '../markdown.js';
import type { Declared, Member } from './declared.js';
import type { Doc } from './docstrings.js';

type Optimizer = (typeof optimizers)[keyof typeof optimizers];

/** What an entry is told of the others. */
export interface Others {
  /** What its entry is headed by: its name, if no function's differs from it by case alone. */
  headingOf(name: string): string;
  /** Whether a type has an entry that can be linked to. */
  has(name: string): boolean;
  /** What a function takes and no other does stands in its entry. */
  within(name: string): readonly Declared[];
  /** What is said of the rule of an optimizer's class. */
  ruleOf(name: string): Doc | undefined;
  isNodeOnly(name: string): boolean;
}

const ofHyperparameters =
  'UsageError for a hyperparameter that it does not have, or a value outside its range';

/** What settings mean stands in their declarations rather than in docstrings. */
const meanings: Record<string, (key: string) => string> = {
  RunConfig: (key) => code(trainTable[key as keyof typeof trainTable].flag),
  AdamHyperparameters: (key) => meaningOf(optimizers.adam, key),
  OptimizerOptions: (key) =>
    meaningOf(
      Object.values(optimizers).find((each) => key in each.hyperparameters),
      key,
    ),
};

/** Everything of one declaration. */
export function entryText(declared: Declared, others: Others): string {
  const { name, doc } = declared;
  const optimizer = Object.values(optimizers).find(({ title }) => title === name);
  const rule = others.ruleOf(name);
  const within = others.within(name);
  return [
    `### ${others.headingOf(name)}`,
    ...(optimizer || isWritten(declared)
      ? [block(optimizer ? constructorOf(name) : declared.signature)]
      : []),
    ...[rule?.text ?? doc.text].filter((text) => text !== ''),
    ...(others.isNodeOnly(name) ? ['In Node alone.'] : []),
    ...tagsOf(rule === undefined ? doc : { ...doc, see: rule.see, throws: [ofHyperparameters] }),
    ...doc.examples.map((text) => block(text, 'js')),
    ...(optimizer ? [hyperparametersOf(optimizer)] : membersOf(declared)),
    ...within.flatMap((each) => [`${code(each.name)}:`, ...membersOf(each)]),
    ...linksOf([declared, ...within], others),
  ].join('\n\n');
}

/** What is only its members is their table. */
function isWritten({ kind, members, signature }: Declared): boolean {
  const hasMore = / extends tf\.|^interface \w+<|\[\] & /.test(signature);
  return (
    kind === SyntaxKind.ClassDeclaration ||
    members.length === 0 ||
    (hasMore && kind !== SyntaxKind.VariableDeclaration)
  );
}

function block(text: string, language = 'ts'): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function tagsOf({ params, returns, throws, see }: Doc): string[] {
  const lines = [
    ...Array.from(params, ([name, text]) => `- ${code(name)}: ${text}`),
    ...(returns === undefined ? [] : [`- returns ${returns}`]),
    ...throws.map((text) => `- throws ${text}`),
    ...see.map((text) => `- see ${text}`),
  ];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function membersOf({ name, kind, members }: Declared): string[] {
  if (members.length === 0) return [];
  const meaning = meanings[name];
  const isConstant = kind === SyntaxKind.VariableDeclaration;
  const rows = members.map((member) => [
    code(`${member.name}${member.isOptional && meaning === undefined ? '?' : ''}`),
    code(name === 'RunConfig' ? member.type.replace(' | null', '') : member.type),
    meaning === undefined ? meantBy(member) : meaning(member.name),
  ]);
  if (isConstant || rows.every(([, , meant]) => meant === '')) {
    return [
      table(
        isConstant ? ['name', 'value'] : ['member', 'type'],
        rows.map((row) => row.slice(0, 2)),
      ),
    ];
  }
  return [table(['member', 'type', name === 'RunConfig' ? 'flag' : 'what it is'], rows)];
}

function meantBy({ doc: { text, params, returns, throws } }: Member): string {
  const parts = [
    text,
    ...Array.from(params, ([name, what]) => `${code(name)}: ${what}`),
    ...(returns === undefined ? [] : [`returns ${returns}`]),
    ...throws.map((what) => `throws ${what}`),
  ];
  const said = parts
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('\n', ' ').replace(/\.$/, ''));
  return said.join('; ');
}

function constructorOf(name: string): string {
  return `new ${name}(hyperparameters?: { … }): Optimizer`;
}

function hyperparametersOf({ hyperparameters }: Optimizer): string {
  const rows = Object.entries(hyperparameters).map(([key, { default: usual, range }]) => [
    code(key),
    short(usual),
    range.words,
    helpOf(hyperparameters, key),
  ]);
  return table(['hyperparameter', 'default', 'must be', 'what it is'], rows);
}

function meaningOf(optimizer: Optimizer | undefined, key: string): string {
  return optimizer === undefined ? '' : helpOf(optimizer.hyperparameters, key);
}

function helpOf(hyperparameters: object, key: string): string {
  const { flag } = (hyperparameters as Record<string, { flag?: { flag: string; help: string } }>)[key] ?? {};
  if (flag === undefined) return key === 'maximize' ? 'climb instead of descend' : '';
  return flag.flag.startsWith('--no-') ? `false to ${flag.help}` : flag.help;
}

function linksOf(all: readonly Declared[], others: Others): string[] {
  const own = all.map(({ name }) => name);
  const names = new Set(all.flatMap(({ mentions }) => [...mentions]));
  const linked = [...names].filter((name) => others.has(name) && !own.includes(name));
  if (linked.length === 0) return [];
  return [
    `Types: ${linked.map((name) => `[${name}](#${others.headingOf(name).toLowerCase().replace(' ', '-')})`).join(', ')}`,
  ];
}
