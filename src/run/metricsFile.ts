import type { EpochRecord } from '../training/history.js';
import { AppendedFile } from './appendedFile.js';
import { csvRows } from './csv.js';
import type { RunFolder } from './runFolder.js';

/** metrics.csv, which grows by a row at every epoch while the run goes on. */
export class MetricsFile {
  private readonly file: AppendedFile;

  /**
   * Begins the file, with the epochs that an earlier process trained; what it had recorded beyond them is gone.
   *
   * @param hasVal whether there is a validation loss
   */
  constructor(
    folder: RunFolder,
    private readonly hasVal: boolean,
    history: readonly EpochRecord[] = [],
  ) {
    const val = hasVal ? ['val_loss'] : [];
    const header = ['epoch', 'train_loss', ...val, 'test_loss', 'learning_rate', 'gradient_norm', 'seconds'];
    folder.write('metrics.csv', csvRows([header, ...history.map((record) => this.row(record))]));
    this.file = new AppendedFile(folder.file('metrics.csv'));
  }

  append(record: EpochRecord): void {
    this.file.append(csvRows([this.row(record)]));
  }

  /** @throws AdamTrainError (exit code 1) if the file is no longer what was written */
  check(): void {
    this.file.check();
  }

  close(): void {
    this.file.close();
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
