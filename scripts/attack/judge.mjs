import { readdirSync } from 'node:fs';

/** The exit codes that are documented. */
const codes = [0, 1, 2, 3, 4, 129, 130, 143];

/** What a terminal would obey, or would show in another order. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/**
 * What is wrong in how a command ended: the kind and the proof.
 *
 * @param {{code: number | null, stdout: string, stderr: string, thrown?: string}} ended
 * @param {string} folder in which nothing half written may be left
 * @returns {[kind: string, proof: string][]}
 */
export function judge({ code, stdout, stderr, thrown }, folder) {
  const found = [];
  if (thrown !== undefined) found.push(['thrown past the program', thrown]);
  if (!codes.includes(code)) found.push(['exit code', String(code)]);
  const inside = /failed inside[^\n]*/.exec(stderr)?.[0];
  if (inside !== undefined) found.push(['failed inside', inside]);
  const stack = /\n {2,}at [^\n]*:\d+:\d+\)?(\n|$)/.exec(stderr + stdout)?.[0];
  if (stack !== undefined) found.push(['stack', stack.trim()]);
  if (code !== 0 && code !== 4 && !/^error: ./m.test(stderr)) {
    found.push(['no sentence', stderr.slice(-200) || 'standard error is empty']);
  }
  for (const [name, text] of Object.entries({ stdout, stderr })) {
    const place = control.exec(text.replace(/\r\n/g, '\n'))?.index;
    if (place !== undefined)
      found.push([`raw control character in ${name}`, text.slice(Math.max(0, place - 60), place + 20)]);
  }
  const left = leftovers(folder);
  if (left.length > 0) found.push(['left over', left.join(' ')]);
  return found;
}

/** Temporary files, and locks of runs that ended, anywhere in a folder. */
export function leftovers(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(\.tmp|\.new\.\d+|\.partial)$|(^|\/)\.adam-train-/.test(name),
  );
}
