import { describe, expect, it } from 'vitest';
import { trainTable } from '../../src/config/trainSettings.js';
import { checkedJob, trainJob, type WorkerMeans } from '../../src/queue/trainedJob.js';
import { jobIdOf, jobOf, readJob, readReturned, scoreOf } from '../../src/queue/trialJob.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import type { TrialTask } from '../../src/sweep/trial.js';
import { trainConfig } from '../trainConfigs.js';

const sweep = '0123456789ab';
const { config: plan } = resolveSweep({
  fixed: { valSize: { name: '--val-size', text: '0.2', value: 0.2 } },
  texts: { learningRate: { name: '--lr', texts: ['1e-3,1e-2'] } },
  sweep: {},
});
const task: TrialTask = {
  number: 7,
  config: trainConfig({ valSize: 0.2, learningRate: 0.01 }),
  dataSha256: 'ab'.repeat(32),
};
const good = jobOf(plan, sweep, task, false);
/** As it comes from the server. */
const travelled = (job: object = good) => JSON.parse(JSON.stringify(job));

describe('a job', () => {
  it('says all that a trial is, and names no path', () => {
    expect(readJob(travelled())).toEqual(travelled());
    const own = {
      ...task,
      config: { ...task.config, output: { ...task.config.output, out: '/secret/place' } },
    };
    const fromFile = {
      ...own.config,
      data: { ...own.config.data, source: 'file' as const, path: '/secret/cars.csv' },
    };
    const job = jobOf(plan, sweep, { ...own, config: fromFile as TrialTask['config'] }, false);
    expect(job.hasFile).toBe(true);
    expect(JSON.stringify(job)).not.toContain('secret');
    expect(
      travelled(jobOf(plan, sweep, { ...task, until: 9, ceilings: [1, Number.POSITIVE_INFINITY] }, true)),
    ).toMatchObject({ until: 9, ceilings: [1, null], goesOn: true });
  });

  it('is known by its sweep, its trial and how far that is trained', () => {
    expect(jobIdOf(sweep, { number: 7 })).toBe(`${sweep}-trial-0007`);
    expect(jobIdOf(sweep, { number: 7, until: 27 })).toBe(`${sweep}-trial-0007-until-27`);
    expect(checkedJob({ id: `${sweep}-trial-0007`, data: travelled() })).toEqual(travelled());
  });

  it('is none if anything in it is otherwise', () => {
    const others: [string, unknown][] = [
      ['version', 1],
      ['version', 'x'.repeat(101)],
      ['sweep', '../../../etc'],
      ['sweep', 'ABCDEF012345'],
      ['sweep', `${sweep}\n`],
      ['trial', 0],
      ['trial', 1.5],
      ['trial', '1/../../x'],
      ['trial', 1e10],
      ['settings', null],
      ['settings', ['lr']],
      ['settingsDigest', 'ab'],
      ['dataSha256', '/etc/passwd'],
      ['dataSha256', '../'.repeat(21)],
      ['hasFile', 'yes'],
      ['until', -1],
      ['ceilings', ['x']],
      ['goesOn', 1],
      ['returns', 'everything'],
      ['metric', '__proto__'],
      ['out', '/tmp'],
    ];
    for (const [key, value] of others) {
      expect(readJob({ ...travelled(), [key]: value }), `${key} ${JSON.stringify(value)}`).toBeUndefined();
    }
    for (const key of Object.keys(travelled())) {
      const { [key]: _, ...rest } = travelled();
      expect(readJob(rest), key).toBeUndefined();
    }
    for (const data of [undefined, null, 1, 'job', [], {}, [good]]) expect(readJob(data)).toBeUndefined();
    expect(readJob(JSON.parse('{"__proto__": {"trial": 1}}'))).toBeUndefined();
  });

  it('has the name of its trial, and is of this minor version', () => {
    const wrongName = 'Its name is not that of its trial.';
    for (const id of ['1', '../../etc/passwd', `${sweep}-trial-0008`, `${sweep}-trial-0007-until-9`]) {
      expect(() => checkedJob({ id, data: travelled() }), id).toThrow(wrongName);
    }
    const id = `${sweep}-trial-0007`;
    expect(() => checkedJob({ id, data: { ...travelled(), version: '99.4.2' } })).toThrow(
      /^The sweep is of adam-train 99\.4\.2, and this worker of \d+\.\d+\.\d+; install the same version on both sides\.$/,
    );
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
    const means = { folder: '/nonesuch', processes, place: { name: 'sweeps' } } as unknown as WorkerMeans;
    const id = `${sweep}-trial-0007`;
    const job = checkedJob({ id, data: travelled({ ...travelled(), settings, ...more }) });
    expect(await trainJob(means, id, 'token:1', job)).toBeUndefined();
    return trained?.config;
  };

  it('are read as the sweep reads them', async () => {
    const config = await configOf(good.settings);
    expect(config?.output).toMatchObject({
      out: `/nonesuch/${sweep}-trial-0007-token-1`,
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

it('what a job returned is ours, or nothing', () => {
  expect(readReturned('{"token":"a:1","worker":"host-1"}')).toEqual({ token: 'a:1', worker: 'host-1' });
  for (const text of [null, undefined, '', '{', 'null', '[]', '{"token":1,"worker":"x"}', '{"token":"a"}']) {
    expect(readReturned(text)).toBeUndefined();
  }
  expect(readReturned('{"token":"a","worker":"b","path":"/etc/passwd"}')).toBeUndefined();
  expect(readReturned(JSON.stringify({ token: 'x'.repeat(101), worker: 'b' }))).toBeUndefined();
});

it('the better a metric, the smaller its score', () => {
  expect(scoreOf('val_loss', 2)).toBe(2);
  expect(scoreOf('val_r2', 2)).toBe(-2);
});
