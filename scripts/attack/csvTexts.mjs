import { hostileTexts } from './values.mjs';

const numbers = ['0', '1', '-2.5', '1e3', '.5', '3', '42', '-0.001', '7', '1e-9'];
const words = ['red', 'green', 'blue', 'x y', 'é', '"a ""b"" c"', '"1"', '"a,b"', '"line\nbreak"'];
const missing = ['', 'NA', '?', '#N/A', 'null', ' ', '-'];
const ends = ['\n', '\n', '\n', '\r\n', '\r'];

/**
 * The text of a table, most often a sound one with a few wounds.
 *
 * @param {import('./random.mjs').Random} random
 * @returns {{text: Buffer, names: string[]}}
 */
export function csvText(random) {
  const columns = random.integer(1, 5);
  const delimiter = random.pick([',', ',', ',', ';', '\t', '|']);
  const end = random.pick(ends);
  const names = Array.from({ length: columns }, (_, i) =>
    random.chance(0.06) ? random.pick(hostileTexts) : i === columns - 1 ? 'y' : `x${i + 1}`,
  );
  const kinds = names.map(() =>
    random.weighted({ number: 8, word: 2, date: 0.3, id: 0.3, mixed: 0.5, constant: 0.3 }),
  );
  const wounds = random.chance(0.5) ? 0 : random.pick([0.005, 0.02, 0.1]);
  const cell = (kind, row) => {
    if (random.chance(wounds)) return random.pick(random.chance(0.5) ? hostileTexts : missing);
    if (kind === 'number')
      return random.chance(0.7) ? String(random.integer(-50, 50) / 4) : random.pick(numbers);
    if (kind === 'word') return random.pick(words);
    if (kind === 'date') return `2024-01-${String((row % 28) + 1).padStart(2, '0')}`;
    if (kind === 'id') return `id-${row}`;
    if (kind === 'constant') return '5';
    return random.pick([...numbers, ...words, ...missing]);
  };
  const rows = random.pick([0, 1, 2, 5, 20, 20, 40]);
  const lines = Array.from({ length: rows }, (_, row) =>
    kinds.map((kind) => cell(kind, row)).join(delimiter),
  );
  if (random.chance(0.95)) lines.unshift(names.join(delimiter));
  const spoilt = random.chance(0.3) ? spoil(random, lines, delimiter) : lines;
  let text = Buffer.from(spoilt.join(end) + (random.chance(0.9) ? end : ''));
  if (random.chance(0.04)) text = Buffer.concat([Buffer.from('\ufeff'), text]);
  if (random.chance(0.04)) text = Buffer.from(text.toString(), 'utf16le');
  if (random.chance(0.04)) text = bytesChanged(random, text);
  return { text, names };
}

function spoil(random, lines, delimiter) {
  const changed = [...lines];
  const at = random.integer(0, Math.max(0, lines.length - 1));
  const line = changed[at] ?? '';
  const kind = random.weighted({
    longer: 1,
    shorter: 1,
    empty: 1,
    quote: 2,
    comment: 1,
    long: 0.3,
    footer: 1,
  });
  if (kind === 'longer') changed[at] = `${line}${delimiter}1`;
  if (kind === 'shorter') changed[at] = line.slice(0, Math.max(0, line.lastIndexOf(delimiter)));
  if (kind === 'empty') changed.splice(at, 0, '');
  if (kind === 'quote') changed[at] = insert(line, random.integer(0, line.length), '"');
  if (kind === 'comment') changed.unshift('# a comment', 'sep=;');
  if (kind === 'long') changed[at] = 'x'.repeat(200_000);
  if (kind === 'footer') changed.push('Total', '');
  return changed;
}

function insert(text, at, what) {
  return text.slice(0, at) + what + text.slice(at);
}

/** The same bytes but for a few of them, or for their end. */
export function bytesChanged(random, bytes) {
  const changed = Buffer.from(bytes);
  if (changed.length === 0 || random.chance(0.2))
    return changed.subarray(0, random.integer(0, changed.length));
  for (let i = random.integer(1, 4); i > 0; i--) {
    changed[random.integer(0, changed.length - 1)] = random.integer(0, 255);
  }
  return changed;
}
