import { shortened } from '../../../text.js';

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
  return lines.map((line) => shortened(line, room));
}

/** The same for Chart.js, which asks with each size that the chart takes; its types do not say that it may be asked for. */
export function fittedTitle(title: string, along: 'width' | 'height'): string[] {
  const text = ({ chart }: { chart: { width: number; height: number } }) => titleLines(title, chart[along]);
  return text as unknown as string[];
}
