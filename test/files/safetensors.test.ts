import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSafetensorsFile } from '../../src/files/readSafetensors.js';
import { temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);

it('a checkpoint whose header cannot be true is not read', () => {
  for (const header of [0n, 100n, 2n ** 40n, 2n ** 64n - 1n]) {
    const bytes = Buffer.alloc(64);
    bytes.writeBigUInt64LE(header);
    writeFileSync(at('x.safetensors'), bytes);
    expect(() => readSafetensorsFile(at('x.safetensors'))).toThrow('it cannot be a safetensors file');
  }
  truncateSync(at('x.safetensors'), 2 ** 40);
  expect(() => readSafetensorsFile(at('x.safetensors'))).toThrow('it cannot be a safetensors file');
  const good = Buffer.alloc(64);
  good.writeBigUInt64LE(56n);
  writeFileSync(at('x.safetensors'), good);
  expect(readSafetensorsFile(at('x.safetensors'))).toEqual(good);
});
