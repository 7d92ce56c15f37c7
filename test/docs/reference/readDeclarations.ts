import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import {
  API,
  type Symbol as CheckedSymbol,
  type Checker,
  type Project,
  type Type,
} from 'typescript/unstable/sync';
import { root } from '../pages.js';
import type { Declarations, Declared, Member } from './declared.js';
import { type Doc, docOf, docWithConstructor, docWithSource } from './docstrings.js';
import { isGeneric, isReckoned, isType, isUnion, likenessOf, otherNameOf, signatureOf } from './nodes.js';

/** Flags of TypeScript's, whose enums its API does not hand out. */
const ALIAS = 1 << 21;
const OPTIONAL = 1 << 24;
const NO_TRUNCATION = 1;
const IN_TYPE_ALIAS = 1 << 23;

/**
 * Reads what the package's entries declare, by TypeScript itself.
 *
 * @param rules files of which the first docstring that names a source is wanted
 */
export function declarationsOf(
  entries: readonly string[],
  rules: readonly string[],
): { entries: Declarations[]; rules: Doc[] } {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProject: `${root}src/tsconfig.json` }).getProjects();
    if (project === undefined) throw new Error('TypeScript opens no project of src/tsconfig.json.');
    return {
      entries: entries.map((entry) => new Reader(project).read(`${root}${entry}`)),
      rules: rules.map((file) => docWithSource(project, `${root}${file}`)),
    };
  } finally {
    api.close();
  }
}

class Reader {
  private readonly checker: Checker;
  /** What the entry calls what it exports. */
  private exports = new Map<CheckedSymbol, string>();
  private readonly shapes = new Map<string, Declared>();
  /** What an exported type is another name of, and that. */
  private readonly renamed = new Map<string, string>();
  private readonly seen = new Set<string>();

  constructor(private readonly project: Project) {
    this.checker = project.checker;
  }

  read(path: string): Declarations {
    const file = this.project.program.getSourceFile(path);
    const module = file && this.checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${path} is no file of src/tsconfig.json.`);
    const exports = this.checker.getExportsOfModule(module);
    const named = exports.map((symbol) => [this.target(symbol), symbol.name] as const);
    this.exports = new Map(named);
    for (const [symbol, name] of named) {
      const other = this.named(otherNameOf(this.nodeOf(symbol)));
      if (other === undefined) continue;
      this.exports.set(other, name);
      this.renamed.set(other.name, name);
    }
    const exported = new Map(named.map(([symbol, name]) => [name, this.declared(name, symbol)]));
    return { exported, shapes: this.shapes };
  }

  private target(symbol: CheckedSymbol): CheckedSymbol {
    return (symbol.flags & ALIAS) === 0 ? symbol : this.checker.getAliasedSymbol(symbol);
  }

  private declared(name: string, symbol: CheckedSymbol): Declared {
    const node = this.nodeOf(symbol);
    const rule = this.named(likenessOf(node));
    const doc = docWithConstructor(symbol, this.checker);
    const mentions = new Set<string>();
    const members = this.membersOf(symbol, node, mentions);
    return {
      name,
      file: ours(symbol) as string,
      kind: node.kind,
      doc: rule === undefined ? doc : { ...docOf(rule, this.checker), throws: doc.throws },
      signature: this.signature(name, rule ?? symbol, mentions),
      members,
      mentions,
    };
  }

  private nodeOf(symbol: CheckedSymbol): Node {
    const node = symbol.declarations[0]?.resolve(this.project);
    if (node === undefined) throw new Error(`${symbol.name} has no declaration.`);
    return node;
  }

  private named(identifier: Node | undefined): CheckedSymbol | undefined {
    const symbol = identifier && this.checker.getSymbolAtLocation(identifier);
    return symbol && this.target(symbol);
  }

  private signature(name: string, symbol: CheckedSymbol, mentions: Set<string>): string {
    const node = this.nodeOf(symbol);
    const { kind } = node;
    if (kind === SyntaxKind.VariableDeclaration)
      return `const ${name}: ${this.written(this.checker.getTypeOfSymbol(symbol))}`;
    if (kind === SyntaxKind.TypeAliasDeclaration && isReckoned(node))
      return `type ${name} = ${this.written(this.checker.getDeclaredTypeOfSymbol(symbol), IN_TYPE_ALIAS)}`;
    if (kind === SyntaxKind.FunctionDeclaration || kind === SyntaxKind.TypeAliasDeclaration)
      this.mention(node, mentions);
    return signatureOf(node, name);
  }

  private written(type: Type | undefined, flags = 0): string {
    const text =
      type === undefined ? 'unknown' : this.checker.typeToString(type, undefined, NO_TRUNCATION | flags);
    return text
      .replaceAll('<ArrayBufferLike>', '')
      .replaceAll('"', "'")
      .replace(/\w+/g, (word) => this.renamed.get(word) ?? word);
  }

  private membersOf(symbol: CheckedSymbol, node: Node, mentions: Set<string>): Member[] {
    if (node.kind === SyntaxKind.FunctionDeclaration || isUnion(node)) return [];
    const isValue = node.kind === SyntaxKind.VariableDeclaration;
    const type = isValue
      ? this.checker.getTypeOfSymbol(symbol)
      : this.checker.getDeclaredTypeOfSymbol(symbol);
    const all = type === undefined ? [] : this.checker.getPropertiesOfType(type);
    return all
      .filter((member) => ours(member) !== undefined && this.isShown(member))
      .map((member) => this.memberOf(member, mentions));
  }

  private isShown(member: CheckedSymbol): boolean {
    const isInternal = member.getJsDocTags(this.checker).some(({ name }) => name === 'internal');
    return !isInternal && !/^(private|protected|override)\b/.test(this.nodeOf(member).getText());
  }

  private memberOf(symbol: CheckedSymbol, mentions: Set<string>): Member {
    this.mention(this.nodeOf(symbol), mentions);
    const isOptional = (symbol.flags & OPTIONAL) !== 0;
    const type = this.written(this.checker.getTypeOfSymbol(symbol));
    return {
      name: symbol.name,
      type: isOptional ? type.replace(/ \| undefined$/, '') : type,
      isOptional,
      doc: docOf(symbol, this.checker),
    };
  }

  /** Notes the types of src that a node names, outside of a body. */
  private mention(node: Node, mentions: Set<string>): void {
    node.forEachChild((child) => {
      if (child.kind === SyntaxKind.Block) return;
      if (child.kind === SyntaxKind.Identifier) this.mentionName(child, mentions);
      this.mention(child, mentions);
    });
  }

  private mentionName(identifier: Node, mentions: Set<string>): void {
    const symbol = this.named(identifier);
    if (symbol === undefined || ours(symbol) === undefined) return;
    const node = this.nodeOf(symbol);
    if (!isType(node)) return;
    const name = this.exports.get(symbol) ?? symbol.name;
    mentions.add(name);
    if (this.exports.has(symbol) || this.seen.has(name)) return;
    this.seen.add(name); // Before it is read: a shape may speak of itself.
    const shape = this.declared(name, symbol);
    if (!isReckoned(node) || (shape.members.length > 0 && !isGeneric(node))) this.shapes.set(name, shape);
  }
}

/** A symbol's file, from the root, if it is in src. */
function ours({ declarations }: CheckedSymbol): string | undefined {
  const path = declarations[0]?.path;
  return path?.startsWith(`${root}src/`) ? path.slice(root.length) : undefined;
}
