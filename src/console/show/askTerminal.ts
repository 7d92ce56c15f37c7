import type { EventEmitter } from 'node:events';
import { exitCodes } from '../../errors.js';
import { command, type Output } from '../print.js';
import { type Answer, isAnswered, question, readAnswers } from './graphics.js';

/** How long the pictures wait for an answer. */
const PATIENCE = 200;
/** How long an answer that comes later is waited for, so that it does not stand behind the next prompt. */
const LATEST = 1000;
/** More is no answer. */
const MOST_CHARACTERS = 4096;
const CTRL_C = '\x03';

/** What of standard input is used. */
type Keyboard = EventEmitter & { [Name in 'resume' | 'pause']: () => unknown } & {
  setRawMode: (isRaw: boolean) => unknown;
};

interface Asked {
  stdin: Keyboard;
  stdout: Output;
  /** Sees to it that the terminal gets its mode back if the process ends before; gives what takes that back. */
  guard: (restore: () => void) => () => void;
  /** In place of the signal that Ctrl-C is not in that time. */
  exit: (code: number) => void;
}

/**
 * Asks a terminal how it takes pictures, and draws when it has answered, or has not for 200 ms. Until then, and while a late
 * answer is waited for, what is typed goes to us and is not shown.
 *
 * @param draw what is drawn, given its answer
 */
export async function askTerminal(
  { stdin, stdout, guard, exit }: Asked,
  draw: (answer: Answer) => void,
): Promise<void> {
  let answers = '';
  let isOver = false;
  let isInterrupted = false;
  let heard = () => {};
  const onData = (data: Buffer | string) => {
    answers = (answers + data.toString('latin1')).slice(-MOST_CHARACTERS);
    isInterrupted ||= data.includes(CTRL_C);
    isOver ||= isInterrupted || isAnswered(answers);
    if (isOver) heard();
  };
  const onError = () => {
    isOver = true; // it is gone
    heard();
  };
  const until = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      heard = () => {
        clearTimeout(timer);
        resolve();
      };
      if (isOver) heard();
    });
  const restore = () => {
    stdin.setRawMode(false);
    stdin.pause();
  };

  stdin.on('error', onError);
  stdin.on('data', onData);
  const leave = guard(restore);
  try {
    stdin.setRawMode(true);
    stdin.resume();
    command(stdout, question);
    await until(PATIENCE);
    if (!isInterrupted) draw(readAnswers(answers));
    await until(LATEST - PATIENCE);
  } finally {
    restore();
    leave();
    stdin.off('data', onData);
    stdin.off('error', onError);
  }
  if (isInterrupted) exit(exitCodes.interrupted);
}
