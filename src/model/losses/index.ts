import type { UnionToIntersection } from '../../settings/setting.js';
import { huber } from './huber.js';
import type { Loss, LossDefinition } from './loss.js';
import { meanAbsoluteError } from './meanAbsoluteError.js';
import { meanSquaredError } from './meanSquaredError.js';
import { smoothL1 } from './smoothL1.js';

/** The losses that a model can be trained with, in the help's order. */
const definitions = [meanSquaredError, meanAbsoluteError, huber, smoothL1] as const;

type Definitions = (typeof definitions)[number];
export type LossName = Definitions['name'];
export const lossNames: LossName[] = definitions.map(({ name }) => name);

export const losses = Object.fromEntries(
  definitions.map((definition) => [definition.name, definition]),
) as Readonly<Record<LossName, LossDefinition<LossName>>>;

/** What a run's settings say of its loss: the name, and its own parameters. */
export type LossConfig = {
  [One in Definitions as One['name']]: { name: One['name'] } & {
    [Parameter in keyof One['parameters']]: number;
  };
}[LossName];

/** Every loss's parameters by the keys that config.json has. */
type Keyed = {
  [One in Definitions as One['name']]: {
    [Parameter in keyof One['parameters'] as One['parameters'][Parameter] extends {
      key: infer Key extends string;
    }
      ? Key
      : never]: number;
  };
}[LossName];
export type LossKeys = UnionToIntersection<Keyed>;

/** The loss with those parameters. */
export function createLoss({ name, ...values }: LossConfig): Loss {
  const { unit, create } = losses[name];
  return { unit, ...create(values as Record<string, number>) };
}
