import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportModel } from '../../src/commands/export/run.js';
import { predict } from '../../src/commands/predict/run.js';
import { type PredictSettingName, predictSettings } from '../../src/commands/predict/settings.js';
import { formerFormat } from '../../src/data/csv/cells.js';
import type { TableRows } from '../../src/data/csv/columns/rowEncoder.js';
import { streamTable } from '../../src/data/csv/streamTable.js';
import type { TableFormat } from '../../src/data/csv/tableFormat.js';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { readSavedModel } from '../../src/run/checkpoint/savedModel.js';
import { largestError, predictInDoubles, randomModel, randomRows } from '../savedModels.js';

vi.mock('../../src/run/checkpoint/savedModel.js');
vi.mock('../../src/data/csv/streamTable.js');

const model = randomModel('tanh', { mean: 1e6, scale: 1e3 });
const root = mkdtempSync(join(tmpdir(), 'adam-train-predict-'));
afterAll(() => rmSync(root, { recursive: true }));

const rows = randomRows(10);
const expected = predictInDoubles(model, rows.values);
/** Off by 1 and −1 in turn, so that RMSE and MAE are 1. */
const actual = Float64Array.from(expected, (value, i) => value + (-1) ** i);

/** Ten rows in pieces of 4. */
async function* table(withActual: boolean): AsyncGenerator<TableRows> {
  const { columns, values } = randomRows(10);
  for (let start = 0; start < 10; start += 4) {
    const piece = values.slice(start * columns, (start + 4) * columns);
    const x = { rows: piece.length / columns, columns, values: piece };
    yield { x, firstRow: start, actual: [withActual ? actual.slice(start, start + 4) : undefined] };
  }
}

/** A terminal's two streams, kept as texts. */
function streams() {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) =>
    new Writable({
      write(chunk, _, done) {
        texts[name] += chunk;
        done();
      },
    }) as unknown as NodeJS.WriteStream & { fd: 1 & 2 };
  return { texts, stdout: stream('stdout'), stderr: stream('stderr') };
}

function given(texts: Partial<Record<PredictSettingName, string>>) {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      const option = predictSettings[key as PredictSettingName];
      return [key, { name: option.flag, text, value: option.range.read(text) }];
    }),
  );
}

beforeEach(() => {
  vi.mocked(readSavedModel).mockReset().mockReturnValue(model);
  vi.mocked(streamTable)
    .mockReset()
    .mockImplementation(() => table(true));
});

describe('predict', () => {
  it('writes row and prediction to standard output, and nothing else', async () => {
    vi.mocked(streamTable).mockImplementation(() => table(false));
    const terminal = streams();
    await predict('out/run-001', given({ data: 'new.csv' }), terminal);
    const [header, ...lines] = terminal.texts.stdout.trimEnd().split('\n');
    expect(header).toBe('row,predicted');
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(
      largestError(
        lines.map((line) => Number(line.split(',')[1])),
        expected,
      ),
    ).toBeLessThan(1e-5);
    expect(terminal.texts.stderr).toBe('');
    expect(readSavedModel).toHaveBeenCalledWith('out/run-001');
  });

  it('adds the actual values if the table has them, and says how good the predictions are', async () => {
    const terminal = streams();
    await predict('run', given({ data: '-' }), terminal);
    const lines = terminal.texts.stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('row,predicted,actual');
    expect(lines.slice(1).map((line) => Number(line.split(',')[2]))).toEqual([...actual]);
    expect(terminal.texts.stderr).toMatch(
      /^rows {2}10\nRMSE {2}(1|0\.999|1\.00)[\d]*\nMAE {3}[\d.]+\nR² {4}(> )?0?[\d.]+\n$/,
    );
  });

  it('writes a file in full or not at all', async () => {
    const output = join(root, 'deeper', 'predicted.csv');
    const terminal = streams();
    await predict('run', given({ data: 'a', output, quiet: '' }), terminal);
    expect(readFileSync(output, 'utf8').split('\n')).toHaveLength(12);
    expect(terminal.texts).toEqual({ stdout: '', stderr: '' });

    await expect(predict('run', given({ data: 'a', output }), terminal)).rejects.toThrow(UsageError);
    vi.mocked(streamTable).mockImplementation(async function* () {
      yield* table(true);
      throw new AdamTrainError('Line 12 is ragged.', 3);
    });
    const before = readFileSync(output, 'utf8');
    await expect(predict('run', given({ data: 'a', output, force: '' }), terminal)).rejects.toThrow(
      'Line 12',
    );
    expect(readFileSync(output, 'utf8')).toBe(before);
    expect(readdirSync(join(root, 'deeper'))).toEqual(['predicted.csv']);
  });

  it.each([
    [{}, /predict needs --data/],
    [{ data: 'a', output: tmpdir(), force: '' }, /--output must be a file/],
    [{ data: 'a', backend: 'auto' }, /--backend must be wasm, cpu or tensorflow, got auto/],
    [{ data: 'a', missing: 'drop' }, /--missing must be error or mean, got drop/],
    [{ data: 'a', unknown: 'guess' }, /--unknown must be error or zeros, got guess/],
  ])('refuses %j', async (texts, message) => {
    await expect(predict('run', given(texts), streams())).rejects.toThrow(message);
  });

  it.each([
    [{}, undefined, 'error'],
    [{}, model.scaler.mean, 'mean'],
    [{ missing: 'error' }, model.scaler.mean, 'error'],
    [{ missing: 'mean' }, undefined, 'mean'],
  ])('given %j treats missing numbers as in training, or as asked', async (texts, fill, missing) => {
    vi.mocked(readSavedModel).mockReturnValue(fill === undefined ? model : { ...model, fill });
    await predict('run', given({ data: 'a', ...texts }), streams());
    const unseen = { unknownCategory: 'error', missing };
    const options = { input: 'a', ...formerFormat };
    expect(streamTable).toHaveBeenCalledWith(options, model.columns, unseen, expect.any(Function));
  });

  it.each<[Parameters<typeof given>[0], TableFormat]>([
    [{}, {}],
    [
      { decimal: '.', naValues: '-' },
      { decimal: '.', thousands: undefined, naValues: ['-'] },
    ],
    [{ thousands: 'space' }, { thousands: ' ' }],
    [{ noDefaultNa: '' }, { noDefaultNa: true }],
    [
      { delimiter: 'space', comment: '//' },
      { delimiter: ' ', comment: '//' },
    ],
  ])('given %j reads the table as in training otherwise', async (texts, format) => {
    const cells: TableFormat = {
      ...{ noHeader: true, delimiter: ';', comment: '#' },
      ...{ decimal: ',' as const, thousands: '.', naValues: ['?'], noDefaultNa: false },
    };
    vi.mocked(readSavedModel).mockReturnValue({ ...model, cells });
    await predict('run', given({ data: 'a', ...texts }), streams());
    expect(vi.mocked(streamTable).mock.calls[0]?.[0]).toEqual({ input: 'a', ...cells, ...format });
  });

  it('refuses a mark that is both', async () => {
    vi.mocked(readSavedModel).mockReturnValue({ ...model, cells: { decimal: ',' } });
    await expect(predict('run', given({ data: 'a', thousands: ',' }), streams())).rejects.toThrow(
      '--thousands must differ from --decimal, got , for both; choose another --thousands, or leave it out.',
    );
  });

  it('says so where a prediction overflows', async () => {
    vi.mocked(readSavedModel).mockReturnValue({ ...model, targets: [{ mean: 0, scale: Infinity }] });
    const terminal = streams();
    await predict('run', given({ data: 'a' }), terminal);
    expect(terminal.texts.stderr).toContain('10 predictions of 10 overflowed and left the cell empty');
    expect(terminal.texts.stdout).toMatch(/^0,,/m);
  });
});

