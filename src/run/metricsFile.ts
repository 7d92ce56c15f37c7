import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { EpochRecord } from '../training/history.js';
import { csvRows } from './csv.js';
import { onPath } from './fileErrors.js';
import type { RunFolder } from './runFolder.js';

/** metrics.csv, which grows by a row at every epoch while the run goes on. */
export class MetricsFile {
  private readonly path: string;
  private readonly descriptor: number;

  /**
   * Begins the file, with the epochs that an earlier process trained; what it had recorded beyond them is gone.
   *
   * @param hasVal whether there is a validation loss
   */
  constructor(
    private readonly folder: RunFolder,
    private readonly hasVal: boolean,
    history: readonly EpochRecord[] = [],
  ) {
    this.path = folder.file('metrics.csv');
    const val = hasVal ? ['val_loss'] : [];
    const header = ['epoch', 'train_loss', ...val, 'test_loss', 'learning_rate', 'gradient_norm', 'seconds'];
    folder.write('metrics.csv', csvRows([header, ...history.map((record) => this.row(record))]));
    this.descriptor = onPath(this.path, () => openSync(this.path, 'a'), folder.chosenBy);
  }

  append(record: EpochRecord): void {
    onPath(
      this.path,
      () => writeFileSync(this.descriptor, csvRows([this.row(record)])),
      this.folder.chosenBy,
    );
  }

  close(): void {
    onPath(this.path, () => closeSync(this.descriptor), this.folder.chosenBy);
  }

  private row(record: EpochRecord): number[] {
    const { epoch, trainLoss, valLoss = Number.NaN, testLoss, learningRate, gradientNorm, seconds } = record;
    return [
      epoch,
      trainLoss,
      ...(this.hasVal ? [valLoss] : []),
      testLoss,
      learningRate,
      gradientNorm,
      seconds,
    ];
  }
}
