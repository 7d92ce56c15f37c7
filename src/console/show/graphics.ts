/** How a terminal takes pictures. */
export type Graphics = 'kitty' | 'iterm2';

/** What a terminal says of itself. */
export interface Answer {
  graphics: Graphics | undefined;
  /** How much higher than wide a cell is. */
  cellRatio: number;
}

/** Of most fonts. */
export const usualRatio = 2;

/**
 * Asks a terminal whether it shows pictures. What it does not know it passes over; if it prints some of it, the line is cleared
 * again.
 */
export const question = [
  '\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\', // kitty: whether one pixel could be shown
  '\x1b[>q', // its name and version
  '\x1b[1337n', // the same of iTerm2 before it knew that
  '\x1b[16t', // the size of a cell
  '\x1b[c', // what every terminal answers, and so the end of the answers
  '\r\x1b[K',
].join('');

/** The terminals that show pictures as iTerm2 does, by their own names. */
const likeIterm2 = /^(P>\|(iTerm2|WezTerm|mintty)\b|\[ITERM2 )/;

/** Each answer begins with an escape. */
function parts(answers: string): string[] {
  return answers.split('\x1b').slice(1);
}

/** Whether all answers are there. */
export function isAnswered(answers: string): boolean {
  return parts(answers).some((part) => /^\[\?[\d;]*c/.test(part));
}

/** What the answers say. */
export function readAnswers(answers: string): Answer {
  const all = parts(answers);
  const isLikeIterm2 = all.some((part) => likeIterm2.test(part));
  const [, height, width] = all.map((part) => /^\[6;(\d+);(\d+)t/.exec(part)).find((found) => found) ?? [];
  const ratio = Number(height) / Number(width);
  return {
    graphics: isLikeIterm2 ? 'iterm2' : all.includes('_Gi=31;OK') ? 'kitty' : undefined,
    cellRatio: ratio > 1 && ratio < 4 ? ratio : usualRatio,
  };
}

/** Of base64 in one of kitty's messages. */
const CHUNK = 4096;

/** In cells of a terminal. */
interface Size {
  columns: number;
  rows: number;
}

/** What shows a PNG in a terminal, so large. */
export function inlinePicture(graphics: Graphics, png: Buffer, { columns, rows }: Size): string {
  const data = png.toString('base64');
  if (graphics === 'iterm2') {
    const facts = `inline=1;size=${png.length};width=${columns};preserveAspectRatio=1`;
    return `\x1b]1337;File=${facts}:${data}\x07`;
  }
  const chunks = Array.from({ length: Math.ceil(data.length / CHUNK) }, (_, i) =>
    data.slice(i * CHUNK, (i + 1) * CHUNK),
  );
  return chunks
    .map((chunk, i) => {
      const first = i === 0 ? `a=T,f=100,c=${columns},r=${rows},` : '';
      // q=2: it answers nothing, which would stand behind the next prompt.
      return `\x1b_G${first}q=2,m=${i < chunks.length - 1 ? 1 : 0};${chunk}\x1b\\`;
    })
    .join('');
}

const MOST_COLUMNS = 100;

/** How large a picture is whole on the screen; kitty before 0.27 keeps a height that it is not told. */
export function pictureSize(png: Buffer, cellRatio: number, screen: Size): Size {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const columnsToRow = (cellRatio * width) / height;
  const asHigh = Math.floor((screen.rows - 2) * columnsToRow);
  const columns = Math.max(1, Math.min(screen.columns - 1, MOST_COLUMNS, asHigh));
  return { columns, rows: Math.max(1, Math.round(columns / columnsToRow)) };
}
