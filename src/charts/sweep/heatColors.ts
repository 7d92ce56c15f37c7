/** Red, green and blue, from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** From dark violet over blue-green to a bright yellow, in Oklch: lightness, and hue in degrees. */
const FROM = { lightness: 0.27, hue: 295 };
const TO = { lightness: 0.93, hue: 105 };

/** Of chroma a screen shows least about the blue-greens in the middle. */
const LEAST_CHROMA = 0.085;
const PALEST = 0.52;
const CURVE = 0.19;

/** From what lightness on dark text can be read better than white. */
const LIGHT = 0.62;

/**
 * The colour of a number from 0 to 1, darkest to brightest. Its lightness, as it is seen, rises evenly, so that the order of the
 * colours is clear to the colour-blind and in grey too.
 *
 * @see Ottosson (2020), "A perceptual color space for image processing", https://bottosson.github.io/posts/oklab/
 */
export function heatColor(fraction: number): Rgb {
  const between = (from: number, to: number) => from + fraction * (to - from);
  const lightness = between(FROM.lightness, TO.lightness);
  const hue = (between(FROM.hue, TO.hue) * Math.PI) / 180;
  const chroma = LEAST_CHROMA + CURVE * (fraction - PALEST) ** 2;
  return linearRgb(lightness, chroma, hue).map(encoded) as unknown as Rgb;
}

/** rgb(68, 1, 84) */
export function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Whether text upon the colour of this number is dark. */
export function hasDarkText(fraction: number): boolean {
  return FROM.lightness + fraction * (TO.lightness - FROM.lightness) > LIGHT;
}

function linearRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** As sRGB encodes it. */
function encoded(linear: number): number {
  const part = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, part)));
}
