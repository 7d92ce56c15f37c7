import { withFileValues } from '../config/configFileValues.js';
import { momentarySettings } from '../config/outputSettings.js';
import { flatSettings } from '../config/trainConfig.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from '../config/trainSettings.js';
import { UsageError } from '../errors.js';
import { pathsFrom, programAndMachine } from '../run/configJson.js';
import { type RunFolder, spaceFileName } from '../run/runFolder.js';
import type { GivenTexts } from '../search/parseDimension.js';
import { canVary, ownerOf } from '../search/readSpace.js';
import type { GivenSetting } from '../settings/given.js';
import { oneLine } from '../text.js';
import { configOf, firstValues, type SweepPlan } from './plan.js';
import type { GivenSweep } from './resolve.js';
import { sweepSettings } from './settings.js';

// space.json has what makes a sweep: the settings of all its trials under their names, those that vary under `space` as one would
// type them, and the sweep's own. `sweep --config` runs it again.

/**
 * Writes space.json, which also says that the folder is a sweep's.
 *
 * @param environment what it notes of the sweep's moment: the data's digest, and where its trials went if not here
 */
export function writeSpace(
  folder: RunFolder,
  plan: SweepPlan,
  { dataSha256, queue }: { dataSha256: string; queue: string | undefined },
): void {
  const { common, texts } = plan;
  const flat: Record<string, unknown> = flatSettings(common);
  const following = followingOthers(plan, flat);
  const own = Object.fromEntries(
    Object.entries(flat).filter(([key]) => {
      if (momentarySettings.includes(key) || following.has(key)) return false;
      const owner = ownerOf(trainTable[key as TrainSettingName]);
      return !Object.hasOwn(texts, key) && (owner === undefined || texts[owner] === undefined);
    }),
  );
  const space = Object.keys(texts).map((key) => {
    const [text = '', ...others] = writtenTexts(plan, key);
    return [key, others.length === 0 ? text : [text, ...others]];
  });
  const sweep = Object.keys(sweepSettings).map((key) => [key, plan[key as keyof typeof sweepSettings]]);
  const { out: _, ...dataPaths } = pathsFrom(folder, own);
  folder.writeJson(spaceFileName, {
    ...own,
    ...dataPaths,
    space: Object.fromEntries(space),
    ...Object.fromEntries(sweep),
    ...(common.output.noReport && { noReport: true }),
    environment: { ...programAndMachine(common.output), dataSha256, ...(queue && { queue }) },
  });
}

/** What stood behind a flag, as it stands behind the setting's key: --no-amsgrad means false by true, and by nothing. */
function writtenTexts({ texts, space }: SweepPlan, key: string): readonly string[] {
  const { texts: typed = [] } = texts[key] ?? {};
  if (key === 'betas' || trainTable[key as TrainSettingName].argument !== undefined) return typed;
  const switched = [...space.dimensions, ...space.fixed].find((one) => one.key === key);
  if (switched === undefined) return typed;
  return [('values' in switched ? switched.values : 'value' in switched ? [switched.value] : []).join(',')];
}

/** The settings that nobody gave and that are others where one that varies is another, as --informative is where --features is. */
function followingOthers(plan: SweepPlan, flat: Record<string, unknown>): Set<string> {
  const first = firstValues(plan.space);
  const others = plan.space.dimensions.flatMap((one) =>
    (one.kind === 'categorical' ? one.values : [one.high]).map((value) => ({ ...first, [one.key]: value })),
  );
  const following = others.flatMap((values) => {
    try {
      const other: Record<string, unknown> = flatSettings(configOf(plan, values));
      return Object.keys(flat).filter((key) => JSON.stringify(other[key]) !== JSON.stringify(flat[key]));
    } catch (error) {
      if (error instanceof UsageError) return []; // values that do not go together
      throw error;
    }
  });
  return new Set(following.filter((key) => plan.given[key as TrainSettingName] === undefined));
}

/**
 * What a file says of a sweep, a space.json or a run's config.json, and flags beside it, which win.
 *
 * @param content what the file's JSON holds
 * @param base what its paths are relative to
 * @throws UsageError for an unknown key, or a value outside its rule
 */
export function withSpaceFile(
  { fixed, texts, sweep }: GivenSweep,
  content: unknown,
  path: string,
  base: string,
): GivenSweep & { notes: string[] } {
  const file = oneLine(path);
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  const { space = {}, ...others } = (isObject ? content : {}) as Record<string, unknown>;
  const own: Record<string, GivenSetting> = {};
  for (const key of Object.keys(sweepSettings)) {
    const { [key]: value } = others;
    delete others[key];
    if (value === undefined || value === null) continue;
    own[key] = { name: `${key} in ${file}`, text: JSON.stringify(value), value, file };
  }
  const all: Record<string, GivenTexts> = { ...textsOf(space, file), ...texts };
  // What varies by a flag is not what the file says; an optimizer's settings are none where others are tried.
  const varying = Object.entries(all).map(([key, { name, texts: given }]) => [
    key,
    { name, text: given.join(','), value: undefined },
  ]);
  const flags: GivenTrainSettings = { ...Object.fromEntries(varying), ...fixed };
  const { given, notes } = withFileValues(flags, isObject ? others : content, path, base);
  for (const key of Object.keys(all)) delete given[key as TrainSettingName];
  // What only some optimizers have is a part of the space, which knows the trials that it belongs to.
  for (const [key, one] of Object.entries(given)) {
    const setting = trainTable[key as TrainSettingName];
    const owner = ownerOf(setting);
    const isShared = owner === undefined || all[owner] === undefined;
    if (isShared || !canVary(setting) || one.file === undefined) continue;
    const { value } = one;
    all[key] = { name: one.name, texts: [Array.isArray(value) ? value.join(',') : String(value)] };
    delete given[key as TrainSettingName];
  }
  return { fixed: given, texts: all, sweep: { ...own, ...sweep }, notes };
}

function textsOf(space: unknown, file: string): Record<string, GivenTexts> {
  const wrong = (what: string, cure = 'correct it') =>
    new UsageError(
      `space in ${file} must hold settings as they stand behind their flags, such as {"learningRate": "1e-4..1e-1"}, got ${what}; ${cure}.`,
    );
  if (typeof space !== 'object' || space === null || Array.isArray(space))
    throw wrong(oneLine(JSON.stringify(space), 60));
  return Object.fromEntries(
    Object.entries(space).map(([key, value]) => {
      const got = oneLine(JSON.stringify({ [key]: value }), 60);
      const isSetting = key === 'betas' || Object.hasOwn(trainTable, key);
      if (!isSetting) throw wrong(got, 'the keys are those of config.json');
      if (key !== 'betas' && !canVary(trainTable[key as TrainSettingName])) {
        throw wrong(got, 'all trials share that setting: write it beside space');
      }
      const texts = (Array.isArray(value) ? value : [value]).map(textOf);
      if (texts.length === 0 || !texts.every((text) => text !== undefined)) throw wrong(got);
      const isOfLists =
        key === 'betas' || trainTable[key as TrainSettingName].range.jsonSchema['type'] === 'array';
      return [key, { name: `${key} in ${file}`, texts: isOfLists ? texts : [texts.join(',')] }];
    }),
  );
}

/** A value as one would type it; undefined for what is none. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value))
    return value.every((one) => typeof one === 'number') ? value.join(',') : undefined;
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
