import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explainPage } from '../../src/pages/explain.js';
import { root } from '../docs/pages.js';
import { dataOf, elements, expectClosed } from './closedPage.js';

const page = explainPage({ asked: null });

it('lets its two scripts run, the charts that the pages share and its own, and asks for nothing', () => {
  expect(dataOf(page)).toEqual({ asked: null });
  expectClosed(page, 2);
});

it('draws nothing by chance', () => {
  expect(elements(page, 'script').at(-1)?.content).not.toContain('Math.random');
});

it('has the rules in it in at most 18 kB', () => {
  expect(statSync(`${root}src/pages/explain.page.br`).size).toBeLessThan(18_000);
});
