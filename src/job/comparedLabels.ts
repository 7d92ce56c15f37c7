import { LONGEST_LABEL } from '../charts/compareChart.js';
import { settingPhrase } from '../config/differences.js';
import type { TrainSettingName } from '../config/trainSettings.js';
import type { ComparedRun } from './compareRuns.js';

/** What says which rows a run has, and what it began with: of little use to tell runs apart by. */
const last: readonly TrainSettingName[] = ['seed', 'splitSeed', 'split', 'testSize', 'valSize', 'missing'];

type Named = Pick<ComparedRun, 'name' | 'settings'>;

/**
 * What each run of a picture differs by from the others of it, with what differs most first, as far as there is room; behind its
 * name where that does not tell it from another.
 */
export function labelsOf(runs: readonly Named[], keys: readonly TrainSettingName[]): string[] {
  const telling = tellingKeys(runs, keys);
  const phrases = runs.map(({ settings }) =>
    telling.filter((key) => Object.hasOwn(settings, key)).map((key) => settingPhrase(key, settings[key])),
  );
  const short = phrases.map((own) => fitting(own, LONGEST_LABEL));
  return runs.map(({ name }, i) => {
    const text = short[i] as string;
    if (text !== '' && short.filter((other) => other === text).length === 1) return text;
    const behind = fitting(phrases[i] as string[], LONGEST_LABEL - name.length - 2);
    return behind === '' ? name : `${name}: ${behind}`;
  });
}

/** The settings that differ among these runs: those of most values first, and of rows and seeds last. */
function tellingKeys(runs: readonly Named[], keys: readonly TrainSettingName[]): TrainSettingName[] {
  const values = (key: TrainSettingName) =>
    new Set(runs.map(({ settings }) => JSON.stringify([settings[key]]))).size;
  return keys
    .filter((key) => values(key) > 1)
    .toSorted((a, b) => Number(last.includes(a)) - Number(last.includes(b)) || values(b) - values(a));
}

const MORE = ', …';

/** As many of the phrases as there is room for, and whether there are more; of a single one that is too long its beginning. */
function fitting(phrases: readonly string[], room: number): string {
  const all = phrases.join(', ');
  if (all.length <= room) return all;
  let text = '';
  for (const phrase of phrases) {
    const next = text === '' ? phrase : `${text}, ${phrase}`;
    if (next.length + MORE.length > room) break;
    text = next;
  }
  return text === '' ? all.slice(0, Math.max(0, room - 1)).concat(room > 1 ? '…' : '') : text + MORE;
}
