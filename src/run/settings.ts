import { type Range, toggle } from '../settings/range.js';
import { setting } from '../settings/setting.js';
import { folder, texts } from '../settings/texts.js';

const nameParts = texts(
  'at most 100 letters, digits, spaces and . _ -, beginning with a letter or digit and not ending with a dot or space',
  /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._ -]{0,98}[\p{L}\p{M}\p{N}_-])?$/u,
);

/** A run's name is one part of a path on every system, so that it can neither leave --out nor fail to be made. */
const runName: Range<string> = {
  ...nameParts,
  holds: (value): value is string => nameParts.holds(value) && folderRule(value) === undefined,
  ruleBroken: (value) => (nameParts.holds(value) ? folderRule(value) : undefined),
};

/** A name has 255 bytes on most systems, a part of which others put behind it. */
const MOST_BYTES = 200;

/** The rule of some system that a name of the right characters breaks. */
function folderRule(name: string): string | undefined {
  // Windows looks at what stands before the first dot, without the spaces there, and reads ¹, ² and ³ as digits.
  if (/^(con|prn|aux|nul|(com|lpt)[\d¹²³]) *(\.|$)/i.test(name)) {
    return 'other than con, prn, aux, nul, com1, lpt1 and the like, which Windows keeps for devices';
  }
  const bytes = new TextEncoder().encode(name).length;
  return bytes > MOST_BYTES ? `at most ${MOST_BYTES} bytes in UTF-8, of which it has ${bytes}` : undefined;
}

/** Where the results go. */
export const runSettings = {
  out: setting({
    flag: '--out',
    argument: 'folder',
    group: 'Output',
    help: 'where run folders are made',
    isCommon: true,
    range: folder,
    isPath: true,
    default: 'out',
  }),
  name: setting({
    flag: '--name',
    argument: 'name',
    group: 'Output',
    help: "the run folder's name",
    isCommon: true,
    range: runName,
    defaultWords: 'run-001, run-002 …',
  }),
  force: setting({
    flag: '--force',
    group: 'Output',
    help: 'replace the run folder that has this --name',
    range: toggle,
    default: false,
  }),
  noEnvironment: setting({
    flag: '--no-environment',
    group: 'Output',
    help: "leave Node's version and the system out of config.json",
    range: toggle,
    default: false,
  }),
} as const;
