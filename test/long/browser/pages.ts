import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, extname, join } from 'node:path';
import { build } from 'esbuild';
import { build as buildWithVite } from 'vite';
import { root } from '../../docs/pages.js';

/** The browser that is to be driven: chromium's path, if there is one on PATH. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium', 'chromium-headless-shell', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** A user's project in the folder: a page, with the packages installed beside it. */
function writeProject(folder: string): void {
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  symlinkSync(root, join(packages, 'adam-train'));
  symlinkSync(join(root, 'node_modules/@tensorflow'), join(packages, '@tensorflow'));
  writeFileSync(join(folder, 'page.js'), readFileSync(join(root, 'test/long/browser/page.js')));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
  );
}

/** Bundles the page with each bundler, as its users do; gives the folders. */
export async function bundledPages(folder: string): Promise<Record<'esbuild' | 'vite', string>> {
  writeProject(folder);
  const [esbuild, vite] = [join(folder, 'by-esbuild'), join(folder, 'by-vite')];
  const plain = { absWorkingDir: folder, entryPoints: ['page.js'], bundle: true, splitting: true };
  await build({ ...plain, format: 'esm', outdir: esbuild, logLevel: 'warning' });
  writeFileSync(join(esbuild, 'index.html'), readFileSync(join(folder, 'index.html')));
  await buildWithVite({
    ...{ root: folder, configFile: false, logLevel: 'warn' },
    build: { outDir: vite, chunkSizeWarningLimit: 10_000 },
  });
  return { esbuild, vite };
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves a bundled page, with tfjs's own binaries; an isolated one may share memory between threads. */
export async function servePage(
  folder: string,
  isIsolated: boolean,
): Promise<{ server: Server; address: string }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url;
    const from = path.endsWith('.wasm')
      ? join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')
      : folder;
    if (!existsSync(join(from, path))) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      ...(isIsolated && {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      }),
    });
    response.end(readFileSync(join(from, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
