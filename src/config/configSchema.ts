import type { JsonSchema } from '../settings/range.js';
import type { Setting } from '../settings/setting.js';
import { trainSettings } from './trainSettings.js';

/**
 * The JSON Schema of a config file, for editors: what the settings say of each value alone. Rules between values,
 * and a few that a schema cannot express, are checked by the program only.
 */
export function configSchema(): JsonSchema {
  const settings = Object.entries<Setting<unknown>>(trainSettings).map(([key, setting]) => {
    const value = { anyOf: [setting.range.jsonSchema, { type: 'null' }] };
    const usual = setting.default === undefined ? {} : { default: setting.default };
    return [key, { description: description(setting), ...usual, ...value }];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Settings of adam-train train',
    description: 'What adam-train --config reads, and config.json of a run holds. null is as good as no key.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...Object.fromEntries(settings),
      environment: { description: 'what a run notes about its moment; not read', type: 'object' },
    },
  };
}

function description(setting: Setting<unknown>): string {
  const { range, default: usual, defaultWords, argument, losses, optimizers, schedules } = setting;
  const owners = losses ?? optimizers ?? schedules;
  const of = owners === undefined ? '' : ` (of ${owners.join(', ')})`;
  // A flag such as --no-bias-correction says what false does.
  const help = `${argument === undefined && range.read('') === false ? 'if false, ' : ''}${setting.help}${of}`;
  if (argument === undefined) return help;
  const words = range.fileWords ?? range.words;
  return `${help} (${words}; default ${defaultWords ?? JSON.stringify(usual)})`;
}
