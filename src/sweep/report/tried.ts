import { betasShorthand, type TrainSettingName, trainTable } from '../../config/trainSettings.js';
import type { Pair } from '../../pages/htmlParts.js';
import { ownerOf } from '../../search/readSpace.js';
import type { Setting } from '../../settings/setting.js';
import { shellWord } from '../../text.js';
import type { SweepPlan } from '../plan.js';
import { sweepSettings } from '../settings.js';
import { sweptKeys } from '../sweepCsv.js';

/** What varies in a sweep, and what it was told beside that, each as it is typed. */
export function triedSettings(plan: SweepPlan): Pair[] {
  const given = Object.entries(plan.texts).filter(([key]) =>
    key === 'betas'
      ? !betasShorthand.gives.every((one) => isShared(plan, one))
      : !isShared(plan, key as TrainSettingName),
  );
  return [...given.map(([key, { texts }]) => varied(key, texts)), ...told(plan)];
}

/** Whether all trials have a setting, and the same value of it. */
export function isShared(plan: SweepPlan, key: TrainSettingName): boolean {
  const swept = sweptKeys(plan);
  const owner = ownerOf(trainTable[key]);
  return !swept.includes(key) && (owner === undefined || !swept.includes(owner));
}

function varied(key: string, texts: readonly string[]): Pair {
  const { flag, range, argument } =
    key === 'betas' ? betasShorthand.setting : trainTable[key as TrainSettingName];
  // Only a flag whose value is a list itself is given once for each; space.json has the others in one, too.
  const isOfLists = range.jsonSchema['type'] === 'array';
  const words = isOfLists ? texts : [texts.join(',')];
  const typed = words.map((text) =>
    argument === undefined ? `${flag}=${shellWord(text)}` : `${flag} ${shellWord(text)}`,
  );
  return [key, typed.join(' ')];
}

/** The sweep's own settings, but for those that stand at their defaults. */
function told(plan: SweepPlan): Pair[] {
  return Object.entries<Setting<unknown>>(sweepSettings).flatMap(([key, one]): Pair[] => {
    const { flag, argument } = one;
    const { [key as keyof typeof sweepSettings]: value } = plan;
    if (value === undefined || value === one.default) return [];
    return [[key, argument === undefined ? flag : `${flag} ${String(value)}`]];
  });
}
