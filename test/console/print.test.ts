import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createNotes, type Line, print, printError, printJson } from '../../src/console/print.js';
import { hostileLines, obeyed } from '../hostile.js';

function printed(work: (stream: NodeJS.WriteStream) => void): string {
  let text = '';
  const stream = Object.assign(Object.create(process.stderr), { isTTY: false });
  stream.write = (piece: string) => {
    text += piece;
    return true;
  };
  work(stream);
  return text;
}

describe('what is printed', () => {
  it.each<[string, (stream: NodeJS.WriteStream) => void]>([
    ['lines', (stream) => print(stream, hostileLines, 'end')],
    ['coloured', (stream) => print(stream, ['a ', { style: 'red', text: hostileLines }], 'end')],
    ['an error', (stream) => printError(stream, hostileLines)],
    ['notes', (stream) => ([hostileLines, 'end'] as Line[]).forEach(createNotes(stream, false))],
    ['JSON', (stream) => printJson(stream, { [hostileLines]: [hostileLines] })],
  ])('has nothing that a terminal obeys: %s', (_, work) => {
    const text = printed(work);
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.split('\n')) expect(line).not.toMatch(obeyed);
    expect(text).toContain('\\u001b]0;owned\\u0007');
  });

  it('keeps the lines of JSON and its meaning', () => {
    const value = { a: [1, hostileLines], é: null };
    const text = printed((stream) => printJson(stream, value));
    expect(text.split('\n')).toHaveLength(8);
    expect(JSON.parse(text)).toEqual(value);
  });
});

it('is the one place where text goes out to a terminal', () => {
  const source = fileURLToPath(new URL('../../src', import.meta.url));
  const writers = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => {
      const text = readFileSync(join(source, name), 'utf8');
      return /\b(std(out|err)|stream)\.write\(|console\.(log|error|warn|info)\(/.test(text);
    });
  // output.ts writes data, such as predictions, as they are.
  expect(writers.sort()).toEqual(['console/print.ts', 'files/output.ts']);
});
