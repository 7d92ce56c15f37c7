/** A number as programs write it, 0x1f, or a code: 3ceb, 2F52100D. 12a is more likely a number with something behind it. */
export function isHexadecimal(text: string): boolean {
  if (/^0x[0-9a-f]+$/i.test(text)) return true;
  return mayBeHexadecimal(text) && text.length >= 4 && /\d/.test(text) && /[a-f]./i.test(text);
}

/** Whether a text could be a code among others that are hexadecimal: 9841, 684009E8 */
export function mayBeHexadecimal(text: string): boolean {
  return /^(?:0[xX])?(?:[0-9a-f]+|[0-9A-F]+)$/.test(text);
}

/** Whether digits stand behind letters again, as in 2833e1d5 and 2db5db05: no number is so, whatever units its letters are. */
export function isInterleaved(text: string): boolean {
  return mayBeHexadecimal(text) && /^\d+[a-f]+\d/i.test(text) && !/^\d+e\d+$/i.test(text);
}
