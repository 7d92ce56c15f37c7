/** About what a character of an axis's title takes. */
const CHARACTER = 8;
/** What of a chart's width or height its axes do not have. */
const BESIDE = 90;

/** An axis's title in lines that have room in a chart of this size, where Chart.js would squeeze one that has not. */
export function titleLines(title: string, size: number): string[] {
  const room = Math.max(8, Math.floor((size - BESIDE) / CHARACTER));
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => cut(line, room));
}

function cut(line: string, room: number): string {
  const characters = [...line];
  return characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : line;
}
