import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import { configSchema } from '../../src/config/configSchema.js';
import { meaningfulSettings } from '../../src/config/meaningfulSettings.js';
import { resolveTrainConfig } from '../../src/config/resolve.js';
import { type TrainOptionName, trainOptions } from '../../src/config/trainOptions.js';

const schema = JSON.parse(JSON.stringify(configSchema()));
const properties = schema.properties as Record<string, { default?: unknown; description?: string }>;
