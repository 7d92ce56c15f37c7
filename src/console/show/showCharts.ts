import { existsSync, readFileSync } from 'node:fs';
import { lossChart } from '../../charts/loss/lossChart.js';
import type { Losses } from '../../charts/parts/runChart.js';
import { predictionsChart } from '../../charts/predictionsChart.js';
import type { JobOutcome } from '../../job/job.js';
import { command, print } from '../print.js';
import { isTerminalGone } from '../signals.js';
import { askTerminal } from './askTerminal.js';
import { type Answer, inlinePicture, pictureSize, usualRatio } from './graphics.js';
import { lossPlot } from './lossPlot.js';
import { describeTerminal, isInForeground } from './terminal.js';

/** What of a run a terminal shows. */
interface Shown {
  losses: Losses;
  /** A picture's PNG by its file's name, if the run has it; asked for where the terminal takes pictures. */
  picture: (fileName: string) => Buffer | undefined;
}

/** Shows the charts of a run that has ended, as they stand in its folder. */
export function showRun(
  { losses, folder }: Pick<JobOutcome, 'losses' | 'folder'>,
  guard: Guard,
): Promise<void> {
  const picture = (fileName: string) => {
    const path = folder.file(fileName);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  return showCharts({ losses, picture }, guard);
}

/** Sees to it that the terminal gets its mode back if the process ends before; gives what takes that back. */
type Guard = (restore: () => void) => () => void;

const shownCharts = [lossChart, predictionsChart];

/**
 * Shows a run's charts on the terminal: its pictures where it takes them, and else the curves of its losses in braille or ASCII.
 */
export async function showCharts({ losses, picture }: Shown, guard: Guard): Promise<void> {
  const { stdin, stdout } = process;
  if (isTerminalGone()) return;
  const canAnswer = stdin.isTTY && isInForeground();
  const { isAsked, presumed, letters } = describeTerminal(process.env, process.platform, canAnswer);
  const draw = ({ graphics, cellRatio }: Answer) => {
    const screen = { columns: stdout.columns || 80, rows: stdout.rows || 24 };
    print(stdout, '');
    if (graphics === undefined) return print(stdout, ...lossPlot(losses, { ...screen, dots: letters }));
    for (const png of shownCharts.flatMap(({ fileName }) => picture(fileName) ?? [])) {
      command(stdout, `${inlinePicture(graphics, png, pictureSize(png, cellRatio, screen))}\n`);
    }
  };
  if (!isAsked) return draw({ graphics: presumed, cellRatio: usualRatio });
  await askTerminal({ stdin, stdout, guard, exit: (code) => process.exit(code) }, draw);
}
