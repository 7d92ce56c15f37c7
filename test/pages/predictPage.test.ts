import { expect, it } from 'vitest';
import type { FeatureColumn } from '../../src/data/columns.js';
import { predictPage } from '../../src/pages/predictPage.js';
import { randomModel } from '../savedModels.js';
import { expectClosed, hostileName } from './closedPage.js';

it('has a field for each column, which begins at the mean, or at the most frequent text', () => {
  const page = predictPage(randomModel('relu'));
  const fields = [...page.matchAll(/<label for="c\d+">(.*?)<\/label><(\w+) .*? (?:value="(.*?)")?/g)];
  const names = fields.map(([, name]) => name);
  expect(names).toEqual(['plain', 'far', 'odd', 'low', 'tiny', 'huge', 'constant', 'kind']);
  expect(page).toContain('name="c2" type="number" step="any" value="1235"');
  expect(page).toContain('mean 1,234.6, deviation 1.2346');
  expect(page).toContain('<option value="0" selected>a</option><option value="1">b</option>');
});

it('lets its script run, and asks for nothing', () => {
  expectClosed(predictPage(randomModel('relu')), 1);
});

it('says where a field may be left empty', () => {
  const model = randomModel('relu');
  expect(predictPage(model)).not.toContain('left empty');
  expect(predictPage({ ...model, fill: model.scaler.mean })).toContain('; left empty it is the mean');
});

it('shows whatever a column, a category or a target is called as text', () => {
  const model = randomModel('relu');
  const features = model.columns.features.map(
    (column): FeatureColumn =>
      column.kind === 'number'
        ? { ...column, name: hostileName + column.name }
        : { ...column, name: hostileName, categories: ['', hostileName, '\u2028b'] },
  );
  const page = predictPage({ ...model, columns: { features, targets: [hostileName] } });
  expect(page).not.toContain('<img');
  expect(page.match(/<\/script>/g)).toHaveLength(2); // of the data and of the script
  expect(page).toContain('<option value="0" selected>(missing)</option>');
});
