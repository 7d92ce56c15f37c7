import { type Node, SyntaxKind } from 'typescript/unstable/ast';

/** The first child of a kind. */
export function childOf(node: Node, kind: SyntaxKind): Node | undefined {
  let found: Node | undefined;
  node.forEachChild((child) => {
    if (child.kind === kind) found ??= child;
  });
  return found;
}

/** A function's text without its body, its empty defaults as what may be left out. */
export function headOf(node: Node): string {
  const text = node.getText();
  const body = childOf(node, SyntaxKind.Block);
  return text
    .slice(0, body === undefined ? text.length : body.getStart() - node.getStart())
    .replace(/\/\*\*.*?\*\/\s*/g, '')
    .replace(/\b(private |readonly )+(?=\w+\??:)/g, '')
    .replace(/(\w+): ([^,()]+?) = [\w.{}]+/g, '$1?: $2')
    .trim();
}

/** A type that is one of several has the members that all of them have, which says little. */
export function isUnion(node: Node): boolean {
  return node.kind === SyntaxKind.TypeAliasDeclaration && childOf(node, SyntaxKind.UnionType) !== undefined;
}

/** A type that TypeScript makes of another, whose own text shows nothing. */
export function isReckoned(node: Node): boolean {
  return /\b(typeof|keyof|infer|Omit|Pick|Partial|UnionToIntersection|ValuesOf)\b|\['/.test(node.getText());
}

export function isType({ kind }: Node): boolean {
  return [
    SyntaxKind.InterfaceDeclaration,
    SyntaxKind.TypeAliasDeclaration,
    SyntaxKind.ClassDeclaration,
  ].includes(kind);
}

export function isGeneric(node: Node): boolean {
  return childOf(node, SyntaxKind.TypeParameter) !== undefined;
}
