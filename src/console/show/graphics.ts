/** How a terminal takes pictures. */
export type Graphics = 'kitty' | 'iterm2';

/**
 * Asks a terminal whether it shows pictures. What it does not know it passes over; if it prints some of it, the line is cleared
 * again.
 */
export const question = [
  '\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\', // kitty: whether one pixel could be shown
  '\x1b[>q', // its name and version
  '\x1b[1337n', // the same of iTerm2 before it knew that
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

/** What the answers say, if it is one of the two. */
export function graphicsIn(answers: string): Graphics | undefined {
  if (parts(answers).some((part) => likeIterm2.test(part))) return 'iterm2';
  return parts(answers).includes('_Gi=31;OK') ? 'kitty' : undefined;
}

/** Of base64 in one of kitty's messages. */
const CHUNK = 4096;

/**
 * What shows a PNG in a terminal.
 *
 * @param columns how wide it is to be; the height follows
 */
export function inlinePicture(graphics: Graphics, png: Buffer, columns: number): string {
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
      const first = i === 0 ? `a=T,f=100,c=${columns},` : '';
      // q=2: it answers nothing, which would stand behind the next prompt.
      return `\x1b_G${first}q=2,m=${i < chunks.length - 1 ? 1 : 0};${chunk}\x1b\\`;
    })
    .join('');
}

/** Of a terminal's cells, which are about twice as high as wide. */
const CELL_RATIO = 2;
const MOST_COLUMNS = 100;

/** How many columns a picture takes, so that it is whole on the screen. */
export function pictureColumns(png: Buffer, { columns, rows }: { columns: number; rows: number }): number {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const asHigh = Math.floor(((rows - 2) * CELL_RATIO * width) / height);
  return Math.max(1, Math.min(columns - 1, MOST_COLUMNS, asHigh));
}
