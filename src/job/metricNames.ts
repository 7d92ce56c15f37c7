/** The figures of a run that are told beside each other, by their names in summary.json; those of cv are means over the folds. */
export const figureNames = [
  'train_loss',
  'val_loss',
  'val_rmse',
  'val_mae',
  'val_r2',
  'cv_loss',
  'cv_rmse',
  'cv_mae',
  'cv_r2',
  'test_loss',
  'test_rmse',
  'test_mae',
  'test_r2',
  'seconds',
] as const;
export type FigureName = (typeof figureNames)[number];

/** What may rank runs: one of them, or one without val_, cv_ or test_ in front. */
export const metricNames = ['loss', 'rmse', 'mae', 'r2', ...figureNames] as const;
export type MetricName = (typeof metricNames)[number];
