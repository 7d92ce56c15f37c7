import { expect, it } from 'vitest';
import { commandList, pairTable } from '../../src/pages/htmlParts.js';
import type { PageData } from '../../src/pages/pageData.js';
import { reportPage } from '../../src/pages/report.js';
import { dataOf, elements, expectClosed, hostileName, tagsOf } from './closedPage.js';
import { noisyHistory, reportOf } from './runs.js';

const page = reportPage(reportOf('plain'));
it('lets its two scripts run, the charts that the pages share and its own, and asks for nothing', () => {
  expectClosed(page, 2);
});

it('breaks settings after commas, and commands not within flags', () => {
  expect(pairTable([['columns', 'a,<b>']])).toContain('<td>a,<wbr>&lt;b&gt;</td>');
  expect(pairTable([['hidden', '--hidden 4 --hidden 8,8']])).toContain(
    '<td><span class="whole">--hidden</span> 4 <span class="whole">--hidden</span> 8,8</td>',
  );
  expect(commandList([{ what: 'again', command: 'train --text-columns <b> --lr 1' }])).toContain(
    'train <span class="whole">--text-columns</span> &lt;b&gt; <span class="whole">--lr</span> 1</pre>',
  );
});

it('has Chart.js in it, and not hammer.js', () => {
  const [, script] = elements(page, 'script');
  expect(script?.content).toContain('nearestOfEach');
  expect(script?.content).not.toContain('Hammer.Manager');
});

it('shows a hostile name as text wherever it stands', () => {
  const hostile = reportPage(reportOf(hostileName));
  expect(tagsOf(hostile)).toEqual(tagsOf(page));
  expect(hostile).toContain('<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</h1>');
  expect(dataOf<PageData>(hostile).targets[0]?.name).toBe(hostileName);
  expect(dataOf<PageData>(hostile).columns?.[0]?.name).toBe(hostileName);
  expect(dataOf<PageData>(hostile).columns?.[0]?.cells[0]).toBe(hostileName);
  expect(dataOf<PageData>(hostile).losses.title).toBe(`Loss (${hostileName})`);
});

it('has the columns of the rows that it shows, and says so', () => {
  expect(dataOf<PageData>(page).columns).toEqual([
    { name: 'plain', cells: Array(5).fill('plain') },
    { name: 'size', cells: [0, null, 0.25, 0.375, 0.5] },
  ]);
  expect(page).toContain('A point says what its row has in its columns.');
  const { cells: _, ...without } = reportOf('plain');
  expect(dataOf<PageData>(reportPage(without)).columns).toBeUndefined();
  expect(reportPage(without)).not.toContain('A point says');
});

it('has of a wide table and a long run the first columns, as many as there is room for in half a megabyte', () => {
  const columns = Array.from({ length: 20 }, (_, i) => `column ${i + 1}`);
  const rows = Array.from({ length: 2000 }, (_, row) =>
    columns.map((_name, i) => Number(Math.sin(row * i).toPrecision(7))),
  );
  const [short, long] = [20, 100_000].map((epochs) =>
    reportPage({ ...reportOf('wide', noisyHistory(epochs), 50_000), cells: { columns, rows } }),
  ) as [string, string];
  const [few, many] = [long, short].map((text) => dataOf<PageData>(text).columns?.length ?? 0) as [
    number,
    number,
  ];
  expect(few).toBeGreaterThan(3);
  expect(many).toBeGreaterThan(few);
  expect(many).toBeLessThan(20);
  expect(long).toContain(`A point says what its row has in the first ${few} columns.`);
  expect(long.length).toBeLessThan(500_000);
  expect(short.length).toBeLessThan(500_000);
});

it('thins 100,000 epochs to about 2,000 points a curve, with gaps and peaks, in less than 0.5 MB of data', () => {
  const long = reportPage(reportOf('long', noisyHistory(100_000), 50_000));
  const { losses, targets } = dataOf<PageData>(long);
  const curves = [...losses.curves, losses.rate];
  expect(curves).toHaveLength(4);
  for (const curve of curves) {
    expect(curve?.epochs.length).toBeGreaterThan(900);
    expect(curve?.epochs.length).toBeLessThanOrEqual(2100);
    expect(curve?.epochs.at(-1)).toBe(100_000);
    expect(curve?.values).toHaveLength(curve?.epochs.length ?? 0);
  }
  const [train, , val] = losses.curves;
  expect(Math.max(...(train?.values ?? []).map(Number))).toBe(1e6);
  expect(val?.values.filter((value) => value === null)).toHaveLength(1);
  expect(targets[0]?.rows).toHaveLength(2000);
  expect(elements(long, 'script')[0]?.content.length).toBeLessThan(500_000);
});

it('keeps every epoch of a short run, and residuals of targets that are far from zero', () => {
  const { losses, targets } = dataOf<PageData>(reportPage(reportOf('short', noisyHistory(2000))));
  expect(losses.curves[0]?.epochs).toHaveLength(2000);
  const [target] = targets;
  const residuals = target?.actual.map((actual, i) => Number(actual) - Number(target.predicted[i])) ?? [];
  expect(residuals).toHaveLength(5);
  for (const residual of residuals) expect(residual).toBeCloseTo(-0.25, 2);
  expect(target?.rows).toEqual([0, 3, 6, 9, 12]);
});

it('has the charts of the rows where there are predictions alone', () => {
  const { charted, ...others } = reportOf('diverged');
  const diverged = reportPage({ ...others, charted: { ...charted, predictions: undefined } });
  expect(diverged).not.toContain('id="predictions"');
  expect(diverged).not.toContain('id="residuals"');
  expect(dataOf<PageData>(diverged).targets).toEqual([]);
});
