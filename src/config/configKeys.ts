import { closestMatch } from 'leven';
import type { Setting } from '../settings/setting.js';
import { trainSettings } from './trainSettings.js';

/**
 * The setting that an unknown key of a config file was probably meant to be: by a flag's or alias's spelling such as `lr`,
 * `--batch-size` or `learning_rate`, or by a slip.
 */
export function similarKey(unknown: string): string | undefined {
  const spelling = bare(unknown);
  if (spelling === 'betas') return 'beta1 and beta2';
  const keyOf = new Map<string, string>();
  for (const [key, { flag, aliases }] of Object.entries<Setting<unknown>>(trainSettings)) {
    for (const name of [key, flag, ...aliases]) keyOf.set(bare(name), key);
  }
  const closest = closestMatch(spelling, [...keyOf.keys()], {
    maxDistance: Math.ceil(spelling.length / 4),
  });
  return closest === undefined ? undefined : keyOf.get(closest);
}

/** A name's letters and digits, however its words are joined. */
function bare(name: string): string {
  return name
    .slice(0, 100)
    .replace(/[-_\s]/g, '')
    .toLowerCase();
}
