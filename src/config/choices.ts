/** The functions that a hidden layer may end with. */
export const activationNames = ['relu', 'tanh', 'sigmoid', 'elu'] as const;
export type ActivationName = (typeof activationNames)[number];

/** What may be asked for; `auto` leaves the choice to the program. */
export const backendChoices = ['auto', 'wasm', 'cpu', 'tensorflow'] as const;
export type BackendChoice = (typeof backendChoices)[number];

export const missingChoices = ['error', 'drop', 'mean'] as const;
export type MissingChoice = (typeof missingChoices)[number];

/** What to do about a category that training did not know. */
export const unknownChoices = ['error', 'zeros'] as const;

/** The surfaces of `explain --function`, in the help's order. */
export const planeFunctionNames = ['rosenbrock', 'quadratic', 'saddle', 'beale'] as const;
export type PlaneFunctionName = (typeof planeFunctionNames)[number];

/** The examples of `explain --example`, in the help's order. */
export const exampleNames = ['reddi2018', 'scale', 'sparse', 'drift'] as const;
export type ExampleName = (typeof exampleNames)[number];