describe('export', () => {
  it('prints the files and the features in their order', () => {
    const { texts, stdout, stderr } = streams();
    const to = join(root, 'model');
    exportModel('run', { to }, { stdout, stderr });
    const lines = texts.stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual([join(to, 'model.json'), join(to, 'weights.bin')]);
    expect(lines).toEqual(
      expect.arrayContaining(['It predicts price from the raw values of:', '1  plain', '10  kind=c']),
    );
    expect(texts.stderr).toBe('');
  });

  it('says which columns need more than float32 has', () => {
    const at = (index: number, mean: number, scale: number) => {
      const scaler = { mean: model.scaler.mean.slice(), scale: model.scaler.scale.slice() };
      scaler.mean[index] = mean;
      scaler.scale[index] = scale;
      return { ...model, scaler };
    };
    const said = (changed: typeof model) => {
      vi.mocked(readSavedModel).mockReturnValue(changed);
      const { texts, stdout, stderr } = streams();
      exportModel('run', { to: mkdtempSync(join(root, 'limits-')) }, { stdout, stderr });
      return texts.stderr;
    };
    expect(said(at(1, 2010, 5))).toBe('');
    for (const [mean, scale] of [
      [1.7172e9, 35],
      [525_200_000, 50],
      [-1e9, 1],
    ] as const) {
      expect(said(at(1, mean, scale))).toMatch(
        /^The exported model takes float32, which rounds far by more than 0\.0001 of its deviation; .*\.\n$/,
      );
    }
    expect(said({ ...model, targets: [{ mean: 1e9, scale: 1 }] })).toMatch(
      /gives float32, which rounds price by/,
    );
    for (const [mean, scale] of [
      [0, 1e200],
      [1e39, 1],
      [0, 1e-40],
    ] as const) {
      expect(() => said(at(2, mean, scale))).toThrow(
        /^An exported model takes float32, .* and odd in this model has/,
      );
    }
  });

  it('says that the model fills nothing where training did', () => {
    vi.mocked(readSavedModel).mockReturnValue({ ...model, fill: model.scaler.mean });
    const { texts, stdout, stderr } = streams();
    exportModel('run', { to: join(root, 'unfilled') }, { stdout, stderr });
    expect(texts.stderr).toContain('fills no missing numbers');
  });

  it('asks before it writes beside other files', () => {
    const to = mkdtempSync(join(root, 'other-'));
    writeFileSync(join(to, 'notes.txt'), '');
    expect(() => exportModel('run', { to }, streams())).toThrow(/--to must be a new or empty folder/);
    exportModel('run', { to, force: true }, streams());
    expect(readdirSync(to).sort()).toEqual(['model.json', 'notes.txt', 'weights.bin']);
  });
});
