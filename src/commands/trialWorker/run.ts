import { onInterruption } from '../../console/signals.js';
import { untilExit } from '../../console/watchJob.js';
import { AdamTrainError, exitCodes, OutOfMemory, UsageError } from '../../errors.js';
import { systemCode, unforeseen } from '../../files/fileErrors.js';
import { ChangedData } from '../../sweep/changedData.js';
import type { FromWorker, ToWorker } from '../../sweep/pool/messages.js';
import { runTrial } from '../../sweep/runTrial.js';
import type { TrialTask } from '../../sweep/trial.js';
import { oneLine } from '../../text.js';

const LONGEST_MESSAGE = 200;

/**
 * The hidden command `trial-worker`: trains the trials that its parent sends, until that is gone.
 *
 * @throws UsageError if nobody sends any
 */
export function trialWorker(): Promise<void> {
  if (process.send === undefined) {
    throw new UsageError('trial-worker is run by adam-train sweep, and not by hand; run adam-train sweep.');
  }
  let isStopped = false;
  // Ctrl-C reaches the whole group: the sweep says what is to become of it.
  onInterruption(() => {
    isStopped = true;
  });
  process.on('disconnect', () => process.exit(exitCodes.internal));
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') isStopped = true;
    else void answerTo(message.task, () => isStopped).then((answer) => process.send?.(answer));
  });
  return new Promise(() => {}); // the parent ends it
}

async function answerTo(task: TrialTask, isStopped: () => boolean): Promise<FromWorker> {
  try {
    const result = await runTrial(task, isStopped, untilExit);
    return result === undefined ? { kind: 'stopped' } : { kind: 'trained', result };
  } catch (error) {
    const said = error instanceof AdamTrainError ? error : unforeseen(error);
    if (said !== undefined && isHopeless(said)) {
      return { kind: 'hopeless', sentence: said.message, exitCode: said.exitCode };
    }
    if (said !== undefined) {
      return { kind: 'failed', reason: said.message, isForeseen: !(said instanceof OutOfMemory) };
    }
    const message = oneLine(error instanceof Error ? error.message : String(error), LONGEST_MESSAGE);
    return { kind: 'failed', reason: `adam-train failed inside: ${message}.`, isForeseen: false };
  }
}

/** Whether the trial is not to blame: its data have changed, or the system lets nothing be written or read. */
function isHopeless(error: AdamTrainError): boolean {
  return error instanceof ChangedData || systemCode(error.cause) !== undefined;
}
