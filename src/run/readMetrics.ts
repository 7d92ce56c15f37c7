import type { EpochRecord } from '../training/history.js';
import { damaged } from './damage.js';
import { checkCells, readCell, readRows } from './readRows.js';

const plain = 'epoch,train_loss,test_loss,learning_rate,gradient_norm,seconds';
const withValidation = 'epoch,train_loss,val_loss,test_loss,learning_rate,gradient_norm,seconds';

/**
 * Reads metrics.csv back, epoch by epoch; what was not finite is NaN.
 *
 * @throws AdamTrainError (exit code 1) if the file is missing or is not as a run writes it
 */
export function* readMetrics(path: string): Generator<EpochRecord> {
  let epochs = 0;
  let columns = 0;
  let validated = false;
  for (const row of readRows(path)) {
    if (row.line === 1) {
      const header = row.cells.join(',');
      validated = header === withValidation;
      if (!validated && header !== plain) throw damaged(path, 'its first line is no header of ours');
      columns = row.cells.length;
      continue;
    }
    checkCells(path, row, columns);
    let next = 0;
    const number = () => readCell(path, row, next++);
    const epoch = number();
    epochs++;
    if (epoch !== epochs) throw damaged(path, `line ${row.line} is not epoch ${epochs}`);
    yield {
      epoch,
      trainLoss: number(),
      ...(validated ? { valLoss: number() } : {}),
      testLoss: number(),
      learningRate: number(),
      gradientNorm: number(),
      seconds: number(),
    };
  }
  if (columns === 0) throw damaged(path, 'it is empty');
}
