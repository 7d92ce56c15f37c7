import { UsageError } from '../../errors.js';
import type { GivenSettings } from '../../settings/given.js';
import { inWords } from '../../settings/range.js';
import type { Setting } from '../../settings/setting.js';
import { type LossConfig, type LossKeys, type LossName, losses } from './index.js';
import { lossSettings } from './settings.js';

/**
 * A loss with the parameters that were given for it, which are within their ranges, and the defaults for the rest.
 *
 * @throws UsageError for a parameter that the loss does not have
 */
export function resolveLoss(name: LossName, given: GivenSettings<keyof LossKeys>): LossConfig {
  for (const [key, { losses: owners }] of Object.entries<Setting<unknown>>(lossSettings)) {
    const value = given[key as keyof LossKeys];
    if (value === undefined || owners === undefined || owners.includes(name)) continue;
    throw new UsageError(
      `${value.name} must be given with the loss ${inWords(owners, 'or')}, got ${name}; leave it out or choose the loss with --loss.`,
    );
  }
  const values = Object.entries(losses[name].parameters).map(([parameter, own]) => [
    parameter,
    given[own.key as keyof LossKeys]?.value ?? own.default,
  ]);
  return { name, ...Object.fromEntries(values) } as LossConfig;
}
