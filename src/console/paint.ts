import { styleText } from 'node:util';

type Style = 'bold' | 'red' | 'green' | 'yellow';

/** Colours a text if the stream shows colours: a terminal, unless NO_COLOR forbids or FORCE_COLOR demands it. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream): string {
  return styleText(style, text, { stream });
}
