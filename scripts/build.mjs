// Bundles the command and the library into dist. The types are tsc's work: see `npm run build`.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

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
  legalComments: 'none',
  logLevel: 'warning',
};

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'fonts'), { recursive: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: dist,
    splitting: true,
    minify: true,
    banner: { js: commonJsNames },
    external: ['canvas', '@tensorflow/tfjs-node'],
  }),
  build({
    ...shared,
    entryPoints: { index: 'src/index.ts' },
    outdir: dist,
    // A user's own tfjs must be the same copy, or model.compile would not know our optimizers.
    external: ['@tensorflow/tfjs'],
  }),
  ...['DejaVuSans.ttf', 'LICENSE'].map((name) =>
    copyFile(join(root, 'src/charts/fonts', name), join(dist, 'fonts', name)),
  ),
  ...['', '-simd', '-threaded-simd'].map((kind) => {
    const name = `tfjs-backend-wasm${kind}.wasm`;
    return copyFile(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`), join(dist, name));
  }),
]);
