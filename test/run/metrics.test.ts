import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MetricsFile, readMetrics } from '../../src/run/metrics.js';
import { historyOf } from '../charts/histories.js';
import { file, folder, inEmptyRun } from './emptyRun.js';

inEmptyRun();

describe('metrics.csv', () => {
  it('appends an epoch at a time to metrics.csv', () => {
    const file = new MetricsFile(folder, false);
    const record = {
      epoch: 1,
      trainLoss: 0.1 + 0.2,
      testLoss: Number.NaN,
      learningRate: 1e-7,
      gradientNorm: 12,
      seconds: 0.5,
    };
    file.append(record);
    expect(readFileSync(folder.file('metrics.csv'), 'utf8')).toBe(
      'epoch,train_loss,test_loss,learning_rate,gradient_norm,seconds\n1,0.30000000000000004,,1e-7,12,0.5\n',
    );
    file.close();
  });

  it('reads back as it was written, NaN for what was not finite', () => {
    const history = historyOf([1 / 3, 1e-300, Number.POSITIVE_INFINITY]);
    const metrics = new MetricsFile(folder, false);
    for (const record of history) metrics.append(record);
    metrics.close();
    const [first, second, third] = [...readMetrics(folder.file('metrics.csv'))];
    expect([first, second]).toEqual(history.slice(0, 2));
    expect(third).toEqual({ ...history[2], trainLoss: Number.NaN, testLoss: Number.NaN });
  });

  const header = 'epoch,train_loss,test_loss,learning_rate,gradient_norm,seconds\n';
  it('may have a column of validation losses', () => {
    const text = `${header.replace('test_loss', 'val_loss,test_loss')}1,2,3,4,5,6,7\n`;
    expect([...readMetrics(file('metrics.csv', text))]).toEqual([
      { epoch: 1, trainLoss: 2, valLoss: 3, testLoss: 4, learningRate: 5, gradientNorm: 6, seconds: 7 },
    ]);
  });

  it.each([
    ['', 'it is empty'],
    ['a,b\n', 'its first line is no header of ours'],
    [`${header}1,2,3,4,5\n`, 'line 2 has 5 cells instead of 6'],
    [`${header}1,2,x,4,5,6\n`, 'line 2 has no number in column 3'],
    [`${header}1,2, ,4,5,6\n`, 'line 2 has no number in column 3'],
    [`${header}1,2,3,4,5,6\n3,2,3,4,5,6\n`, 'line 3 is not epoch 2'],
    [`${header}1,2,3,4,5,6.12`, 'line 2 is cut short'],
  ])('%j is damaged', (text, how) => {
    const metrics = file('metrics.csv', text);
    expect(() => [...readMetrics(metrics)]).toThrow(
      `${metrics} is damaged: ${how}. Restore it, or train again.`,
    );
  });
});
