import { type Line, type Output, print } from './print.js';

/** Writes lines about the run to standard error, or nowhere when the user wants quiet. */
export function createNotes(stream: Output, quiet: boolean): (line: Line) => void {
  return quiet ? () => {} : (line) => print(stream, line);
}
