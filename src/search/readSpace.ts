import { UsageError } from '../errors.js';
import { inWords } from '../settings/range.js';
import type { Setting, Settings } from '../settings/setting.js';
import { type GivenTexts, type NamedSetting, parseDimension } from './parseDimension.js';
import { rule } from './parseRange.js';
import type { Condition, Dimension, Fixed, Space } from './space.js';

/** The settings that others belong to, and where a setting says whose it is. */
const owners = { loss: 'losses', optimizer: 'optimizers', schedule: 'schedules' } as const;
type Owner = keyof typeof owners;

/** What a space is read by. */
export interface SpaceRules {
  /** The settings that may be given, by their names in config.json. */
  table: Settings;
  /** Flags that give several of them at once, under their own keys. */
  shorthands?: readonly { key: string; setting: Setting<unknown>; gives: readonly string[] }[];
  /** What the trials have where no flag says it. */
  usual: Readonly<Record<Owner, string>>;
  /** Whether trials are drawn, by random or TPE search; else every combination is one. */
  search: boolean;
}

/**
 * Whether a sweep may give a setting several values. What says where the rows are, which of them are held out, what computes and
 * what is shown has one for all trials.
 */
export function canVary({ varies, isPath, group }: Setting<unknown>): boolean {
  return varies !== false && isPath !== true && group !== 'Engine' && group !== 'Output';
}

/** The setting that a setting belongs to, if only some optimizers, schedules or losses have it. */
export function ownerOf(setting: Setting<unknown>): Owner | undefined {
  return (Object.keys(owners) as Owner[]).find((owner) => setting[owners[owner]] !== undefined);
}

/**
 * The space that flags describe, each by its setting's key.
 *
 * @param given only settings that can vary; one with one value is fixed
 * @throws UsageError for what is no value or range of its setting, or for a setting that no trial would have
 */
export function readSpace(given: Readonly<Record<string, GivenTexts>>, rules: SpaceRules): Space {
  const named = [
    ...Object.entries(rules.table).map(([key, setting]): NamedSetting => ({ key, setting })),
    ...(rules.shorthands ?? []),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  const present = named.filter(({ key }) => given[key] !== undefined);
  checkShorthands(present, given);
  const parsed = present.map((one) => parseDimension(one, given[one.key] as GivenTexts, rules.search));
  const chosen = (owner: Owner): readonly unknown[] => {
    const [first] = parsed[present.findIndex(({ key }) => key === owner)] ?? [];
    if (first === undefined) return [rules.usual[owner]];
    return 'value' in first ? [first.value] : (first as { values: readonly unknown[] }).values;
  };
  const all = present.flatMap(({ setting, key, gives }, i) => {
    const own = gives === undefined ? setting : (rules.table[gives[0] as string] as Setting<unknown>);
    const when = conditionOf(own, (given[key] as GivenTexts).name, chosen);
    const [first, ...others] = parsed[i] as NonNullable<(typeof parsed)[number]>;
    return [when === undefined ? first : { ...first, when }, ...others] as (Dimension | Fixed)[];
  });
  const dimensions = all.filter((one): one is Dimension => 'kind' in one);
  const fixed = all.filter((one): one is Fixed => !('kind' in one));
  checkSeed(dimensions, given['seed'], rules.search);
  return { dimensions: inAskingOrder(dimensions, all), fixed };
}

/** Which trials have a setting, if not all do. */
function conditionOf(
  setting: Setting<unknown>,
  name: string,
  chosen: (owner: Owner) => readonly unknown[],
): Condition | undefined {
  for (const [owner, property] of Object.entries(owners) as [Owner, (typeof owners)[Owner]][]) {
    const having = setting[property];
    if (having === undefined) continue;
    const values = chosen(owner);
    const own = values.filter((value) => having.includes(value as string));
    if (own.length === 0) throw foreign(name, owner, having, values);
    if (own.length < values.length) return { key: owner, values: own };
  }
  return undefined;
}

function foreign(
  name: string,
  owner: Owner,
  having: readonly string[],
  values: readonly unknown[],
): UsageError {
  return new UsageError(
    `${name} must be given with the ${owner} ${inWords(having, 'or')}, got ${inWords(values.map(String), 'and')}; leave it out, or add one of them to --${owner}.`,
  );
}

/** What another dimension's condition names comes first: so do the choices of one grid for each. Then the keys' letters decide. */
function inAskingOrder(dimensions: readonly Dimension[], all: readonly (Dimension | Fixed)[]): Dimension[] {
  const needed = new Set(all.flatMap(({ when }) => (when === undefined ? [] : [when.key])));
  const isOwner = ({ key }: Dimension) => Object.hasOwn(owners, key) && needed.has(key);
  return [...dimensions.filter(isOwner), ...dimensions.filter((one) => !isOwner(one))];
}

/** --betas gives what --beta1 gives. */
function checkShorthands(
  present: readonly NamedSetting[],
  given: Readonly<Record<string, GivenTexts>>,
): void {
  for (const { key, gives = [] } of present) {
    const other = gives.map((name) => given[name]).find((one) => one !== undefined);
    if (other === undefined) continue;
    throw new UsageError(`${given[key]?.name} and ${other.name} set the same parameter; give one of them.`);
  }
}

/** A search that may choose its seed finds the luckiest one. */
function checkSeed(dimensions: readonly Dimension[], given: GivenTexts | undefined, search: boolean): void {
  if (!search || !dimensions.some(({ key }) => key === 'seed')) return;
  const { name, texts } = given as GivenTexts;
  throw rule(
    name,
    'one value in a search',
    texts.join(', '),
    'give --repeats to train each trial with several seeds',
  );
}
