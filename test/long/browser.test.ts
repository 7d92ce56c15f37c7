import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../docs/pages.js';
import { run as runCommand, temporaryFolder } from '../e2e/program.js';
import { bundledPages, findChromium, servePage } from './browser/pages.js';

const chromiumPath = findChromium();
const isDemanded = process.env['ADAM_TRAIN_REQUIRE_BROWSER'] === '1';

const cars = readFileSync(`${root}test/fixtures/cars.csv`, 'utf8');

/** What is trained in the page and by the command. */
const configs = {
  'generated rows on cpu': { backend: 'cpu', epochs: 20, samples: 300, hidden: [16], learningRate: 0.01 },
  'generated rows on wasm': { backend: 'wasm', epochs: 30 },
  'a table on wasm': {
    ...{ isCsv: true, backend: 'wasm', target: 'Miles_per_Gallon', ignoreColumns: ['Year', 'Name'] },
    ...{ missing: 'mean', batchSize: 32, epochs: 20, valSize: 0.2, patience: 5, folds: 2, dropout: 0.1 },
  },
} as const;

/** What a run gave, as the page says it. */
interface Trained {
  test_r2: number;
  backend: string;
  epochs: number;
  losses: [number, number][];
  predicted: number[];
  again: number[];
}

interface Result {
  names: string[];
  isIsolated: boolean;
  isBackendKept: boolean;
  scaled: number[];
  rate: number;
  runs: Record<keyof typeof configs, Trained>;
  interrupted: unknown;
  errors: string[];
  steps: number[];
  zipped: unknown;
  broken: string;
}

const flagOf = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The same run by the built command. */
async function byCommand(folder: string, { isCsv, ...config }: { isCsv?: boolean; backend: string }) {
  const flags = Object.entries(config).flatMap(([key, value]) => [flagOf(key), String(value)]);
  const data = isCsv === true ? ['--data', `${root}test/fixtures/cars.csv`] : [];
  const { code, stderr } = await runCommand(folder, [...flags, ...data, '--name', 'same', '--force']);
  expect(code, stderr).toBe(0);
  const rowsOf = (name: string) => {
    const [, ...rows] = readFileSync(`${folder}/out/same/${name}`, 'utf8').trim().split('\n');
    return rows.map((row) => row.split(','));
  };
  const hasVal = Object.hasOwn(config, 'valSize');
  return {
    losses: rowsOf('metrics.csv').map((row) => [Number(row[1]), Number(row[hasVal ? 3 : 2])]),
    predicted: rowsOf('predictions.csv')
      .filter(([split]) => split === 'test')
      .map((row) => Number(row[3])),
  };
}

// Minified, tfjs's own build with threads does not find its names: an isolated page of vite's does not start it.
const kinds = [
  { bundler: 'esbuild', isIsolated: false, isRelaxed: true },
  { bundler: 'vite', isIsolated: false, isRelaxed: false },
  { bundler: 'esbuild', isIsolated: true, isRelaxed: true },
  { bundler: 'esbuild', isIsolated: true, isRelaxed: false },
] as const;

it.runIf(isDemanded)('finds the browser that is demanded', () => {
  expect(chromiumPath, 'no chromium is on PATH; apt-get install chromium').toBeDefined();
});

describe.skipIf(chromiumPath === undefined)('in a browser', () => {
  const folder = temporaryFolder();
  const servers: Server[] = [];
  let browser: Browser;
  let pages: Awaited<ReturnType<typeof bundledPages>>;

  beforeAll(async () => {
    pages = await bundledPages(folder.path);
    browser = await chromium.launch({
      executablePath: chromiumPath as string,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of servers) server.close();
    folder.remove();
  });

  const resultOf = async (
    bundled: string,
    { isIsolated, isRelaxed }: (typeof kinds)[number],
  ): Promise<{ said: string[]; value: Result }> => {
    const { server, address } = await servePage(bundled, isIsolated);
    servers.push(server);
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    if (!isRelaxed) await page.addInitScript('WebAssembly.validate = () => false');
    await page.goto(address);
    await page.waitForFunction('window.run !== undefined');
    const given = { csv: cars, configs };
    const result = (await page.evaluate(`window.run(${JSON.stringify(given)})`)) as {
      value: Result;
      error?: string;
    };
    expect(result.error).toBeUndefined();
    await page.close();
    return { said, value: result.value };
  };

  it.each(kinds)(
    'trains as the command does: bundled by $bundler, isolated $isIsolated, relaxed SIMD $isRelaxed',
    async (kind) => {
      const { said, value } = await resultOf(pages[kind.bundler], kind);
      expect(said).toEqual([]);
      expect(value.isIsolated).toBe(kind.isIsolated);
      for (const [name, config] of Object.entries(configs)) {
        const expected = await byCommand(folder.path, config);
        const actual = value.runs[name as keyof typeof configs];
        expect(actual.backend).toBe(config.backend);
        expect(actual.losses.length).toBe(expected.losses.length);
        expectClose(actual.losses.flat(), expected.losses.flat());
        expectClose(actual.predicted, expected.predicted);
        expect(actual.again).toHaveLength(20);
        expect(actual.again.every(Number.isFinite)).toBe(true);
      }
      expect(value.isBackendKept).toBe(true);
      expect(value.interrupted).toEqual(['interrupted', 1]);
      expect(value.steps.every(Number.isFinite)).toBe(true);
      expect(value.errors).toEqual([
        expect.stringMatching(/^config\.out and config\.name must be left out in a browser/),
        expect.stringMatching(/^A browser reads no files by their paths, got cars\.csv/),
        expect.stringMatching(/^backend must be wasm or cpu in a browser, got tensorflow/),
        expect.stringMatching(/^data, line 2: a row must have 2 cells/),
      ]);
      expect(value.zipped).toEqual([{ a: 1, b: 2 }]);
      expect(value.broken).toMatch(/^data must be a whole gzip file/);
      expect(value.names).toContain('train');
      expect(value.names).not.toContain('loadRun');
    },
  );
});

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  for (const [i, value] of actual.entries()) {
    expect(Math.abs(value - (expected[i] as number)) / largest).toBeLessThan(1e-6);
  }
}
