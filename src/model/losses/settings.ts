import { oneOf } from '../../settings/range.js';
import { type Setting, setting } from '../../settings/setting.js';
import { type LossConfig, type LossKeys, losses, lossNames } from './index.js';

type ParameterSettings = { [Key in keyof LossKeys]: Setting<number | undefined> };

/** The loss and its parameters; a value is absent where the loss does not have it. */
export const lossSettings = {
  loss: setting({
    flag: '--loss',
    argument: 'name',
    group: 'Model',
    help: 'what training makes small',
    isCommon: true,
    range: oneOf(lossNames),
    default: 'mse',
  }),
  ...parameterSettings(),
};

/** A setting for each loss's parameters, which no two losses share. */
function parameterSettings(): ParameterSettings {
  const declared = lossNames.flatMap((name) =>
    Object.values(losses[name].parameters).map(({ key, flag, help, range, default: usual }) => [
      key,
      setting({
        flag,
        argument: 'number',
        group: 'Model',
        help: `${help}, in the units that the model sees`,
        range,
        defaultWords: String(usual),
        losses: [name],
      }),
    ]),
  );
  return Object.fromEntries(declared) as ParameterSettings;
}

/** A loss's parameters under the keys that config.json has. */
export function flatLoss({ name, ...values }: LossConfig): Record<string, number> {
  const own = Object.entries(losses[name].parameters);
  return Object.fromEntries(
    own.map(([parameter, { key }]) => [key, (values as Record<string, number>)[parameter] as number]),
  );
}
