/** What stands for wide.ts in a browser, where no page can ask for registers of 256 bits. */
export function compiledWide(): undefined {
  return undefined;
}
