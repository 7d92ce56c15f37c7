import { betasShorthand, trainSettings } from '../../src/config/trainSettings.js';
import type { GivenTexts } from '../../src/search/parseDimension.js';
import { readSpace } from '../../src/search/readSpace.js';
import type { Space } from '../../src/search/space.js';
import type { Setting } from '../../src/settings/setting.js';

/** The space that a line of flags describes; of a grid, unless trials are drawn. */
export function flags(line: string, { search = false } = {}): Space {
  const { setting: betas, gives } = betasShorthand;
  const shorthand = { key: 'betas', setting: betas, gives };
  const given: Record<string, GivenTexts> = {};
  for (const [, name = '', text = ''] of line.matchAll(/(--[\w-]+)(?:[= ](?!--)(\S+))?/g)) {
    const key = [...Object.entries<Setting<unknown>>(trainSettings), ['betas', betas] as const].find(
      ([, { flag, aliases }]) => [flag, ...aliases, negated(flag)].includes(name as `--${string}`),
    )?.[0];
    if (key === undefined) throw new Error(`There is no ${name}.`);
    given[key] = { name, texts: [...(given[key]?.texts ?? []), text] };
  }
  const usual = { optimizer: 'adam', schedule: 'constant', loss: 'mse' };
  return readSpace(given, { table: trainSettings, shorthands: [shorthand], usual, search });
}

function negated(flag: string): `--${string}` {
  return flag.startsWith('--no-') ? `--${flag.slice(5)}` : `--no-${flag.slice(2)}`;
}
