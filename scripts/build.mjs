// Bundles the command and the library into dist, unless they are there already; --clean leaves nothing of earlier builds beside
// them. The types are tsc's work: see `npm run build`.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import {
  browserModules,
  coreOfTfjs,
  noProcessHandlers,
  noThreadsOfTfjs,
  usersTfjs,
} from './bundlerPlugins.mjs';
import { beside, builtFiles, fingerprintOf, isBuilt, publish, removeOthers } from './distFolder.mjs';
import { buildKernels, shareMemory } from './kernels.mjs';
import { leanBullmq } from './leanBullmq.mjs';
import { leanTfjsNode } from './leanTfjsNode.mjs';
import { licensesOf } from './licenses.mjs';
import { manPageOf } from './manPage.mjs';
import { buildPageScripts, hasPageScripts, pageSuffix } from './pageScripts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const published = join(root, 'dist');
const clean = process.argv.includes('--clean');
const require = createRequire(import.meta.url);

const kernels = ['kernels.wasm', 'kernels-shared.wasm', 'kernels-wide.wasm'];
/** What stands in the browser's bundle for those that are not there as files. */
const browserKernels = ['kernels-plain.wasm', 'kernels-plain-shared.wasm'];
const fingerprint = await fingerprintOf(
  root,
  // The last names what is installed.
  ['src', ...(await ownScripts()), 'package.json', 'package-lock.json', 'node_modules/.package-lock.json'],
  (file) => file.endsWith('.wasm') || file.endsWith(pageSuffix), // these are built beside their sources
);
if (
  (await isBuilt(published, fingerprint)) &&
  [...kernels, ...browserKernels].every((name) => existsSync(join(root, 'src/kernels/wasm', name))) &&
  (await hasPageScripts(root))
) {
  if (clean) await removeOthers(published, { files: await builtFiles(published), clean });
  process.exit();
}
const dist = await beside(published);

async function ownScripts() {
  const names = await readdir(join(root, 'scripts'));
  return names.filter((name) => name.endsWith('.mjs')).map((name) => join('scripts', name));
}

// tfjs asks for Node's util by require, and the wasm backend looks for its binaries beside itself by __dirname.
const commonJsNames = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  "const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('\n');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  legalComments: 'none', // see licenses.mjs
  metafile: true,
  logLevel: 'warning',
};

/** A library keeps its names, for who reads a stack; users' own bundlers shorten them. */
const short = { minifyWhitespace: true, minifySyntax: true };

for (const folder of ['fonts', 'native/binding', 'native/include'])
  await mkdir(join(dist, folder), { recursive: true });
// What `adam-train setup` compiles on the user's machine.
const tfjsNode = dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
const nodeApi = dirname(require.resolve('node-api-headers/package.json'));
const nativeSources = [
  ...(await filesOf(join(tfjsNode, 'binding'), 'native/binding')),
  ...(await filesOf(join(nodeApi, 'include'), 'native/include')),
];

async function filesOf(folder, into) {
  const names = await readdir(folder);
  return names
    .filter((name) => /\.(cc|h)$/.test(name))
    .map((name) => [join(folder, name), join(dist, into, name)]);
}

// For memory that threads share; a module is for one kind of memory or the other.
const sharedMemory = ['--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
await buildKernels('kernels.wasm');
await buildKernels('kernels-shared.wasm', { more: sharedMemory });
// For registers of 256 bits.
await buildKernels('kernels-wide.wasm', { columns: 16, more: sharedMemory });
// For browsers without relaxed SIMD.
await buildKernels('kernels-plain.wasm', { isRelaxed: false });
await buildKernels('kernels-plain-shared.wasm', { isRelaxed: false, more: sharedMemory });

const [command, , browser, pages] = await Promise.all([
  build({
    ...shared,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: dist,
    splitting: true,
    minify: true,
    banner: { js: commonJsNames },
    // tfjs asks for node-fetch, with 300 kB of tables, where there is no fetch; every Node that we run on has one.
    external: ['canvas', 'node-fetch'],
    plugins: [coreOfTfjs, leanTfjsNode, noThreadsOfTfjs, leanBullmq],
    alias: { '@mapbox/node-pre-gyp': './src/engine/native/nodePreGyp.ts' },
  }),
  build({
    ...shared,
    entryPoints: { index: 'src/index.ts', wasm: 'src/wasm.ts' },
    outdir: dist,
    splitting: true,
    chunkNames: 'library-[name]-[hash]',
    ...short,
    banner: { js: commonJsNames },
    // A user's own tfjs must be the same copy, or model.compile would not know our optimizers.
    external: ['@tensorflow/tfjs', 'canvas', 'node-fetch'],
    plugins: [usersTfjs, leanTfjsNode, noThreadsOfTfjs, noProcessHandlers],
    alias: { '@mapbox/node-pre-gyp': './src/engine/native/nodePreGyp.ts' },
  }),
  build({
    ...shared,
    platform: 'browser',
    target: 'es2022',
    entryPoints: { browser: 'src/browser.ts', 'browser-wasm': 'src/wasm.ts' },
    outdir: dist,
    splitting: true,
    chunkNames: 'browser-[name]-[hash]',
    ...short,
    loader: { '.wasm': 'binary' },
    external: ['@tensorflow/tfjs'],
    plugins: [browserModules],
  }),
  buildPageScripts(root, dist),
  ...kernels.map((name) => copyFile(join(root, 'src/kernels/wasm', name), join(dist, name))),
  ...nativeSources.map(([from, to]) => copyFile(from, to)),
  ...['DejaVuSans.ttf.br', 'LICENSE'].map((name) =>
    copyFile(join(root, 'src/charts/png/fonts', name), join(dist, 'fonts', name)),
  ),
  ...['', '-simd'].map((kind) => {
    const name = `tfjs-backend-wasm${kind}.wasm`;
    return copyFile(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`), join(dist, name));
  }),
]);

const reached = Object.values(browser.metafile.outputs).flatMap(({ inputs }) =>
  Object.keys(inputs).filter((name) => name.startsWith('node:') && inputs[name].bytesInOutput > 0),
);
if (reached.length > 0) throw new Error(`The browser's bundle reaches ${[...new Set(reached)].join(', ')}.`);

await shareMemory(join(dist, 'tfjs-backend-wasm-simd.wasm'));

// Out of the same table as the flags.
const { outputFiles } = await build({
  ...shared,
  entryPoints: ['src/config/configSchema.ts'],
  metafile: false,
  write: false,
});
const { configSchema } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
await writeFile(join(dist, 'config.schema.json'), `${JSON.stringify(configSchema(), null, 2)}\n`);
await writeFile(join(dist, 'adam-train.1'), await manPageOf(root));

// tfjs-node and Node-API's headers are not all bundled, but their sources are copied.
const inputs = [
  ...Object.keys(command.metafile.inputs),
  ...pages,
  'node_modules/@tensorflow/tfjs-node/binding',
  'node_modules/node-api-headers/include',
];
// The Apache licence asks that a changed file be named.
const changed = `Changed: tfjs-backend-wasm-simd.wasm of @tensorflow/tfjs-backend-wasm differs from the published file in one byte, so that
threads can share its memory.

`;
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), changed + (await licensesOf(root, inputs)));

await publish(dist, published, {
  fingerprint,
  entries: ['cli.js', 'index.js', 'wasm.js', 'browser.js', 'browser-wasm.js'],
  clean,
});
