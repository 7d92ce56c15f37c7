// Collects the licences of the packages whose code the bundles hold.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} inputs the bundled files, relative to the root
 * @returns {Promise<string>} name, version, licence and licence text of every package among them
 */
export async function licensesOf(root, inputs) {
  // A package may be inside of another's folder.
  const folders = new Set(
    inputs.map((input) => /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]),
  );
  const found = [...folders].filter((folder) => folder !== undefined).sort();
  return (await Promise.all(found.map((folder) => licenseOf(join(root, folder))))).join('\n');
}

async function licenseOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.length > 0 ? texts.join('\n') : `Licence: ${license}\n`;
  return `${'='.repeat(100)}\n${name} ${version} (${license})\n${'='.repeat(100)}\n\n${text}`;
}
