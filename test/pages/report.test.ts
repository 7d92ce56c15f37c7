import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PageData } from '../../src/pages/pageData.js';
import { reportPage } from '../../src/pages/report.js';
import { noisyHistory, reportOf } from './runs.js';

const hostileName = '</script><img src=x onerror=alert(1)>';

/** What stands between a page's tags of this name, with the tags' attributes. */
function elements(page: string, tag: string): { attributes: string; content: string }[] {
  const found = page.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'g'));
  return Array.from(found, ([, attributes = '', content = '']) => ({ attributes, content }));
}

function dataOf(page: string): PageData {
  const [data] = elements(page, 'script');
  return JSON.parse(data?.content ?? '') as PageData;
}

const page = reportPage(reportOf('plain'));
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

it('allows by hash the two scripts and the one style that it has, and nothing else', () => {
  const [data, ...scripts] = elements(page, 'script');
  expect(scripts).toHaveLength(2); // the charts that the pages share, and its own
  expect(data?.attributes).toBe(' type="application/json" id="data"');
  expect(scripts.map(({ attributes }) => attributes)).toEqual(['', '']);
  const [style, ...moreStyles] = elements(page, 'style');
  expect(moreStyles).toEqual([]);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${scripts.map(({ content }) => hash(content)).join(' ')}`,
    `style-src ${hash(style?.content ?? '')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page.indexOf('http-equiv')).toBeLessThan(page.indexOf('<link'));
});

it('has no style or handler in an attribute, which the policy would not let through', () => {
  const markup = page.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/\s(?:style|on\w+)=/i);
});

it('asks for nothing, and leads to no other host', () => {
  const links = Array.from(
    page.matchAll(/\b(?:src|href|action|srcset|data|poster)=["']([^"']*)/gi),
    ([, to]) => to,
  );
  expect(links).toEqual(['data:,']);
  const [style] = elements(page, 'style');
  expect(style?.content).not.toMatch(/@import|url\(/i);
  const [, script] = elements(page, 'script');
  expect(script?.content).not.toMatch(
    /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b|\bimport\(/,
  );
});

it('has Chart.js in it, and not hammer.js, and nothing that ends or comments out a script', () => {
  const [, script] = elements(page, 'script');
  expect(script?.content).toContain('nearestOfEach');
  expect(script?.content).not.toMatch(/<\/script|<!--/i);
  expect(script?.content).not.toContain('Hammer.Manager');
  expect(script?.content).not.toContain('\r');
});

it('shows a hostile name as text wherever it stands', () => {
  const hostile = reportPage(reportOf(hostileName));
  const tags = (text: string) => Array.from(text.matchAll(/<[/!]?[a-z][^>]*/gi), ([tag]) => tag);
  expect(tags(hostile)).toEqual(tags(page));
  expect(hostile).toContain('<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</h1>');
  expect(dataOf(hostile).targets[0]?.name).toBe(hostileName);
  expect(dataOf(hostile).columns?.[0]?.name).toBe(hostileName);
  expect(dataOf(hostile).columns?.[0]?.cells[0]).toBe(hostileName);
  expect(dataOf(hostile).losses.title).toBe(`Loss (${hostileName})`);
});

it('has the columns of the rows that it shows, and says so', () => {
  expect(dataOf(page).columns).toEqual([
    { name: 'plain', cells: Array(5).fill('plain') },
    { name: 'size', cells: [0, null, 0.25, 0.375, 0.5] },
  ]);
  expect(page).toContain('A point says what its row has in its columns.');
  const { cells: _, ...without } = reportOf('plain');
  expect(dataOf(reportPage(without)).columns).toBeUndefined();
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
  const [few, many] = [long, short].map((text) => dataOf(text).columns?.length ?? 0) as [number, number];
  expect(few).toBeGreaterThan(3);
  expect(many).toBeGreaterThan(few);
  expect(many).toBeLessThan(20);
  expect(long).toContain(`A point says what its row has in the first ${few} columns.`);
  expect(long.length).toBeLessThan(500_000);
  expect(short.length).toBeLessThan(500_000);
});

it('thins 100,000 epochs to about 2,000 points a curve, with gaps and peaks, in less than 0.5 MB of data', () => {
  const long = reportPage(reportOf('long', noisyHistory(100_000), 50_000));
  const { losses, targets } = dataOf(long);
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
  const { losses, targets } = dataOf(reportPage(reportOf('short', noisyHistory(2000))));
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
  expect(dataOf(diverged).targets).toEqual([]);
});
