/** Writes lines about the run to standard error, or nowhere when the user wants quiet. */
export function createNotes(stream: NodeJS.WriteStream, quiet: boolean): (line: string) => void {
  return quiet ? () => {} : (line) => stream.write(`${line}\n`);
}
