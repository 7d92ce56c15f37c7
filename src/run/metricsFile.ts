import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { EpochRecord } from '../training/history.js';
import { csvRows } from './csv.js';
import { onPath } from './fileErrors.js';
import type { RunFolder } from './runFolder.js';

const header = ['epoch', 'train_loss', 'test_loss', 'learning_rate', 'gradient_norm', 'seconds'];

/** metrics.csv, which grows by a row at every epoch while the run goes on. */
export class MetricsFile {
  private readonly path: string;
  private readonly descriptor: number;

  constructor(folder: RunFolder) {
    this.path = folder.file('metrics.csv');
    this.descriptor = onPath(this.path, () => openSync(this.path, 'wx'));
    this.write(csvRows([header]));
  }

  append(record: EpochRecord): void {
    const { epoch, trainLoss, testLoss, learningRate, gradientNorm, seconds } = record;
    this.write(csvRows([[epoch, trainLoss, testLoss, learningRate, gradientNorm, seconds]]));
  }

  close(): void {
    onPath(this.path, () => closeSync(this.descriptor));
  }

  private write(text: string): void {
    onPath(this.path, () => writeFileSync(this.descriptor, text));
  }
}
