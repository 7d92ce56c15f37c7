import { SingleBar } from 'cli-progress';
import { printable } from '../text.js';
import { print } from './print.js';

/** Shows how much of a large file is read. */
export interface Loading {
  update(bytes: number, total: number | undefined): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

const SHOWN_FROM_BYTES = 20e6;
const MEGABYTE = 1e6;

export function createLoading(name: string, stream: NodeJS.WriteStream, quiet: boolean): Loading {
  if (quiet) return { update: () => {}, stop: () => {} };
  return stream.isTTY ? bar(name, stream) : line(name, stream);
}

/** A bar on a terminal, gone at the end. */
function bar(name: string, stream: NodeJS.WriteStream): Loading {
  const shown = new SingleBar({
    stream,
    format: 'reading {name} {bar} {value}/{total} MB',
    barsize: 24,
    clearOnComplete: true,
  });
  let isOn = false;
  return {
    update: (bytes, total) => {
      if (bytes < SHOWN_FROM_BYTES) return;
      if (!isOn) shown.start(Math.ceil((total ?? bytes) / MEGABYTE), 0, { name: printable(name) });
      isOn = true;
      if (total === undefined) shown.setTotal(Math.ceil(bytes / MEGABYTE));
      shown.update(Math.floor(bytes / MEGABYTE));
    },
    stop: () => {
      if (isOn) shown.stop();
    },
  };
}

/** One line in a log. */
function line(name: string, stream: NodeJS.WriteStream): Loading {
  let isSaid = false;
  return {
    update: (bytes) => {
      if (isSaid || bytes < SHOWN_FROM_BYTES) return;
      isSaid = true;
      print(stream, `reading ${name} …`);
    },
    stop: () => {},
  };
}
