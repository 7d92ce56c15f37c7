/** The page's colours by their names in style.ts, as they are at the moment: light or dark. */
export function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Calls when the reader's system goes from light to dark or back. */
export function onColors(change: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
}
