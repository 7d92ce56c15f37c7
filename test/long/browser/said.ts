import { findChromium } from './pages.js';

/** Says after the tests why those of the browser were skipped. */
export default function setup(): () => void {
  return () => {
    if (findChromium() !== undefined) return;
    process.stdout.write(
      'Skipped tests: those of the browser; apt-get install chromium, or another on PATH.\n',
    );
  };
}
