/** What may rank runs: a figure of summary.json, or one without val_ or test_ in front. */
export const metricNames = [
  'loss',
  'rmse',
  'mae',
  'r2',
  'val_loss',
  'val_rmse',
  'val_mae',
  'val_r2',
  'test_loss',
  'test_rmse',
  'test_mae',
  'test_r2',
  'train_loss',
  'seconds',
] as const;
export type MetricName = (typeof metricNames)[number];
