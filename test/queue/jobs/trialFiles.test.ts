import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { storeFiles } from '../../../src/queue/jobs/storeFiles.js';
import { bringFiles, filesToSend } from '../../../src/queue/jobs/trialFiles.js';
import type { Redis } from '../../../src/queue/server/bullmq.js';
import { RunFolder } from '../../../src/run/runFolder.js';
import { failed, type TrialResult } from '../../../src/sweep/trial.js';
import { temporaryFolder } from '../../e2e/program.js';
import { describeWithRedis } from '../../redis/describeWithRedis.js';
import { startSuiteServer } from '../../redis/suiteServer.js';
import { trainConfig } from '../../trainConfigs.js';

const key = 'adam-train:sweeps:result:test';
const result: TrialResult = {
  ...failed('', 1),
  ...{
    status: 'completed',
    epochs: 2,
    figures: { val_loss: 0.5 },
    losses: [1, Number.NaN],
    reason: undefined,
  },
};
const environment = {
  program: 'adam-train',
  version: '0.1.0',
  engine: 'wasm',
  secret: 'x',
  workingDirectory: '/there',
};

describeWithRedis("a trial's files on their way", () => {
  const { path, remove } = temporaryFolder();
  let client: Redis;
  startSuiteServer((ready) => {
    client = ready;
  });
  afterAll(remove);

  let made = 0;
  const newFolder = () => join(path, `trial-${++made}`);
  const store = (files: Iterable<{ name: string; content: Buffer[] }>) => storeFiles(client, key, files, 60);
  const asFiles = (files: Record<string, string>) =>
    Object.entries(files).map(([name, text]) => ({ name, content: [Buffer.from(text)] }));
  const bring = async (config = trainConfig({ learningRate: 0.25 })) => {
    const folder = newFolder();
    return { folder, ...(await bringFiles(client, key, new RunFolder('trial', folder), config)) };
  };

  it('are those that say how it went, with its model where that is asked for', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'checkpoints'), { recursive: true });
    for (const name of [
      'checkpoints/last.safetensors',
      'checkpoints/best.safetensors',
      'metrics.csv',
      'predictions.csv',
    ]) {
      writeFileSync(join(folder, name), `of ${name}`);
    }
    writeFileSync(join(folder, 'loss.png'), 'a picture');
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ data: '/there/cars.csv', environment }));
    await store(filesToSend(folder, { model: true, result }));
    const whole = await bring();
    expect(whole.result).toEqual(result);
    expect((readdirSync(whole.folder, { recursive: true }) as string[]).sort()).toEqual([
      ...['checkpoints', 'checkpoints/best.safetensors', 'checkpoints/last.safetensors'],
      ...['config.json', 'metrics.csv', 'predictions.csv'],
    ]);
    expect(readFileSync(join(whole.folder, 'predictions.csv'), 'utf8')).toBe('of predictions.csv');
    // The settings are this side's, and nothing tells of the other's folders.
    const config = readFileSync(join(whole.folder, 'config.json'), 'utf8');
    expect(JSON.parse(config)).toMatchObject({ learningRate: 0.25, environment: { engine: 'wasm' } });
    expect(config).not.toMatch(/there|secret/);

    await store(filesToSend(folder, { model: false }));
    const little = await bring();
    expect(little.result).toBeUndefined();
    expect(readdirSync(little.folder).sort()).toEqual(['config.json', 'metrics.csv']);
  });

  it('go where this program says: a name that no trial has is left alone', async () => {
    const before = readdirSync(path);
    await store(
      asFiles({
        '../../outside.csv': 'x',
        '/tmp/adam-train-outside.csv': 'x',
        'checkpoints/../../outside.csv': 'x',
        'checkpoints\\..\\outside.csv': 'x',
        'trial.json': '{}',
        'loss.png': 'x',
        '.lock': 'x',
        __proto__: 'x',
        'metrics.csv': 'epoch\n',
        'result.json': JSON.stringify(result),
      }),
    );
    const brought = await bring();
    expect(brought.result).toEqual(result);
    expect(readdirSync(brought.folder)).toEqual(['metrics.csv']);
    expect(readdirSync(path)).toEqual([...before, brought.folder.slice(path.length + 1)]);
    expect(existsSync('/tmp/adam-train-outside.csv')).toBe(false);
  });

  it('are written once they are known to be of the trial, in place of what an earlier attempt left', async () => {
    await store(asFiles({ 'metrics.csv': 'epoch\n', 'result.json': JSON.stringify(result) }));
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'predictions.csv'), 'old');
    const into = (check: () => void) =>
      bringFiles(client, key, new RunFolder('trial', folder), trainConfig({}), check);
    const refused = into(() => {
      throw new Error('It is none of it.');
    });
    await expect(refused).rejects.toThrow('It is none of it.');
    expect(readdirSync(folder)).toEqual(['predictions.csv']);
    await into(() => {});
    expect(readdirSync(folder)).toEqual(['metrics.csv']);
  });

  it.each([
    ['no JSON', '{'],
    ['no result', '{"status":"completed"}'],
    ['an unknown status', JSON.stringify({ ...result, status: 'won' })],
    ['losses that are none', JSON.stringify({ ...result, losses: ['x'] })],
  ])('have no result where it is %s', async (_, text) => {
    await store(asFiles({ 'result.json': text }));
    expect((await bring()).result).toBeUndefined();
  });

  it.each([
    '{',
    '{}',
    '{"environment":{"program":"other"}}',
    '{"environment":{"program":"adam-train","version":"1","engine":"../x"}}',
  ])('are refused with the settings %s', async (text) => {
    await store(asFiles({ 'config.json': text, 'result.json': JSON.stringify(result) }));
    await expect(bring()).rejects.toThrow('config.json is none of ours');
  });
});
