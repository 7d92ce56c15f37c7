import { describe, expect, it } from 'vitest';
import { jobIdOf, jobOf, readJob, readReturned, scoreOf } from '../../../src/queue/jobs/trialJob.js';
import type { TrialTask } from '../../../src/sweep/trial.js';
import { plan, sweep, task, travelled } from '../sentJob.js';

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
    const digest = 'ab'.repeat(32);
    expect(jobIdOf(sweep, { number: 7, digest })).toBe(`${sweep}-trial-0007-${digest.slice(0, 12)}`);
    expect(jobIdOf(sweep, { number: 7, until: 27, digest })).toBe(
      `${sweep}-trial-0007-until-27-${digest.slice(0, 12)}`,
    );
  });

  it('is none if anything in it is otherwise', () => {
    const others: [string, unknown][] = [
      ['version', 1],
      ['version', 'x'.repeat(101)],
      ['sweep', '../../../../etc'],
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
      ['dataSha256', '../../'.repeat(21)],
      ['hasFile', 'yes'],
      ['until', -1],
      ['ceilings', ['x']],
      ['goesOn', 1],
      ['returns', 'everything'],
      ['metric', '__proto__'],
      ['fma', 'once'],
      ['out', '/tmp'],
    ];
    for (const [key, value] of others) {
      expect(readJob({ ...travelled(), [key]: value }), `${key} ${JSON.stringify(value)}`).toBeUndefined();
    }
    for (const key of Object.keys(travelled())) {
      const { [key]: _, ...rest } = travelled();
      if (key === 'fma')
        expect(readJob(rest)).toEqual(rest); // of a machine without such kernels
      else expect(readJob(rest), key).toBeUndefined();
    }
    for (const data of [undefined, null, 1, 'job', [], {}, [travelled()]])
      expect(readJob(data)).toBeUndefined();
    expect(readJob(JSON.parse('{"__proto__": {"trial": 1}}'))).toBeUndefined();
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
