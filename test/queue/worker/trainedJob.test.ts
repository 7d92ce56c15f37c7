import { describe, expect, it } from 'vitest';
import { trainTable } from '../../../src/config/trainSettings.js';
import { jobIdOf } from '../../../src/queue/jobs/trialJob.js';
import { DiedInARow } from '../../../src/queue/worker/diedInARow.js';
import { checkedJob, trainAlike, trainJob, type WorkerMeans } from '../../../src/queue/worker/trainedJob.js';
import type { TrialTask } from '../../../src/sweep/trial.js';
import { good, sweep, task, travelled } from '../sentJob.js';

const idOf = ({ settingsDigest: digest = good.settingsDigest }: { settingsDigest?: string }) =>
  jobIdOf(sweep, { number: 7, digest });
const id = idOf({});

describe('a job that a worker takes', () => {
  it('has the name of its trial, and is of this minor version', () => {
    const wrongName = 'Its name is not that of its trial.';
    const digits = good.settingsDigest.slice(0, 12);
    for (const id of [
      ...['1', '../../../etc/passwd', `${sweep}-trial-0007`, `${sweep}-trial-0008-${digits}`],
      `${sweep}-trial-0007-until-9-${digits}`,
    ]) {
      expect(() => checkedJob({ id, data: travelled() }), id).toThrow(wrongName);
    }
    expect(checkedJob({ id, data: travelled() })).toEqual(travelled());
    expect(() => checkedJob({ id, data: { ...travelled(), version: '99.4.2' } })).toThrow(
      /^The sweep 0123456789ab is of adam-train 99\.4\.2, and this worker of \d+\.\d+\.\S+: its trials are left to others; install/,
    );
  });
});

describe('two versions of the program', () => {
  it.each([
    ['1.0.0', '1.0.3', true],
    ['1.0.0', '1.1.0', false],
    ['1.0.0', '2.0.0', false],
    ['1.2.0', '1.20.0', false],
    ['1.0.0-rc.1', '1.0.0-rc.1', true],
    ['1.0.0-rc.1', '1.0.0-rc.2', false],
    ['1.0.0-rc.1', '1.0.0', false],
    ['0.9.9', '1.0.0-rc.1', false],
  ])('%s and %s train the same sweep: %s', (one, other, together) => {
    expect(trainAlike(one, other)).toBe(together);
    expect(trainAlike(other, one)).toBe(together);
  });
});

describe('the settings of a job', () => {
  /** A worker that trains nothing: what it is asked to train is what the job comes to. */
  const configOf = async (settings: object, more: object = {}) => {
    let trained: TrialTask | undefined;
    const processes = {
      train: async (asked: TrialTask) => {
        trained = asked;
        return { answer: { kind: 'stopped' }, worker: 1 };
      },
    };
    const means = {
      ...{ folder: '/nonesuch', processes, place: { name: 'sweeps' } },
      died: new DiedInARow(),
    } as unknown as WorkerMeans;
    const job = checkedJob({ id: idOf(more), data: travelled({ ...travelled(), settings, ...more }) });
    expect(await trainJob(means, idOf(more), 'token:1', job)).toBeUndefined();
    return trained?.config;
  };

  it('are read as the sweep reads them', async () => {
    const config = await configOf(good.settings);
    expect(config?.output).toMatchObject({
      out: `/nonesuch/${id}-token-1`,
      name: 'trial-0007',
    });
    expect({ ...config, output: 0 }).toEqual({ ...task.config, output: 0 });
  });

  it.each(['data', 'initFrom', 'out', 'name', 'force', 'quiet', 'json'])('have no %s', async (key) => {
    await expect(configOf({ ...good.settings, [key]: '/etc/passwd' })).rejects.toMatchObject({
      message: `Its settings must name no ${key}.`,
      name: 'UnrecoverableError',
    });
  });

  it('have no path by any other name', () => {
    const paths = Object.entries(trainTable).filter(([, setting]) =>
      /file|folder|path/i.test(setting.argument ?? ''),
    );
    expect(paths.map(([key]) => key).sort()).toEqual(['data', 'initFrom', 'out']);
  });

  it.each([
    ['an unknown key', '{"nonesuch": 1}'],
    ['a key of every object', '{"constructor": 1}'],
    ['another value', '{"learningRate": 0.02}'],
    ['a value outside its range', '{"learningRate": -1}'],
    ['a value of another kind', '{"learningRate": {"toString": "x"}}'],
  ])('are refused with %s', async (_, added) => {
    const text = JSON.stringify(good.settings);
    const settings = JSON.parse(`${text.slice(0, -1)},${added.slice(1)}`);
    await expect(configOf(settings)).rejects.toMatchObject({ name: 'UnrecoverableError' });
  });

  it("are nobody's prototype", async () => {
    const text = JSON.stringify(good.settings);
    const settings = JSON.parse(
      `${text.slice(0, -1)},"__proto__": {"learningRate": 0.02, "data": "/etc/passwd"}}`,
    );
    const config = await configOf(settings);
    expect({ ...config, output: 0 }).toEqual({ ...task.config, output: 0 });
    expect(({} as Record<string, unknown>)['data']).toBeUndefined();
  });

  it('must come to what the sweep says', async () => {
    await expect(configOf(good.settings, { settingsDigest: 'ab'.repeat(32) })).rejects.toThrow(
      'Its settings are read otherwise here than where the sweep is.',
    );
  });
});
