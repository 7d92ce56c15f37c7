/** The hidden layers' activations, as src/kernels/assembly/activations.ts numbers them. */
export const activationCodes = { relu: 1, tanh: 2, sigmoid: 3, elu: 4 };

/** tfjs's kernels of those that no product carries. */
export const tfjsActivations = { tanh: 'Tanh', sigmoid: 'Sigmoid', elu: 'Elu' };

export type HiddenActivation = keyof typeof activationCodes;
