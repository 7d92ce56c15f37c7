import { expect, it } from 'vitest';
import { version } from '../../src/version.js';
import { readPage } from './pages.js';

it('has one version in the lock file, the README and the changelog, where it is dated', () => {
  const lock = JSON.parse(readPage('package-lock.json')) as {
    version: string;
    packages: Record<string, unknown>;
  };
  expect(lock).toMatchObject({ version, packages: { '': { version } } });
  expect(readPage('README.md').match(/adam-train-\d\S*\.tgz/g)).toEqual([`adam-train-${version}.tgz`]);
  const [first, ...earlier] = [
    ...readPage('CHANGELOG.md').matchAll(/^## (\S+) \((\d{4}-\d{2}-\d{2})\b.*\)$/gm),
  ];
  expect(first?.[1]).toBe(version);
  const days = [first, ...earlier].map((heading) => heading?.[2]);
  expect(days).toEqual([...days].sort().reverse());
  expect(readPage('CHANGELOG.md').match(/^## /gm)).toHaveLength(days.length);
});
