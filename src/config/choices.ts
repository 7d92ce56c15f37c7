/** The functions that a hidden layer may end with. */
export const activationNames = ['relu', 'tanh', 'sigmoid', 'elu'] as const;
export type ActivationName = (typeof activationNames)[number];

/** What may be asked for; `auto` leaves the choice to the program. */
export const backendChoices = ['auto', 'wasm', 'cpu', 'tensorflow'] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** The loss chart's vertical scale; `auto` is log when the losses span more than 20x. */
export const yScales = ['auto', 'linear', 'log'] as const;
export type YScale = (typeof yScales)[number];

export const missingChoices = ['error', 'drop', 'mean'] as const;
export type MissingChoice = (typeof missingChoices)[number];

/** What to do about a category that training did not know. */
export const unknownChoices = ['error', 'zeros'] as const;
