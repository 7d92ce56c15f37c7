import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import type { Symbol as CheckedSymbol, Checker, Project } from 'typescript/unstable/sync';

/** What a docstring says. */
export interface Doc {
  text: string;
  /** What each parameter is, by its name. */
  params: Map<string, string>;
  returns: string | undefined;
  throws: string[];
  see: string[];
  /** Programs. */
  examples: string[];
}

export function docOf(symbol: CheckedSymbol, checker: Checker): Doc {
  const tags = symbol.getJsDocTags(checker);
  const texts = (name: string) => tags.filter((tag) => tag.name === name).map(({ text }) => text ?? '');
  const lines = (name: string) => texts(name).map((text) => text.replaceAll('\n', ' '));
  return {
    text: symbol.getDocumentationComment(checker),
    params: new Map(lines('param').map((text) => [text.replace(/ .*/, ''), text.replace(/^\S+ /, '')])),
    returns: lines('returns')[0],
    throws: lines('throws'),
    // TypeScript takes the first word for a name, and puts a blank behind it.
    see: lines('see').map((text) => text.replace(/^(\S+) (?=[/',])/, '$1')),
    examples: texts('example'),
  };
}

/** The same; of a class with what its constructor says of arguments and errors. */
export function docWithConstructor(symbol: CheckedSymbol, checker: Checker): Doc {
  const doc = docOf(symbol, checker);
  const built = [...symbol.getMembers().values()].find(({ name }) => name === '__constructor');
  return built === undefined ? doc : { ...docOf(built, checker), text: doc.text, see: doc.see };
}

/** The first docstring of a file that names a source. */
export function docWithSource({ program, checker }: Project, path: string): Doc {
  const docs: Doc[] = [];
  const visit = (node: Node): void => {
    const symbol = node.kind === SyntaxKind.Identifier ? checker.getSymbolAtLocation(node) : undefined;
    if (symbol !== undefined) docs.push(docOf(symbol, checker));
    else if (node.kind !== SyntaxKind.ImportDeclaration && node.kind !== SyntaxKind.Block)
      node.forEachChild(visit);
  };
  program.getSourceFile(path)?.forEachChild(visit);
  const found = docs.find(({ see }) => see.length > 0);
  if (found === undefined) throw new Error(`${path} names no source.`);
  return found;
}
