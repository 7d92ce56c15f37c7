import { isTracedEpoch, lastTracedEpoch, tracedEpochs } from '../training/trace/tracedEpochs.js';
import type { Work } from '../turns.js';
import { damaged } from './damage.js';
import { checkCells, ROWS_BETWEEN_PAUSES, readCell, readRows } from './readRows.js';
import { traceColumns } from './trace.js';

/**
 * Counts trace.csv, in turns: every step that it has must be whole, and every epoch in it must end with its last step.
 *
 * @param epochs how many the run has
 * @param linesAStep one for each parameter, and one for all of them
 * @param hasLastStep whether the last epoch must be there; one that went wrong may have taken no step
 * @returns how many epochs that are traced it lacks before its last one, as after a part of it was lost
 * @throws AdamTrainError (exit code 1) if it does not fit the run
 */
export function* checkTrace(
  path: string,
  { epochs, linesAStep, hasLastStep }: { epochs: number; linesAStep: number; hasLastStep: boolean },
): Work<number> {
  let [epoch, step, lines, found, line] = [0, 0, 0, 0, 1];
  let ended = true;
  const endStep = () => {
    if (lines !== linesAStep && step > 0) {
      throw damaged(path, `it has ${lines} lines of step ${step} instead of ${linesAStep}`);
    }
  };
  const endEpoch = () => {
    if (!ended) throw damaged(path, `it lacks the last step of epoch ${epoch}`);
  };
  for (const row of readRows(path)) {
    line = row.line;
    if (line % ROWS_BETWEEN_PAUSES === 0) yield;
    if (line === 1) continue;
    checkCells(path, row, traceColumns.length);
    const [nextEpoch, nextStep] = [readCell(path, row, 0), readCell(path, row, 1)];
    if (nextStep !== step) {
      endStep();
      if (!(nextStep > step && nextEpoch >= epoch)) throw damaged(path, `line ${line} is out of order`);
      [step, lines] = [nextStep, 0];
      if (nextEpoch !== epoch) {
        endEpoch();
        if (isTracedEpoch(nextEpoch)) found++;
        epoch = nextEpoch;
      }
      ended = row.cells[2] === 'epoch_end';
    }
    lines++;
  }
  endStep();
  if (hasLastStep || epoch < epochs) endEpoch();
  const least = lastTracedEpoch(hasLastStep ? epochs : epochs - 1);
  if (epoch < least || epoch > epochs) {
    throw damaged(path, `it ends with epoch ${epoch}, and summary.json counts ${epochs}`);
  }
  return tracedEpochs(epoch) - found;
}
