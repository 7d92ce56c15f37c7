import { createCanvas, GlobalFonts } from 'canvas';
import { fontFamily, shippedFont } from './font.js';

/** Families with the characters that the shipped font lacks, the first of a script before the next: Hanzi, then emoji. */
const known = [
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'Source Han Sans CN',
  'WenQuanYi Micro Hei',
  'WenQuanYi Zen Hei',
  'PingFang SC',
  'Hiragino Sans GB',
  'Heiti SC',
  'Microsoft YaHei',
  'SimHei',
  'SimSun',
  'Noto Sans CJK JP',
  'Hiragino Sans',
  'Yu Gothic',
  'Meiryo',
  'Noto Sans CJK KR',
  'Apple SD Gothic Neo',
  'Malgun Gothic',
  'Droid Sans Fallback',
  'Arial Unicode MS',
  'Noto Color Emoji',
  'Apple Color Emoji',
  'Segoe UI Emoji',
  'Noto Emoji',
  'Unifont',
];

/** Registers the shipped font; the machine's own are known to the canvas from its beginning. */
export function registerFont(): void {
  if (!GlobalFonts.has(fontFamily)) GlobalFonts.register(shippedFont(), fontFamily);
}

let families: string | undefined;

/**
 * The fonts that text is drawn with, as CSS lists them: the shipped one, and for what it lacks those of the machine, if it has
 * any, so that all other text is the same on every machine.
 */
export function fontFamilies(): string {
  families ??= familiesAmong(GlobalFonts.families.map(({ family }) => family));
  return families;
}

/** The shipped font and those of the known ones that are installed, as CSS lists them. */
export function familiesAmong(installed: readonly string[]): string {
  return [fontFamily, ...known.filter((family) => installed.includes(family))]
    .map((family) => `"${family}"`)
    .join(', ');
}

/** The last character for private use, which no font has. */
const NOWHERE = 0x10fffd;
const SIDE = 24;

const drawn = new Map<number, boolean>();

/** Whether one of the machine's fonts draws a character that the shipped one lacks: other than the box for what none has. */
export function systemHas(codePoint: number): boolean {
  if (fontFamilies() === familiesAmong([])) return false;
  const before = drawn.get(codePoint);
  if (before !== undefined) return before;
  registerFont();
  const picture = pictureOf(codePoint);
  const has = !picture.equals(pictureOf(NOWHERE)) && !picture.equals(pictureOf(' '.charCodeAt(0)));
  drawn.set(codePoint, has);
  return has;
}

function pictureOf(codePoint: number): Buffer {
  const canvas = createCanvas(2 * SIDE, 2 * SIDE);
  const context = canvas.getContext('2d');
  context.font = `${SIDE}px ${fontFamilies()}`;
  context.fillText(String.fromCodePoint(codePoint), SIDE / 2, 1.5 * SIDE);
  return Buffer.from(context.getImageData(0, 0, 2 * SIDE, 2 * SIDE).data);
}
