import { closeSync, fstatSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openRegularFile } from '../files/readWholeFile.js';
import type { EpochRecord } from '../training/history.js';
import { metricsFileName } from './metrics.js';

/** Far more than a header or a row of metrics.csv has. */
const MOST_BYTES = 4096;

/** What the last whole row of a metrics.csv tells; what was not finite is NaN. */
export type LastEpoch = Pick<EpochRecord, 'epoch' | 'trainLoss' | 'valLoss' | 'testLoss' | 'seconds'>;

/**
 * Looks at the two ends of a run folder's metrics.csv alone, which a run that goes on may be writing.
 *
 * @returns undefined where there is no such file, or no row in it that tells an epoch
 */
export function lastEpoch(folder: string): LastEpoch | undefined {
  const names = headerOf(folder)?.split(',') ?? [];
  const end = part(folder, 'last') ?? '';
  // What stands behind the last line end is a row that is being written.
  const row = end.slice(0, end.lastIndexOf('\n')).split('\n').at(-1)?.split(',') ?? [];
  const value = (name: string) => {
    const text = row[names.indexOf(name)] ?? '';
    return text === '' ? Number.NaN : Number(text);
  };
  if (row.length !== names.length || !Number.isSafeInteger(value('epoch'))) return undefined;
  return {
    epoch: value('epoch'),
    trainLoss: value('train_loss'),
    ...(names.includes('val_loss') && { valLoss: value('val_loss') }),
    testLoss: value('test_loss'),
    seconds: value('seconds'),
  };
}

/** Whether a folder has a metrics.csv that begins as ours do. */
export function hasMetrics(folder: string): boolean {
  return headerOf(folder)?.startsWith('epoch,train_loss,') ?? false;
}

function headerOf(folder: string): string | undefined {
  const text = part(folder, 'first');
  return text?.slice(0, text.indexOf('\n'));
}

function part(folder: string, which: 'first' | 'last'): string | undefined {
  try {
    const descriptor = openRegularFile(join(folder, metricsFileName));
    try {
      const start = which === 'first' ? 0 : Math.max(0, fstatSync(descriptor).size - MOST_BYTES);
      const buffer = Buffer.alloc(MOST_BYTES);
      const bytes = readSync(descriptor, buffer, 0, MOST_BYTES, start);
      return buffer.toString('latin1', 0, bytes);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
