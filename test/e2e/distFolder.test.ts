import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';

/** What scripts/distFolder.mjs exports, as far as it is used here. */
interface DistFolder {
  beside(dist: string): Promise<string>;
  fingerprintOf(root: string, paths: string[], isPassedOver?: (file: string) => boolean): Promise<string>;
  isBuilt(dist: string, fingerprint: string): Promise<boolean>;
  publish(
    built: string,
    dist: string,
    how: { fingerprint: string; entries: string[]; clean: boolean },
  ): Promise<void>;
}
const script = new URL('../../scripts/distFolder.mjs', import.meta.url).href;
const { beside, fingerprintOf, isBuilt, publish } = (await import(script)) as DistFolder;

const root = mkdtempSync(join(tmpdir(), 'adam-train-'));
const dist = join(root, 'dist');
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => rmSync(dist, { recursive: true, force: true }));

/** A build of an entry that loads a chunk; two days ago, if it is old. */
async function build(chunk: string, { clean = false, isOld = false } = {}): Promise<void> {
  const folder = await beside(dist);
  mkdirSync(join(folder, 'fonts'));
  for (const [name, text] of [
    ['cli.js', `import './${chunk}'`],
    [chunk, ''],
    ['fonts/sans.ttf', ''],
  ] as const) {
    writeFileSync(join(folder, name), text);
    const then = Date.now() / 1000 - (isOld ? 2 * 24 * 60 * 60 : 0);
    utimesSync(join(folder, name), then, then);
  }
  await publish(folder, dist, { fingerprint: chunk, entries: ['cli.js'], clean });
}

const shown = () => readdirSync(dist).filter((name) => !name.startsWith('.built'));

it('leaves a running program the files of the build before, and of the last day', async () => {
  await build('chunk-A.js', { isOld: true });
  await build('chunk-B.js', { isOld: true });
  expect(shown()).toEqual(['chunk-A.js', 'chunk-B.js', 'cli.js', 'fonts']);
  expect(readFileSync(join(dist, 'cli.js'), 'utf8')).toBe("import './chunk-B.js'");
  await build('chunk-C.js');
  expect(shown()).toEqual(['chunk-B.js', 'chunk-C.js', 'cli.js', 'fonts']);
  await build('chunk-D.js');
  await build('chunk-E.js');
  expect(shown()).toEqual(['chunk-C.js', 'chunk-D.js', 'chunk-E.js', 'cli.js', 'fonts']);
});

it('leaves nothing of them in a package, and the types in any case', async () => {
  await build('chunk-A.js');
  mkdirSync(join(dist, 'types'));
  writeFileSync(join(dist, 'types', 'index.d.ts'), '');
  await build('chunk-B.js', { clean: true });
  expect(shown()).toEqual(['chunk-B.js', 'cli.js', 'fonts', 'types']);
  expect(existsSync(join(dist, 'types', 'index.d.ts'))).toBe(true);
});

it('knows what is built: of the same sources, and whole', async () => {
  await build('chunk-A.js');
  expect(await isBuilt(dist, 'chunk-A.js')).toBe(true);
  expect(await isBuilt(dist, 'chunk-B.js')).toBe(false);
  rmSync(join(dist, 'fonts', 'sans.ttf'));
  expect(await isBuilt(dist, 'chunk-A.js')).toBe(false);
});

it('has a fingerprint that follows names and contents, but for what is passed over', async () => {
  const source = join(root, 'src');
  mkdirSync(source);
  writeFileSync(join(source, 'a.ts'), '1');
  const take = () => fingerprintOf(root, ['src', 'lock.json'], (file) => file.endsWith('.wasm'));
  const first = await take();
  writeFileSync(join(source, 'kernels.wasm'), '1');
  expect(await take()).toBe(first);
  writeFileSync(join(source, 'a.ts'), '2');
  const changed = await take();
  writeFileSync(join(root, 'lock.json'), '{}');
  expect(new Set([first, changed, await take()]).size).toBe(3);
});
