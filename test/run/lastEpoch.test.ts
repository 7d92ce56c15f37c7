import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hasMetrics, lastEpoch } from '../../src/run/lastEpoch.js';

const folder = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const header = 'epoch,train_loss,test_loss,learning_rate,gradient_norm,seconds\n';
const row = (epoch: number) => `${epoch},2.5,3.5,0.001,1,0.5\n`;
const write = (text: string) => writeFileSync(join(folder, 'metrics.csv'), text);

it.each([
  ['a row', header + row(1), 1],
  ['many', header + Array.from({ length: 5000 }, (_, i) => row(i + 1)).join(''), 5000],
  ['one that is being written', `${header}${row(1)}${row(2)}3,2.`, 2],
])('reads the last whole row: %s', (_, text, epoch) => {
  write(text);
  expect(lastEpoch(folder)).toEqual({ epoch, trainLoss: 2.5, testLoss: 3.5, seconds: 0.5 });
});

it('knows the validation loss, and what was not finite', () => {
  write('epoch,train_loss,val_loss,test_loss,learning_rate,gradient_norm,seconds\n1,,2,,0.1,,3\n');
  expect(lastEpoch(folder)).toEqual({ epoch: 1, trainLoss: NaN, valLoss: 2, testLoss: NaN, seconds: 3 });
});

it.each(['', header, 'nonsense\n', 'a,b\n1,2\n', '\0\0\0', '1,2\n1'])('is none in %j', (text) => {
  write(text);
  expect(lastEpoch(folder)).toBeUndefined();
});

it('is none where there is no file', () => {
  rmSync(join(folder, 'metrics.csv'));
  expect(lastEpoch(folder)).toBeUndefined();
  mkdirSync(join(folder, 'metrics.csv'));
  expect(lastEpoch(folder)).toBeUndefined();
  expect(hasMetrics(folder)).toBe(false);
});
