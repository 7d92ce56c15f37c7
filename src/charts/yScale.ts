/** The loss chart's vertical scale; `auto` is log when the losses span more than 20x. */
export const yScales = ['auto', 'linear', 'log'] as const;
export type YScale = (typeof yScales)[number];
