import { button, count, element } from '../charts/index.js';
import type { Lab } from './lab.js';

/** Steps a second. */
const SPEEDS = [1, 4, 20, 100, 400];
const USUAL = 20;
/** How long each picture stays for a reader who wants little motion. */
const STILL = 500;

/** Lets time go: on its own, step by step, or to where a slider is put. It never begins to go by itself. */
export function showPlayer(root: HTMLElement, lab: Lab, said: HTMLElement): void {
  let speed = USUAL;
  let playing: number | undefined;
  const wantsStill = matchMedia('(prefers-reduced-motion: reduce)');

  const stop = () => {
    if (playing !== undefined) cancelAnimationFrame(playing);
    playing = undefined;
    play.textContent = 'Play';
  };
  const start = () => {
    if (lab.t >= lab.choices.steps) lab.goTo(0);
    play.textContent = 'Pause';
    let last = performance.now();
    let owed = 0;
    const frame = (now: number) => {
      owed += ((now - last) * speed) / 1000;
      last = now;
      // With little motion wanted the picture changes twice a second, by as many steps as are due.
      if (owed >= (wantsStill.matches ? Math.max(1, (speed * STILL) / 1000) : 1)) {
        lab.goTo(lab.t + Math.floor(owed));
        owed -= Math.floor(owed);
      }
      if (lab.t >= lab.choices.steps) stop();
      else playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
  };
  const go = (t: number) => {
    stop();
    lab.goTo(t);
    said.textContent = inWords(lab);
  };
  const play = button('Play', () => (playing === undefined ? start() : stop()));
  const time = element('input', '', { type: 'range', min: '0', step: '1', 'aria-label': 'Step' });
  time.addEventListener('input', () => {
    stop();
    lab.goTo(time.valueAsNumber);
  });
  const shown = element('span', '', { class: 'value', 'aria-hidden': 'true' });
  const pace = element('select', '', { 'aria-label': 'Speed' });
  for (const each of SPEEDS)
    pace.append(element('option', `${each} step${each === 1 ? '' : 's'} a second`, { value: String(each) }));
  pace.value = String(USUAL);
  pace.addEventListener('change', () => {
    speed = Number(pace.value);
  });
  root.append(
    button('Reset', () => go(0)),
    button('Back', () => go(lab.t - 1)),
    play,
    button('Forward', () => go(lab.t + 1)),
    time,
    shown,
    pace,
  );
  lab.when(['choices'], () => {
    time.max = String(lab.choices.steps);
  });
  lab.when(['choices', 'time'], () => {
    const { t, choices } = lab;
    time.value = String(t);
    shown.textContent = `step ${count(t)} of ${count(choices.steps)}`;
    time.setAttribute('aria-valuetext', `${t} of ${choices.steps}`);
  });
  lab.when(['choices'], () => {
    if (playing !== undefined && lab.t >= lab.choices.steps) stop();
  });
}

/** Where each is, for who cannot see it. */
function inWords({ t, all, problem }: Lab): string {
  const places = all.map(({ title, points }) => {
    const point = points[t];
    if (point === undefined) return `${title} has run off`;
    return `${title} at ${point.map((value, i) => `${problem.coordinates[i]} ${Number(value.toPrecision(4))}`).join(', ')}`;
  });
  return `Step ${t}: ${places.join('; ')}`;
}
