import type { SyntaxKind } from 'typescript/unstable/ast';
import type { Doc } from './docstrings.js';

export interface Member {
  name: string;
  /** Of a method with its parameters. */
  type: string;
  isOptional: boolean;
  doc: Doc;
}

/** A declaration as the reference shows it. */
export interface Declared {
  name: string;
  /** The file, from the root. */
  file: string;
  kind: SyntaxKind;
  doc: Doc;
  /** How it is written, without its body. */
  signature: string;
  /** Those that are declared in src. */
  members: Member[];
  /** Names of types of src that the signature and the members speak of. */
  mentions: Set<string>;
}

/** What an entry of the package exports, and the types that these speak of without exporting them. */
export interface Declarations {
  exported: Map<string, Declared>;
  shapes: Map<string, Declared>;
}
