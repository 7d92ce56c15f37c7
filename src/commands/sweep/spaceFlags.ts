import { type Command, Option as Flag } from 'commander';
import { betasShorthand, trainSettings } from '../../config/trainSettings.js';
import { UsageError } from '../../errors.js';
import type { GivenTexts } from '../../search/parseDimension.js';
import { canVary } from '../../search/readSpace.js';
import type { Setting } from '../../settings/setting.js';
import { describe, describeShortly, flagMeanings, negationOf } from '../flags.js';
import { showInShortHelp } from '../shortHelp.js';

type Entries = [key: string, setting: Setting<unknown>][];
const entries: Entries = Object.entries<Setting<unknown>>(trainSettings);

/** How a single run is shown. */
type OfOneRun = 'show' | 'live';
const ofOneRun: readonly string[] = ['show', 'live'] satisfies OfOneRun[];

/** The settings of train that all trials of a sweep share. */
export const sharedSettings = Object.fromEntries(
  entries.filter(([key, one]) => !canVary(one) && !ofOneRun.includes(key)),
) as { [Key in Exclude<keyof typeof trainSettings, OfOneRun>]: Setting<unknown> };

/**
 * Declares the flags that may have several values.
 *
 * @param texts is filled with what was typed behind them while the command is parsed
 */
export function declareSpaceFlags(command: Command, texts: Record<string, GivenTexts>): void {
  for (const [key, setting] of entries) {
    if (!canVary(setting)) continue;
    const isSwitch = setting.argument === undefined;
    for (const name of [setting.flag, ...setting.aliases]) declare(key, setting, name, name !== setting.flag);
    if (isSwitch) declare(key, setting, negationOf(setting), true);
    if (key === betasShorthand.behind)
      declare('betas', betasShorthand.setting, betasShorthand.setting.flag, false);
  }

  function declare(key: string, setting: Setting<unknown>, name: string, isHidden: boolean): void {
    const value = setting.argument === undefined ? '[values]' : '<values>';
    const flag = new Flag(`${name} ${value}`, describe(setting, false)).helpGroup(`${setting.group}:`);
    if (name !== negationOf(setting)) flagMeanings.set(flag, { setting, isList: true });
    if (isHidden) flag.hideHelp();
    else if (setting.isCommon) showInShortHelp(flag, describeShortly(setting));
    command.addOption(flag);
    command.on(`option:${flag.name()}`, (text: string | null | undefined) => {
      // commander takes whatever follows for the value, and so would swallow a flag.
      if (text && /^--+[^-]/.test(text))
        throw new UsageError(`${name} must be followed by its values, got ${text}; write them behind it.`);
      const before = texts[key];
      if (before !== undefined && before.name !== name) {
        throw new UsageError(`${before.name} and ${name} set the same parameter; give one of them.`);
      }
      texts[key] = { name, texts: [...(before?.texts ?? []), text ?? ''] };
    });
  }
}
