/** The examples of `explain --example`, in the help's order. */
export const exampleNames = ['reddi2018', 'scale', 'sparse', 'drift'] as const;
export type ExampleName = (typeof exampleNames)[number];
