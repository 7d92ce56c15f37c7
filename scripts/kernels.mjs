// Compiles the kernels in AssemblyScript, and makes tfjs's memory one that threads can share.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Beside its source, where the tests find it.
 *
 * @param columns of a tile of a product
 * @param isRelaxed whether relaxed SIMD adds products, which some browsers do not have
 */
export async function buildKernels(name, { columns = 8, isRelaxed = true, more = [] } = {}) {
  const entry = 'src/kernels/assembly/index.ts';
  const flags = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--enable',
    'simd',
    ...(isRelaxed ? ['--enable', 'relaxed-simd'] : []),
    '--enable',
    'threads',
    '--use',
    `COLUMNS=${columns}`,
    '--use',
    `RELAXED=${isRelaxed ? 1 : 0}`,
  ];
  const { error, stderr } = await asc.main([
    entry,
    '--baseDir',
    root,
    '--outFile',
    `src/kernels/wasm/${name}`,
    ...flags,
    ...more,
  ]);
  if (error) throw new Error(`The kernels do not compile:\n${stderr}`);
  const wasm = await readFile(join(root, 'src/kernels/wasm', name));
  // They have no memory of their own: what they would put there would lie in tfjs's.
  if (sectionOf(wasm, 11) !== undefined) throw new Error(`${name} has data.`);
}

/** Where a section of a WebAssembly module begins; undefined if there is none. */
function sectionOf(wasm, wanted) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  while (at < wasm.length) {
    const id = wasm[at++];
    const size = number();
    if (id === wanted) return at;
    at += size;
  }
  return undefined;
}

/** tfjs's binary with SIMD as it was published: what follows changes one byte of it, and of no other. */
const tfjsBinary = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';

/** Makes the memory of our copy one that threads share: the flags of its limits are 3 then in place of 1. */
export async function shareMemory(file) {
  const wasm = await readFile(file);
  const hash = createHash('sha256').update(wasm).digest('hex');
  if (hash !== tfjsBinary)
    throw new Error(`${file} is another than was tried, ${hash}; try its memory shared.`);
  const memory = sectionOf(wasm, 5);
  if (memory === undefined || wasm[memory] !== 1 || wasm[memory + 1] !== 1)
    throw new Error(`${file} has other limits.`);
  wasm[memory + 1] = 3;
  await writeFile(file, wasm);
}
