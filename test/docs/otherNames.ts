import { type TrainSettingName, trainTable } from '../../src/config/trainSettings.js';
import { defaultText } from '../../src/settings/given.js';
import { fixture } from '../goldens.js';

type Library = 'torch' | 'keras' | 'sklearn';

/** Written by scripts/reference/coming_from.py, which finds each name in the library. */
const { defaults } = fixture<{ defaults: Record<Library, Record<string, unknown>> }>('coming-from.json');

/** What a setting is called elsewhere: `path argument` where the argument has a default there. */
const names: Partial<Record<TrainSettingName, Partial<Record<Library, string>>>> = {
  learningRate: {
    torch: 'optim.Adam lr',
    keras: 'optimizers.Adam learning_rate',
    sklearn: 'learning_rate_init',
  },
  beta1: { torch: 'optim.Adam betas', keras: 'optimizers.Adam beta_1', sklearn: 'beta_1' },
  beta2: { torch: 'optim.Adam betas', keras: 'optimizers.Adam beta_2', sklearn: 'beta_2' },
  epsilon: { torch: 'optim.Adam eps', keras: 'optimizers.Adam epsilon', sklearn: 'epsilon' },
  weightDecay: { torch: 'optim.Adam weight_decay', sklearn: 'alpha' },
  decoupledWeightDecay: { torch: 'optim.AdamW weight_decay', keras: 'optimizers.Adam weight_decay' },
  amsgrad: { torch: 'optim.Adam amsgrad', keras: 'optimizers.Adam amsgrad' },
  alpha: { torch: 'optim.RMSprop alpha', keras: 'optimizers.RMSprop rho' },
  momentum: { torch: 'optim.SGD momentum', keras: 'optimizers.SGD momentum', sklearn: 'momentum' },
  nesterov: { torch: 'optim.SGD nesterov', keras: 'optimizers.SGD nesterov', sklearn: 'nesterovs_momentum' },
  epochs: { keras: 'Model.fit epochs', sklearn: 'max_iter' },
  batchSize: {
    torch: 'utils.data.DataLoader batch_size',
    keras: 'Model.fit batch_size',
    sklearn: 'batch_size',
  },
  hidden: { sklearn: 'hidden_layer_sizes' },
  activation: { keras: 'layers.Dense activation', sklearn: 'activation' },
  lossDelta: { torch: 'nn.HuberLoss delta', keras: 'losses.Huber delta' },
  lossBeta: { torch: 'nn.SmoothL1Loss beta' },
  dropout: { torch: 'nn.Dropout p' },
  clipNorm: { keras: 'optimizers.Adam global_clipnorm' },
  clipValue: { keras: 'optimizers.Adam clipvalue' },
  valSize: { keras: 'Model.fit validation_split', sklearn: 'validation_fraction' },
  patience: { keras: 'callbacks.EarlyStopping patience', sklearn: 'n_iter_no_change' },
  minDelta: { keras: 'callbacks.EarlyStopping min_delta', sklearn: 'tol' },
  seed: { sklearn: 'random_state' },
};

/** The rows of the table of names: ours with its key, then theirs, each with its default. */
export function otherNames(): string[][] {
  return Object.entries(names).map(([key, others]) => {
    const { flag } = trainTable[key as TrainSettingName];
    const own = `\`${flag}\`, \`${key}\` ${defaultText(trainTable[key as TrainSettingName])}`;
    return [
      own,
      ...(['torch', 'keras', 'sklearn'] as const).map((library) => cell(library, others[library])),
    ];
  });
}

function cell(library: Library, name: string | undefined): string {
  if (name === undefined) return '';
  if (!Object.hasOwn(defaults[library], name)) throw new Error(`coming-from.json has no ${name}.`);
  return `\`${name.replace(' ', '(').replace(/\((.*)/, '($1=…)')}\` ${asInPython(defaults[library][name])}`;
}

function asInPython(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'number' && value > 0 && value < 1e-3 ? value.toExponential() : String(value);
}
