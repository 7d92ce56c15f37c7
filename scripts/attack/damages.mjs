import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesChanged } from './csvTexts.mjs';
import { Random } from './random.mjs';
import { hostileJson, hostileTexts } from './values.mjs';

const files = [
  'config.json',
  'summary.json',
  'metrics.csv',
  'predictions.csv',
  'trace.csv',
  'lock',
  'standard-input.csv',
].concat(['checkpoints/last.safetensors', 'checkpoints/best.safetensors', 'checkpoints', 'loss.png']);

/**
 * What is done to a run folder, as plain values that can be printed.
 *
 * @param names of its files, and of those that hold JSON
 */
export function damages(random, { all = files, json = ['config.json', 'config.json', 'summary.json'] } = {}) {
  return Array.from({ length: Number(random.weighted({ 0: 1, 1: 8, 2: 3 })) }, () => {
    const how = random.weighted({
      bytes: 3,
      header: all === files ? 8 : 0,
      json: 5,
      remove: 2,
      empty: 1,
      folder: 1,
      link: 1,
      text: 1,
      fifo: 0.2,
    });
    const file =
      how === 'header'
        ? random.pick(['checkpoints/last.safetensors', 'checkpoints/best.safetensors'])
        : how === 'json'
          ? random.pick(json)
          : random.pick(all);
    return { how, file, seed: random.integer(0, 2 ** 31) };
  });
}

/** Does one of them to the run folder at a path. */
export function applyDamage(folder, { how, file, seed }) {
  const random = new Random(seed);
  const path = join(folder, file);
  if (!existsSync(dirname(path)) || !lstatSync(dirname(path)).isDirectory()) return;
  const isFile = existsSync(path) && lstatSync(path).isFile();
  if (['bytes', 'header', 'json'].includes(how)) {
    if (isFile) writeFileSync(path, changed[how](random, readFileSync(path)));
    return;
  }
  rmSync(path, { recursive: true, force: true });
  if (how === 'empty') writeFileSync(path, '');
  if (how === 'text')
    writeFileSync(path, random.pick([...hostileTexts, '{"pid":1,"host":"\u001b[31m"}', '{}', '{"pid":-1}']));
  if (how === 'folder') mkdirSync(path);
  if (how === 'link') symlinkSync(random.pick(['nowhere', '.', path, '/dev/zero', '/dev/null']), path);
  if (how === 'fifo') spawnSync('mkfifo', [path]);
}

const changed = {
  bytes: bytesChanged,
  json: (random, bytes) => {
    try {
      return JSON.stringify(withOther(random, JSON.parse(bytes.toString())));
    } catch {
      return bytes; // damaged before
    }
  },
  /** Another value in a checkpoint's header, whose checksum is right again. */
  header: (random, bytes) => {
    try {
      const end = 8 + Number(bytes.readBigUInt64LE(0));
      const header = JSON.parse(bytes.toString('utf8', 8, end));
      const { __metadata__: metadata } = header;
      if (random.chance(0.6)) metadata.run = JSON.stringify(withOther(random, JSON.parse(metadata.run)));
      else if (random.chance(0.3)) Object.assign(metadata, { format: random.pick(hostileTexts) });
      else {
        const name = random.pick(Object.keys(header).slice(1));
        if (random.chance(0.3)) delete header[name];
        else header[name] = withOther(random, header[name]);
      }
      metadata.sha256 = '0'.repeat(64);
      const json = Buffer.from(JSON.stringify(header));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(json.length));
      const whole = Buffer.concat([length, json, bytes.subarray(end)]);
      whole.write(createHash('sha256').update(whole).digest('hex'), whole.indexOf('"sha256":"') + 10);
      return whole;
    } catch {
      return bytes;
    }
  },
};

/** The value with one of its parts, at any depth, in exchange for another, missing, or with one more. */
function withOther(random, value) {
  if (typeof value !== 'object' || value === null || random.chance(0.1)) return random.pick(hostileJson);
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.05))
    return { ...value, [random.pick(hostileTexts)]: random.pick(hostileJson) };
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const key = random.pick(keys);
  if (!Array.isArray(copy) && random.chance(0.15)) delete copy[key];
  else copy[key] = withOther(random, copy[key]);
  return copy;
}
