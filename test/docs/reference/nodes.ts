import { type Node, SyntaxKind } from 'typescript/unstable/ast';

/** The first child of a kind. */
function childOf(node: Node, kind: SyntaxKind): Node | undefined {
  let found: Node | undefined;
  node.forEachChild((child) => {
    if (child.kind === kind) found ??= child;
  });
  return found;
}

/** How a declaration is written, by the name that it is exported by: without its body, and of a class with its constructor. */
export function signatureOf(node: Node, name: string): string {
  switch (node.kind) {
    case SyntaxKind.FunctionDeclaration:
      return headOf(node).replace(/^.*?function \w+/, `function ${name}`);
    case SyntaxKind.ClassDeclaration: {
      const built = childOf(node, SyntaxKind.Constructor);
      return built === undefined ? nameLineOf(node) : `${nameLineOf(node)} {\n  ${headOf(built)};\n}`;
    }
    case SyntaxKind.InterfaceDeclaration:
      return nameLineOf(node);
    default: {
      const text = node.getText().replace(/^(export )?type \w+/, `type ${name}`);
      return text.replace(/;$/, '');
    }
  }
}

/** What stands before a class's or an interface's brace. */
function nameLineOf(node: Node): string {
  return node.getText().replace(/^(export )?(.*?) \{[\s\S]*$/, '$2');
}

/** A function's text without its body, its empty defaults as what may be left out. */
function headOf(node: Node): string {
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

/** The name of the function that a value is declared to be like: f of `const checked: typeof f`. */
export function likenessOf(node: Node): Node | undefined {
  const query = childOf(node, SyntaxKind.TypeQuery);
  return query && childOf(query, SyntaxKind.Identifier);
}

/** The name that a type is another name of: B of `type A = B`. */
export function otherNameOf(node: Node): Node | undefined {
  const reference = childOf(node, SyntaxKind.TypeReference);
  const isOnlyName = reference !== undefined && /^\w+$/.test(reference.getText());
  if (!isOnlyName || node.kind !== SyntaxKind.TypeAliasDeclaration) return undefined;
  return childOf(reference, SyntaxKind.Identifier);
}
