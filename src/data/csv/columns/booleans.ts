const booleans = new Set(['true', 'false', 'yes', 'no']);

/** A truth value's text whatever its case, which programs write as TRUE, True and true; undefined for any other text. */
export function booleanOf(text: string): string | undefined {
  if (text.length > 5) return undefined;
  const lower = text.toLowerCase();
  return booleans.has(lower) ? lower : undefined;
}
