/** PyTorch's defaults for Adam, by the names that the flags, config.json and the class share. */
export const adamDefaults = {
  learningRate: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  decoupledWeightDecay: false,
  amsgrad: false,
  maximize: false,
};
