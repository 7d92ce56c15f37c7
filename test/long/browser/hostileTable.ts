import { hostileName } from '../../pages/closedPage.js';

/** A table whose target and columns are called what no page may take for its own. */
export function hostileTable(): string {
  const lines = Array.from(
    { length: 80 },
    (_, i) => `${i % 7},${(i * i) % 11},${2 * (i % 7) + ((i * i) % 11)}`,
  );
  return [`<b>a</b>,${hostileName}2,${hostileName}`, ...lines].join('\n');
}
