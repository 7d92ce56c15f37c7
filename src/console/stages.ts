import { SingleBar } from 'cli-progress';
import { formatSeconds } from '../format.js';
import { printable } from '../text.js';
import { print } from './print.js';

/** Shows the stages of long work as they come and go. */
export interface Stages {
  /** Does the work and shows its name, its time and, now and then, its detail; afterwards what it came to. */
  stage<Result>(name: string, work: () => Promise<Result>, detail?: () => string): Promise<Result>;
  note(line: string): void;
}

const MILLISECONDS_BETWEEN_LOOKS = 250;

export function createStages(stream: NodeJS.WriteStream): Stages {
  const note = (line: string) => print(stream, line);
  return {
    note,
    stage: async (name, work, detail = () => '') => {
      const started = performance.now();
      const facts = (seen: string) => {
        const time = formatSeconds((performance.now() - started) / 1000);
        return seen === '' ? time : `${seen}, ${time}`;
      };
      const running = stream.isTTY ? runningLine(stream, name, () => facts(detail())) : undefined;
      if (running === undefined) note(`${name} …`);
      let seen = '';
      // The last look before the end: afterwards what was measured may be gone.
      const look = setInterval(() => {
        seen = detail() || seen;
      }, MILLISECONDS_BETWEEN_LOOKS);
      try {
        const result = await work();
        seen = detail() || seen;
        running?.stop();
        note(`${name}: ${facts(seen)}`);
        return result;
      } finally {
        clearInterval(look);
        running?.stop();
      }
    },
  };
}

/** One line that is rewritten while the work goes on. */
function runningLine(stream: NodeJS.WriteStream, name: string, facts: () => string): { stop: () => void } {
  const line = new SingleBar({ stream, format: '{name} … {facts}', clearOnComplete: true });
  line.start(1, 0, { name: printable(name), facts: facts() });
  const timer = setInterval(() => line.update(0, { facts: facts() }), MILLISECONDS_BETWEEN_LOOKS);
  return {
    stop: () => {
      clearInterval(timer);
      line.stop();
    },
  };
}
