import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { streamTable } from '../../src/data/csv/streamTable.js';
import { useBackend } from '../../src/engine/engine.js';
import { readSavedModel } from '../../src/run/checkpoint/savedModel.js';
import { createPredictor } from '../../src/training/predict.js';
import { PredictionTally, predictedRows } from '../../src/training/predictedRows.js';
import { expectClose } from '../goldens.js';

const fixtures = fileURLToPath(new URL('../fixtures/format1', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'adam-train-format1-'));
beforeAll(async () => {
  cpSync(fixtures, folder, { recursive: true });
  await useBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const readTable = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

/** Version 0.1.0 rounded the features to float32 before it standardized them, which moves predictions in their last digits. */
it.each(['file', 'scaled'])('predicts with the run %s that 0.1.0 made what it predicted', async (name) => {
  const model = readSavedModel(join(folder, name));
  const predictor = createPredictor(model);
  const options = { input: join(folder, 'small.csv'), noHeader: false, delimiter: undefined };
  const pieces = streamTable(options, model.columns, { unknownCategory: 'error', missing: 'mean' });
  let text = '';
  for await (const piece of predictedRows(
    pieces,
    predictor.predict,
    new PredictionTally(model.columns.targets),
  ))
    text += piece;
  predictor.dispose();
  const predicted = new Map(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, string]),
  );
  const before = readTable(join(folder, name, 'predictions.csv'));
  expect(before).toHaveLength(80);
  expectClose(
    before.map(([, row]) => Number(predicted.get(row as string))),
    before.map(([, , , value]) => Number(value)),
    2e-6,
  );
});
