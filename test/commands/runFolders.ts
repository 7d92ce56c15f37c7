import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resume as resumeGiven } from '../../src/commands/resume/run.js';
import { type TrainSettingName, trainSettings } from '../../src/config/trainSettings.js';

/** `adam-train resume FOLDER` with flags as they are typed. */
export function resume(folder: string, flags: Partial<Record<TrainSettingName, string>> = {}): Promise<void> {
  const given = Object.entries(flags).map(([key, text]) => {
    const { flag, range } = trainSettings[key as TrainSettingName];
    return [key, { name: flag, text, value: range.read(text) }];
  });
  return resumeGiven(folder, Object.fromEntries(given));
}

/** The checksum of each file below a folder. */
export function checksums(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

/** metrics.csv without the time that the epochs took. */
export function timelessMetrics(...parts: string[]): string[] {
  return readFileSync(join(...parts), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(0, line.lastIndexOf(',')));
}

export function editJson(path: string, edit: (content: Record<string, unknown>) => void): string {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  edit(content);
  return `${JSON.stringify(content, null, 2)}\n`;
}
