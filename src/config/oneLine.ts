/** A text as it was typed, or quoted and escaped where it would not be on one line; cut to so many characters. */
export function oneLine(text: string, most = Number.POSITIVE_INFINITY): string {
  const characters = [...text];
  const short = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(short) ? quoted(short) : short;
}

/** A text in JSON's quotes, with every control character and line separator escaped, which JSON alone does not do. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
