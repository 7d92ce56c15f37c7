import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDirectory } from '../files/directories.js';
import { onPath } from '../files/fileErrors.js';
import { identityOfName, isSame } from '../files/fileIdentity.js';
import { patiently, wait } from '../files/patience.js';
import { asideName, makeHiddenFolder, takeAway, tidy } from './hiddenFolders.js';
import { configFileName, RunFolder } from './runFolder.js';
import { RunLock } from './runLock.js';
import { checkName, type NewRunSettings, nextNumber } from './runName.js';

/**
 * A run that is being made in a hidden folder. It takes its name in one rename once its data are good, so that bad data
 * leave no folder and an earlier run of the name stays until then, locked.
 */
export class NewRun {
  private earlier: RunLock | undefined;
  private isEnded = false;

  private constructor(
    private readonly settings: NewRunSettings,
    private readonly place: string,
    private readonly lock: RunLock,
    private readonly marker: string,
  ) {}

  /**
   * @param marker the file that says what the folder is
   * @throws UsageError if the name is taken, unless `force` is set and it is that of a run of this program which nobody
   *   works in and which does not hold the new run's data
   * @throws AdamTrainError (exit code 1) if the folder cannot be made
   */
  static begin(settings: NewRunSettings, marker = configFileName): NewRun {
    const { out, name } = settings;
    onPath(out, () => ensureDirectory(out));
    tidy(out);
    if (name !== undefined) asItStands(join(out, name), () => checkName(settings, name));
    const { place, lock } = onPath(join(out, name ?? ''), () => makeHiddenFolder(out));
    const run = new NewRun(settings, place, lock, marker);
    try {
      if (name !== undefined) run.claim(name);
      return run;
    } catch (error) {
      run.discard();
      throw error;
    }
  }

  /** The path of a file in the hidden folder. */
  file(name: string): string {
    return join(this.place, name);
  }

  /**
   * Gives the run its name.
   *
   * @param complete writes what makes the folder a run's; called again with another name where the first was just taken
   * @returns the run's folder, and its lock, which is still held
   * @throws UsageError if the name is taken by now
   */
  publish(complete: (folder: RunFolder) => void): { folder: RunFolder; lock: RunLock } {
    const { out, name: asked } = this.settings;
    for (;;) {
      const name = asked ?? nextNumber(this.settings);
      const path = join(out, name);
      complete(new RunFolder(name, path, { standsAt: this.place }));
      if (asked !== undefined) this.claim(asked);
      if (!onPath(path, () => this.moveIn(path, name))) continue; // taken at this moment: checked again, or the next number
      const { lock } = this;
      lock.moveTo(path);
      this.isEnded = true;
      return { folder: new RunFolder(name, path, { marker: this.marker, check: () => lock.check() }), lock };
    }
  }

  /** Takes the hidden folder away, and frees the earlier run. Once the run has its name, nothing is to be taken away. */
  discard(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.earlier?.release();
    patiently(() => rmSync(this.place, { recursive: true, force: true }));
  }

  /** Checks that the run may have the name, and locks an earlier run of that name. */
  private claim(name: string): void {
    const path = join(this.settings.out, name);
    asItStands(path, () => {
      checkName(this.settings, name);
      if (this.settings.force && identityOfName(path) !== undefined) this.earlier ??= RunLock.take(path);
    });
  }

  /** False if the name is taken. */
  private moveIn(path: string, name: string): boolean {
    const { earlier } = this;
    if (earlier === undefined || identityOfName(path) === undefined) return rename(this.place, path);
    earlier.check();
    const aside = join(this.settings.out, asideName(name));
    patiently(() => renameSync(path, aside));
    earlier.moveTo(aside);
    try {
      patiently(() => renameSync(this.place, path));
    } catch (error) {
      patiently(() => renameSync(aside, path));
      earlier.moveTo(path);
      throw error;
    }
    takeAway(aside);
    return true;
  }
}

/** More than the moment between the two renames of another run, on a machine that has much to do. */
const PAUSES_MS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * Looks at what stands at a path, which takes more than one look: once more where another run takes its place meanwhile, as
 * what the looks say together is true of neither.
 *
 * @throws what the look threw that saw one thing alone
 */
function asItStands(path: string, look: () => void): void {
  for (const pause of PAUSES_MS) {
    const before = identityOfName(path);
    try {
      look();
      return;
    } catch (error) {
      if (isSame(before, identityOfName(path))) throw error;
    }
    wait(pause);
  }
  look();
}

/** A rename into a name that is free, or an empty folder's; false if it is not. */
function rename(from: string, to: string): boolean {
  return patiently(() => {
    try {
      renameSync(from, to);
      return true;
    } catch (error) {
      if (identityOfName(to) === undefined) throw error;
      return false;
    }
  });
}
