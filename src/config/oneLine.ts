/** A text as it was typed, cut to 60 characters and on one line: quoted and escaped where it would not be. */
export function oneLine(text: string): string {
  const characters = [...text];
  const short = characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : text;
  if (!/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(short)) return short;
  return JSON.stringify(short).replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
