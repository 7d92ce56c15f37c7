import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { root } from '../../docs/pages.js';

/** Bundles a module that uses BullMQ as the build does. Gives the file's size in bytes. */
export async function bundleQueue(entry: string, outfile: string): Promise<number> {
  const script = pathToFileURL(`${root}scripts/leanBullmq.mjs`).href;
  const { leanBullmq } = (await import(script)) as { leanBullmq: Plugin };
  const { metafile } = await build({
    ...{ entryPoints: [entry], outfile, bundle: true, minify: true, metafile: true },
    ...{ platform: 'node', format: 'esm', target: 'node20', mainFields: ['module', 'main'] },
    banner: {
      js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url), __dirname = '';",
    },
    plugins: [leanBullmq],
    logLevel: 'error',
  });
  return Object.values(metafile.outputs)[0]?.bytes as number;
}
