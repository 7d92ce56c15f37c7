import { createCanvas, loadImage } from 'canvas';

/** A decoded PNG, with what the tests ask of its pixels. */
export interface Png {
  width: number;
  height: number;
  /** Whether every pixel is fully opaque. */
  opaque: boolean;
  /** The fraction of pixels in a part of the picture, given in fractions of its sides, that satisfy a test. */
  fraction(
    part: { left: number; top: number; right: number; bottom: number },
    test: (red: number, green: number, blue: number) => boolean,
  ): number;
}

export async function decodePng(bytes: Buffer | Promise<Buffer>): Promise<Png> {
  const image = await loadImage(await bytes);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    width,
    height,
    opaque: data.every((value, i) => i % 4 !== 3 || value === 255),
    fraction: (part, test) => {
      const [left, right] = [Math.floor(part.left * width), Math.floor(part.right * width)];
      const [top, bottom] = [Math.floor(part.top * height), Math.floor(part.bottom * height)];
      let count = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const i = 4 * (y * width + x);
          if (test(data[i] as number, data[i + 1] as number, data[i + 2] as number)) count++;
        }
      }
      return count / ((right - left) * (bottom - top));
    },
  };
}

export const dark = (red: number, green: number, blue: number) => red + green + blue < 300;
export const green = (red: number, green: number, blue: number) => green > red + 40 && green > blue + 40;
export const white = (red: number, green: number, blue: number) => red + green + blue === 765;
