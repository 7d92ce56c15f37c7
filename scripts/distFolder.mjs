// What a build does to dist: nothing where nothing changed, and no harm to a run that has loaded a part of the one before.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

const stampName = '.built.json';
const DAY = 24 * 60 * 60 * 1000;

/**
 * A text that is another where one of the files is another.
 *
 * @param root what the paths are relative to
 * @param paths of files, and of folders with all that is in them; what is not there counts too
 * @param isPassedOver whether a file, by its relative path, does not count
 */
export async function fingerprintOf(root, paths, isPassedOver = () => false) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesIn(root, path)) {
      if (isPassedOver(file)) continue;
      const content = await readFile(join(root, file)).catch(() => 'none');
      hash.update(`${file}\0${createHash('sha256').update(content).digest('hex')}\n`);
    }
  }
  return hash.digest('hex');
}

/** Whether the folder holds the build of these sources, whole. */
export async function isBuilt(dist, fingerprint) {
  const stamp = await readStamp(dist);
  return stamp.fingerprint === fingerprint && stamp.files.every((file) => existsSync(join(dist, file)));
}

/** An empty folder inside dist to build in, so that it can be renamed; those that ended builds left a day ago go. */
export async function beside(dist) {
  const folder = join(dist, `.build-${process.pid}`);
  await mkdir(dist, { recursive: true });
  for (const name of await readdir(dist)) {
    if (/^\.build-\d+$/.test(name) && (await isOld(join(dist, name))))
      await rm(join(dist, name), { recursive: true });
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return folder;
}

/**
 * Puts what was built into dist, each file at once and the entries last. A run has loaded an entry and loads other files by
 * name when it needs them: those of the build before stay, and so do all of the last day.
 *
 * @param built the folder that was built in; it is gone afterwards
 * @param entries files that lead to the others
 * @param clean whether nothing of earlier builds is to stay, as in a package
 */
export async function publish(built, dist, { fingerprint, entries, clean }) {
  const files = await filesIn(built);
  const before = new Set((await readStamp(dist)).files);
  const ordered = [...files.filter((file) => !entries.includes(file)), ...entries];
  for (const file of ordered) {
    await mkdir(dirname(join(dist, file)), { recursive: true });
    await rename(join(built, file), join(dist, file));
  }
  await rm(built, { recursive: true });
  const stamp = join(dist, stampName);
  await writeFile(`${stamp}.new`, JSON.stringify({ fingerprint, files }));
  await rename(`${stamp}.new`, stamp);
  await removeOthers(dist, { files, before, clean });
}

/** Takes away what no build made of late; the types in dist are tsc's. */
export async function removeOthers(dist, { files, before = new Set(), clean }) {
  for (const file of await filesIn(dist)) {
    const isOurs = files.includes(file) || file.startsWith('.') || file.startsWith(`types${sep}`);
    if (isOurs || (!clean && (before.has(file) || !(await isOld(join(dist, file)))))) continue;
    await rm(join(dist, file));
  }
}

/** The files that the last build made. */
export async function builtFiles(dist) {
  return (await readStamp(dist)).files;
}

async function readStamp(dist) {
  try {
    const { fingerprint, files } = JSON.parse(await readFile(join(dist, stampName), 'utf8'));
    return { fingerprint, files };
  } catch {
    return { fingerprint: undefined, files: [] };
  }
}

async function isOld(path) {
  return Date.now() - (await stat(path)).mtimeMs > DAY;
}

/** The file itself, or the files in a folder and all below it, by their paths from `root` on, in order. */
async function filesIn(root, path = '') {
  const found = await stat(join(root, path)).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, 'x').length - 1))
    .sort();
}
