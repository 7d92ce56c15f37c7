// The manual page as `adam-train completion man` prints it, out of what the commands declare; their code is not loaded.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const declarationsOnly = {
  name: 'declarations-only',
  setup: (bundler) =>
    bundler.onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

/** @param root the repository's folder */
export async function manPageOf(root) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const versionOfPackage = {
    name: 'version-of-package',
    setup: (bundler) =>
      bundler.onLoad({ filter: /src.version\.ts$/ }, () => ({
        contents: `export const programName = 'adam-train'; export const version = ${JSON.stringify(version)};`,
      })),
  };
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `export { manPage } from './completion/manPage.js'; export { program } from './program.js';`,
      resolveDir: join(root, 'src/commands'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    write: false,
    plugins: [declarationsOnly, versionOfPackage],
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(
    module,
    module.exports,
    createRequire(import.meta.url),
  );
  return module.exports.manPage(module.exports.program);
}
