import { commandsOf } from '../../../explain/playground/choices.js';
import { arrival, arrivalTitle, formatFigure } from '../../../explain/surfaces/arrival.js';
import { count, element, figures } from '../charts/index.js';
import type { Lab } from './lab.js';

/** Where each is now and where it ends, as `explain` prints it, and the commands that print it. */
export function showEnds(section: HTMLElement, lab: Lab): void {
  const frame = element('div', '', {
    class: 'wide',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Where each one ends',
  });
  const intro = element('p', '', { class: 'muted' });
  const commands = element('div');
  section.append(frame, intro, commands);
  lab.when(['choices'], () => {
    frame.replaceChildren(tableOf(lab));
    intro.textContent =
      lab.all.length === 0
        ? 'Nobody is chosen.'
        : lab.problem.kind === 'plane'
          ? 'The same numbers come from the terminal, with a picture to keep:'
          : 'This example with its own settings, in words and with a picture to keep:';
    commands.replaceChildren(
      ...(lab.all.length === 0 ? [] : commandsOf(lab.choices)).map((command) =>
        element('pre', command, { tabindex: '0' }),
      ),
    );
  });
}

function tableOf({ all, problem }: Lab): HTMLElement {
  const surface = problem.kind === 'plane' ? problem.surface : undefined;
  const hasMinimum = surface?.minimum !== undefined;
  const near = surface === undefined ? [] : [arrivalTitle(hasMinimum)];
  const head = ['Optimizer', ...near, 'α', 'steps', ...problem.coordinates, ...(surface ? ['f(x, y)'] : [])];
  const rows = all.map((path) => {
    const last = path.points.at(-1) ?? [];
    const [x = 0, y = 0] = last;
    return [
      path.title,
      ...(surface === undefined ? [] : [arrival(path, hasMinimum)]),
      String(path.learningRate),
      count(path.points.length - 1),
      ...last.map(formatFigure),
      ...(surface === undefined ? [] : [formatFigure(surface.value(x, y))]),
    ];
  });
  return figures(head, rows);
}
