import { UsageError } from '../errors.js';
import { quoted } from '../text.js';

/**
 * Reads a file's text as JSON.
 *
 * @throws UsageError that says at which line and column the text stops being JSON
 */
export function parseJson(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, ''); // some editors on Windows put it there
  const failure = failureOf(json);
  if (failure === undefined) return JSON.parse(json);
  const offset = offsetOf(failure, json);
  const before = json.slice(0, offset).split(/\r\n|\n|\r/);
  const column = [...(before.at(-1) ?? '')].length + 1;
  const character = json.codePointAt(offset);
  const found = character === undefined ? "the file's end" : quoted(String.fromCodePoint(character));
  throw new UsageError(
    `${file} must be JSON, got ${found} at line ${before.length}, column ${column}; JSON has double quotes, no comments, and no comma after the last value.`,
  );
}

function failureOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}

/**
 * Where the text stops being JSON. Node says it for some mistakes only. An "unexpected token" without its place is found by
 * halving: what ends before the token fails for another reason, its end; what holds the token fails by the token.
 */
function offsetOf(failure: string, text: string): number {
  const said = / at position (\d+)/.exec(failure)?.[1];
  if (said !== undefined) return Number(said);
  if (!failure.startsWith('Unexpected token')) return text.length;
  let [without, within] = [0, text.length];
  while (within - without > 1) {
    const middle = Math.floor((without + within) / 2);
    if (failureOf(text.slice(0, middle))?.startsWith('Unexpected token')) within = middle;
    else without = middle;
  }
  return within - 1;
}
