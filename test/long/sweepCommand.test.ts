import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCsv, readJson, run, start, temporaryFolder } from '../e2e/program.js';
import { onSmallTable, smallTable } from '../e2e/smallTable.js';
import { gridOfOptimizers, sweepIn, sweepRows } from '../e2e/sweeps.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const sweep = (...args: string[]) => sweepIn(cwd, ...args);
const read = (...parts: string[]) => readFileSync(join(cwd, 'out', ...parts), 'utf8');
const rowsOf = (name: string) => sweepRows(cwd, name);

describe('a grid', () => {
  it('is run again by its space.json, and is left as it is by a resume once it is over', async () => {
    expect((await sweep(...gridOfOptimizers, '--quiet')).code).toBe(0);
    const again = await run(cwd, ['sweep', '--config', 'out/grid/space.json', '--name', 'twice', '--quiet']);
    expect(again.code).toBe(0);
    expect(rowsOf('twice')).toEqual(rowsOf('grid'));
    const { environment: _, ...space } = JSON.parse(read('grid', 'space.json'));
    expect(JSON.parse(read('twice', 'space.json'))).toMatchObject(space);
    // What nobody gave is there too, so that another version's defaults change nothing.
    expect(space).toMatchObject({ activation: 'relu', loss: 'mse', batchSize: 'full' });
    cpSync(join(cwd, 'out/grid'), join(cwd, 'before'), { recursive: true });
    const { code, stdout } = await run(cwd, ['resume', 'out/grid']);
    expect(code).toBe(0);
    expect(stdout).toContain('out/grid is finished: 3 trials ended.');
    const files = (path: string) =>
      readdirSync(join(cwd, path), { recursive: true, encoding: 'utf8' }).sort();
    expect(files('out/grid')).toEqual(files('before'));
    for (const name of files('before').filter((each) => /\.\w+$/.test(each))) {
      expect(readFileSync(join(cwd, 'out/grid', name)).equals(readFileSync(join(cwd, 'before', name)))).toBe(
        true,
      );
    }
  });

  it('keeps what --keep says', async () => {
    const kept = async (name: string) => {
      const keep = name.replace('2', '');
      expect(
        (await sweep('--lr', '1e-3,2e-3,3e-3,4e-3,5e-3', '--keep', keep, '--name', name, '--quiet')).code,
      ).toBe(0);
      return [1, 2, 3, 4, 5].map((trial) => {
        const path = join(cwd, 'out', name, `trial-000${trial}`);
        const names = readdirSync(path, { encoding: 'utf8' });
        return names.includes('checkpoints');
      });
    };
    expect((await kept('best')).filter(Boolean)).toHaveLength(3);
    const { best } = readJson(cwd, 'out/best/summary.json') as { best: { config: object } };
    expect(best.config).toEqual(readJson(cwd, 'out/best/best.json'));
    const other = (await kept('best2')).indexOf(false) + 1;
    const drawn = await run(cwd, ['plot', `out/best2/trial-000${other}`]);
    expect(drawn.code).toBe(0);
    expect(drawn.stdout).toContain('loss.png');
    expect(drawn.stdout).not.toContain('predictions.png');
    expect(drawn.stderr).toContain('The sweep kept the predictions of its best trials alone');
    expect(await kept('all')).toEqual([true, true, true, true, true]);
    expect((await sweep('--lr', '1e-3,2e-3', '--keep', 'none', '--name', 'none', '--quiet')).code).toBe(0);
    const files = [
      'best.json',
      'importance.png',
      'losses.png',
      'metric.png',
      'report.html',
      'space.json',
      'summary.json',
      'sweep.csv',
      'trial-0001',
      'trial-0002',
    ];
    expect(readdirSync(join(cwd, 'out/none')).sort()).toEqual(files);
    expect(readdirSync(join(cwd, 'out/none/trial-0001'))).toEqual(['trial.json']);
    // Killed before its summary it trains nothing twice.
    rmSync(join(cwd, 'out/none/summary.json'));
    const table = read('none', 'sweep.csv');
    expect((await run(cwd, ['resume', 'out/none', '--quiet'])).code).toBe(0);
    expect(read('none', 'sweep.csv')).toBe(table);
  });

  it('repeats each configuration with other weights on the same rows', async () => {
    const { code, stdout } = await sweep(
      '--lr',
      '1e-3,1e-2',
      '--repeats',
      '3',
      '--seed',
      '7',
      '--name',
      'repeats',
    );
    expect(code).toBe(0);
    const rows = rowsOf('repeats');
    expect(rows.map(({ learningRate, seed }) => [learningRate, seed])).toEqual([
      ...['7', '8', '9'].map((seed) => ['0.001', seed]),
      ...['7', '8', '9'].map((seed) => ['0.01', seed]),
    ]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const of = (rate: string) =>
      rows.filter(({ learningRate }) => learningRate === rate).map((row) => Number(row['val_loss']));
    const values = [mean(of('0.001')), mean(of('0.01'))];
    const { best } = readJson(cwd, 'out/repeats/summary.json') as { best: { value: number; spread: number } };
    expect(best.value).toBeCloseTo(Math.min(...values), 9);
    expect(best.spread).toBeGreaterThan(0);
    expect(stdout).toMatch(/test R² +\S+, the mean of 3 seeds/);
    expect(readJson(cwd, 'out/repeats/trial-0002/config.json')).toMatchObject({ seed: 8, splitSeed: 7 });
  });
});

describe('a search', () => {
  it.each(['random', 'tpe'])(
    'by %s draws from ranges, and what does not go together fails alone',
    async (search) => {
      const space = [
        '--lr',
        '1e-4..1e-1',
        '--optimizer',
        'sgd',
        '--momentum',
        '0,0.9',
        '--nesterov=true,false',
      ];
      const { code } = await sweep(
        ...space,
        '--trials',
        '12',
        '--search',
        search,
        '--name',
        search,
        '--quiet',
      );
      expect(code).toBe(0);
      const rows = rowsOf(search);
      expect(rows).toHaveLength(12);
      for (const { learningRate, momentum, nesterov, status, reason } of rows) {
        expect(Number(learningRate)).toBeGreaterThanOrEqual(1e-4);
        expect(Number(learningRate)).toBeLessThanOrEqual(1e-1);
        const isBad = momentum === '0' && nesterov === 'true';
        expect(status === 'failed').toBe(isBad);
        if (isBad) expect(reason).toContain('--nesterov must go with a momentum above 0');
      }
      expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(1);
    },
  );
});

describe('halving', () => {
  it('trains a third three times as long, and its winner is a direct run to the byte', async () => {
    const rates = '1e-3,2e-3,4e-3,8e-3,1.6e-2,3.2e-2,6.4e-2,1.28e-1,2.56e-1';
    const job = ['--lr', rates, '--schedule', 'cosine', '--batch-size', '16', '--epochs', '27'];
    expect((await sweep(...job, '--halving', '--name', 'halving', '--quiet')).code).toBe(0);
    const rows = rowsOf('halving');
    const epochs = rows.map((row) => Number(row['epochs'])).sort((a, b) => a - b);
    expect(epochs).toEqual([1, 1, 1, 1, 1, 1, 3, 3, 27]);
    const { best } = readJson(cwd, 'out/halving/summary.json') as { best: { trial: number; folder: string } };
    expect(rows[best.trial - 1]).toMatchObject({ epochs: '27', status: 'completed' });
    expect(
      (await run(cwd, ['train', '--config', 'out/halving/best.json', '--name', 'direct', '--quiet'])).code,
    ).toBe(0);
    expect(read('halving', best.folder, 'predictions.csv')).toBe(read('direct', 'predictions.csv'));
    const losses = (...parts: string[]) =>
      readCsv(cwd, 'out', ...parts, 'metrics.csv').map(({ seconds: _, ...row }) => row);
    expect(losses('halving', best.folder)).toEqual(losses('direct'));
  });
});

describe('pruning', () => {
  it('ends what is worse than the median of those that ended before', async () => {
    const rates = '3e-2,3e-2,2e-2,2e-2,1e-2';
    const job = [
      '--lr',
      `${rates
        .split(',')
        .map((rate, i) => Number(rate) + i * 1e-4)
        .join(',')},1e-7,2e-7,3e-7`,
    ];
    expect(
      (
        await sweep(
          ...job,
          '--epochs',
          '30',
          '--prune',
          'median',
          '--lookahead',
          '1',
          '--name',
          'pruned',
          '--quiet',
        )
      ).code,
    ).toBe(0);
    const rows = rowsOf('pruned');
    expect(rows.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill('completed'));
    // Before five have ended none is pruned.
    expect(rows.at(-1)?.['status']).toBe('pruned');
    expect(Number(rows.at(-1)?.['epochs'])).toBeLessThan(30);
  });

  it('ends what is worse at the last epoch, too, as Optuna does, also where it goes on after a kill', async () => {
    const rates = '3e-2,3.1e-2,2.2e-2,2.3e-2,1.4e-2,1e-7,2e-7,5e-2';
    const how = ['--epochs', '1', '--prune', 'median', '--lookahead', '1', '--name', 'last', '--quiet'];
    expect((await sweep('--lr', rates, ...how)).code).toBe(0);
    const statuses = [...Array(5).fill('completed'), 'pruned', 'pruned', 'completed'];
    expect(rowsOf('last').map(({ status }) => status)).toEqual(statuses);
    rmSync(join(cwd, 'out/last/summary.json'));
    rmSync(join(cwd, 'out/last/trial-0006/trial.json'));
    expect((await run(cwd, ['resume', 'out/last', '--quiet'])).code).toBe(0);
    expect(rowsOf('last').map(({ status }) => status)).toEqual(statuses);
  });
});

it('has an exit code for what came of it', async () => {
  expect((await sweep('--lr', '1e20,1e21', '--optimizer', 'sgd', '--name', 'diverged', '--quiet')).code).toBe(
    4,
  );
  expect(rowsOf('diverged').map(({ status }) => status)).toEqual(['diverged', 'diverged']);
  const bad = [
    '--optimizer',
    'sgd',
    '--nesterov=true',
    '--momentum',
    '0',
    '--lr',
    '1e-3..1e-2',
    '--trials',
    '9',
  ];
  const { code, stderr } = await sweep(...bad);
  expect(code).toBe(2); // of what no trial could have it is known before
  expect(stderr).toContain('--nesterov must go with a momentum above 0');
  expect(
    (
      await run(cwd, [
        '--samples',
        '60',
        '--features',
        '3',
        '--hidden',
        '2',
        '--epochs',
        '2',
        '--name',
        'other',
      ])
    ).code,
  ).toBe(0);
  const later = ['--lr', '1e-3,2e-3,3e-3,4e-3,5e-3,6e-3', '--init-from', 'out/other', '--max-failures', '3'];
  const failed = await sweep(...later, '--name', 'failing');
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(
    /3 trials in a row failed, the last because: .* go on with adam-train resume out\/failing --failed\./,
  );
});

it('refuses to rank by the test rows unasked, and says the bias where it is asked to', async () => {
  const job = ['sweep', '--samples', '60', '--epochs', '2', '--lr', '1e-3,1e-2'];
  expect((await run(cwd, job)).stderr).toContain('add --val-size 0.2 or --folds 5, or accept a biased test');
  const { code, stderr } = await run(cwd, [...job, '--metric', 'test_loss']);
  expect(code).toBe(0);
  expect(stderr).toContain("so the winner's test metrics are biased");
});

it('ranks by cross-validation', async () => {
  const job = [
    'sweep',
    '--samples',
    '60',
    '--epochs',
    '5',
    '--lr',
    '1e-3,1e-2',
    '--folds',
    '3',
    '--name',
    'folded',
  ];
  expect((await run(cwd, job)).code).toBe(0);
  const rows = rowsOf('folded');
  expect(Number(rows[0]?.['cv_loss'])).toBeGreaterThan(0);
  expect(readJson(cwd, 'out/folded/summary.json')).toMatchObject({ metric: 'cv_loss' });
});

it('goes on only with the data that it began with', async () => {
  const table = (last: string) =>
    `a,y\n${Array.from({ length: 30 }, (_, i) => `${i},${i * 2}\n`).join('')}30,${last}\n`;
  writeFileSync(join(cwd, 'table.csv'), table('60'));
  const job = ['sweep', ...onSmallTable('table.csv'), '--epochs', '3', '--lr', '1e-3,1e-2'];
  expect((await run(cwd, [...job, '--name', 'table', '--quiet'])).code).toBe(0);
  rmSync(join(cwd, 'out/table/summary.json'));
  writeFileSync(join(cwd, 'table.csv'), table('61'));
  const { code, stderr } = await run(cwd, ['resume', 'out/table']);
  expect(code).toBe(3);
  expect(stderr).toContain('The data must be those that out/table began with');
  expect((await run(cwd, ['resume', 'out/table', '--lr', '1'])).stderr).toContain(
    'A sweep goes on with the settings that it began with, got --lr',
  );
  expect((await run(cwd, ['resume', 'out/table', '--show'])).stderr).toContain(
    "--show shows a run, and out/table is a sweep's folder; leave it out.",
  );
});

function writeTable(): void {
  writeFileSync(join(cwd, 'modulo.csv'), smallTable(60));
}

describe('what a review found', () => {
  it('halving goes on where all that is left of a rung ended early', async () => {
    writeTable();
    const job = ['sweep', ...onSmallTable('modulo.csv'), '--hidden', '32', '--epochs', '81'];
    const space = [
      '--batch-size',
      '8',
      '--lr',
      '0.1,1e-6,2e-6',
      '--halving',
      '--patience',
      '1',
      '--name',
      'early',
      '--quiet',
    ];
    expect((await run(cwd, [...job, ...space])).code).toBe(0);
    expect(rowsOf('early').map(({ status }) => status)).toContain('early-stopped');
    expect(readJson(cwd, 'out/early/summary.json')['best']).not.toBeNull();
  });

  it('a configuration that is half done keeps what its pictures need', async () => {
    const worse = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}e-9`).join(',');
    const job = [
      '--lr',
      `${worse(16)},1e-2,${worse(19).split(',').slice(16).join(',')}`,
      '--repeats',
      '3',
      '--epochs',
      '2',
    ];
    expect((await sweep(...job, '--name', 'half', '--quiet')).code).toBe(0);
    const { best } = readJson(cwd, 'out/half/summary.json') as { best: { trial: number; folder: string } };
    expect(best.trial).toBe(49);
    expect(readdirSync(join(cwd, 'out/half', best.folder))).toContain('predictions.png');
  });

  it('failures in a row are those of the trials in their order, whatever the number of workers', async () => {
    const space = [
      '--warmup',
      '0..6',
      '--epochs',
      '3',
      '--lr',
      '1e-3..1e-1',
      '--trials',
      '16',
      '--search',
      'random',
    ];
    const outcomes = [];
    for (const workers of ['1', '2', '4']) {
      const name = `row-${workers}`;
      const how = ['--max-failures', '2', '--workers', workers, '--name', name, '--quiet'];
      const { code } = await sweep(...space, ...how);
      const resumed = await run(cwd, ['resume', `out/${name}`, '--quiet']);
      outcomes.push({ code, again: resumed.code, rows: rowsOf(name) });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject({ code: 1, again: 1 });
    expect(outcomes[0]?.rows.slice(-2).map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it('data that change on the way end the sweep', async () => {
    writeTable();
    const job = ['sweep', ...onSmallTable('modulo.csv'), '--epochs', '300', '--workers', '1'];
    const { finished } = start(cwd, [...job, '--lr', '1e-3,2e-3,3e-3,4e-3,5e-3,6e-3', '--name', 'moved']);
    while (!existsSync(join(cwd, 'out/moved/trial-0002')))
      await new Promise((resolve) => setTimeout(resolve, 10));
    writeFileSync(join(cwd, 'modulo.csv'), 'a,b,y\n1,2,3\n2,3,4\n3,4,6\n4,5,6\n5,1,2\n6,3,1\n');
    const { code, stderr } = await finished;
    expect(code).toBe(3);
    expect(stderr).toContain('The data must stay as they are while a sweep goes on');
    writeTable();
    expect((await run(cwd, ['resume', 'out/moved', '--quiet'])).code).toBe(0);
    expect(rowsOf('moved').map(({ status }) => status)).toEqual(Array(6).fill('completed'));
  });

  it('trials of other settings are trained again, and a damaged record too', async () => {
    expect((await sweep('--lr', '1e-3,2e-3,3e-3', '--name', 'edited', '--quiet')).code).toBe(0);
    const path = join(cwd, 'out/edited/space.json');
    const space = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...space, epochs: 7 }));
    rmSync(join(cwd, 'out/edited/summary.json'));
    expect((await run(cwd, ['resume', 'out/edited', '--quiet'])).code).toBe(0);
    expect(rowsOf('edited').map(({ epochs }) => epochs)).toEqual(['7', '7', '7']);
    const whole = rowsOf('edited');
    rmSync(join(cwd, 'out/edited/summary.json'));
    writeFileSync(join(cwd, 'out/edited/trial-0002/trial.json'), '{"x');
    expect((await run(cwd, ['resume', 'out/edited', '--quiet'])).code).toBe(0);
    expect(rowsOf('edited')).toEqual(whole);
    writeFileSync(path, '{');
    expect((await run(cwd, ['resume', 'out/edited'])).stderr).toContain('space.json is damaged');
  });

  it('what a kill left of a trial without a config.json is trained anew', async () => {
    expect((await sweep('--lr', '1e-3,2e-3,3e-3', '--keep', 'all', '--name', 'left', '--quiet')).code).toBe(
      0,
    );
    const whole = rowsOf('left');
    const path = join(cwd, 'out/left/trial-0002');
    for (const name of ['config.json', 'trial.json', '../summary.json']) rmSync(join(path, name));
    expect((await run(cwd, ['resume', 'out/left', '--quiet'])).code).toBe(0);
    expect(rowsOf('left')).toEqual(whole);
    expect(existsSync(join(path, 'config.json'))).toBe(true);
  });

  it('a best trial whose files are damaged, as by a loss of power, is said and trained again', async () => {
    expect((await sweep('--lr', '1e-3,2e-3,3e-3,4e-3', '--name', 'torn', '--quiet')).code).toBe(0);
    const whole = rowsOf('torn');
    rmSync(join(cwd, 'out/torn/summary.json'));
    const path = join(cwd, 'out/torn/trial-0004');
    writeFileSync(join(path, 'metrics.csv'), '');
    const { code, stderr } = await run(cwd, ['resume', 'out/torn', '--quiet']);
    expect(code).toBe(1);
    expect(stderr).toContain('Run adam-train resume out/torn, which trains it again.');
    expect(existsSync(path)).toBe(false);
    expect((await run(cwd, ['resume', 'out/torn', '--quiet'])).code).toBe(0);
    expect(rowsOf('torn')).toEqual(whole);
    expect(existsSync(join(path, 'loss.png'))).toBe(true);
  });

  it("a file's settings stand beside several optimizers", async () => {
    writeFileSync(
      join(cwd, 'base.json'),
      JSON.stringify({ learningRate: 0.02, beta1: 0.8, samples: 60, epochs: 2 }),
    );
    const job = [
      'sweep',
      '--config',
      'base.json',
      '--optimizer',
      'adam,sgd',
      '--val-size',
      '0.2',
      '--name',
      'based',
    ];
    const { code } = await run(cwd, job);
    expect(code).toBe(0);
    expect(readJson(cwd, 'out/based/trial-0001/config.json')).toMatchObject({
      optimizer: 'adam',
      learningRate: 0.02,
    });
    expect(readJson(cwd, 'out/based/trial-0002/config.json')).toMatchObject({
      optimizer: 'sgd',
      learningRate: 0.02,
    });
  });

  it('a space that is used up says so', async () => {
    const { code, stdout } = await sweep('--batch-size', '4,8', '--trials', '10', '--name', 'small');
    expect(code).toBe(0);
    expect(stdout).toContain('2, all that there are of 10 asked for: 2 completed');
    const seeds = await sweep('--lr', '1e-3,1e-2', '--seed', '4294967295', '--repeats', '2');
    expect(seeds.code).toBe(2);
    expect(seeds.stderr).toContain('--repeats must leave room for seeds');
  });
});
