import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { AdamTrainError } from '../../errors.js';

/** What gives a file to the browser that the user has chosen: no shell, which would read the file's name. */
function opener(platform: NodeJS.Platform): [command: string, ...args: string[]] {
  if (platform === 'darwin') return ['open'];
  // As `start` does, which is a word of Windows' shell.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** Within this time it says whether there is a browser. One that is a browser's own process lasts longer. */
const MILLISECONDS_TO_FAIL = 1500;

/**
 * Shows a file in the system's browser, and does not wait until it is closed.
 *
 * @throws AdamTrainError (exit code 1) with the file's path, if there is no browser
 */
export async function showInBrowser(path: string, platform = process.platform): Promise<void> {
  const file = resolve(path);
  const [command, ...args] = opener(platform);
  const browser = spawn(command, [...args, pathToFileURL(file).href], { detached: true, stdio: 'ignore' });
  browser.unref();
  if (await fails(browser)) {
    throw new AdamTrainError(
      `A browser must be there for ${command} to show the page, and it found none; open the file yourself: ${file}`,
    );
  }
}

async function fails(browser: ChildProcess): Promise<boolean> {
  const patience = new AbortController();
  const { signal } = patience;
  try {
    const ended = once(browser, 'exit', { signal }).then(([code]) => code !== 0);
    return await Promise.race([ended, wait(MILLISECONDS_TO_FAIL, false, { signal })]);
  } catch {
    return true; // it could not be started
  } finally {
    patience.abort();
  }
}
