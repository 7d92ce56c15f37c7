import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { AdamTrainError } from '../../errors.js';

/**
 * The shipped font, compressed better than the package is, of which it is the largest file. The build copies the folder beside the
 * bundle, so the same relative path serves source and dist.
 */
const path = fileURLToPath(new URL('./fonts/DejaVuSans.ttf.br', import.meta.url));

let font: Buffer | undefined;

/**
 * The font as TrueType.
 *
 * @throws AdamTrainError (exit code 1) if the file is gone or damaged
 */
export function shippedFont(): Buffer {
  try {
    font ??= brotliDecompressSync(readFileSync(path));
    return font;
  } catch {
    throw new AdamTrainError(`The font ${path} cannot be read. Install adam-train again.`);
  }
}

/** The family that it is registered under. */
export const fontFamily = 'adam-train sans';

/** First and last code point of a run of characters that a font has a glyph for. */
type Range = readonly [first: number, last: number];

let shipped: readonly Range[] | undefined;

/** Whether the shipped font has a glyph for the character; the file is read at the first question. */
export function fontHas(codePoint: number): boolean {
  shipped ??= coverage(shippedFont());
  return shipped.some(([first, last]) => codePoint >= first && codePoint <= last);
}

const SEGMENTED = 12;

/**
 * The characters that a TrueType file has glyphs for, by its cmap table's segmented coverage, which a font with characters
 * beyond the first 65,536 always has.
 *
 * @returns no ranges if there is no such table
 * @see OpenType specification, `cmap`, format 12
 */
export function coverage(font: Buffer): Range[] {
  const cmap = tableOffset(font, 'cmap');
  if (cmap === undefined) return [];
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    if (font.readUInt16BE(table) === SEGMENTED) return segments(font, table);
  }
  return [];
}

function tableOffset(font: Buffer, tag: string): number | undefined {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return undefined;
}

function segments(font: Buffer, table: number): Range[] {
  return Array.from({ length: font.readUInt32BE(table + 12) }, (_, i) => {
    const group = table + 16 + 12 * i;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });
}
