/** What no line of the program's may hold: whatever a terminal obeys, or what turns the direction of writing. */
export const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A text that sets the terminal's title, clears it, goes to its start, and turns the rest of the line around. */
export const hostile =
  'a\x1b]0;owned\x07\x1b[2J\x1b[31m\u009b1;1H\x7f\u202egpj.\u2066x\u2069\u200f\u061c\u2028b';

/** The same with line ends, for what may be more than a line. */
export const hostileLines = `${hostile}\r\nerror: \x1b[1mnot ours\u0085`;
