import type { ContenderName } from '../../../explain/playground/contenders.js';
import { type Followed, hasLines, stepAt } from '../../../explain/playground/follow.js';
import { type Kept, numbersIn, written } from '../../../explain/walk/numbersIn.js';
import { type WalkLine, type WalkStep, walkLines } from '../../../explain/walk/walk.js';
import { count, element } from '../charts/index.js';
import type { Lab } from './lab.js';

/** Algorithm 1 line by line, with the numbers of the step that time has come to. */
export function showLines(section: HTMLElement, lab: Lab): void {
  const title = section.querySelector('h2');
  const chooser = element('div', '', { class: 'row' });
  const list = element('ol', '', { class: 'lines' });
  const note = element('p', '', { class: 'muted' });
  section.append(chooser, note, list);
  const names = radios('Whose numbers', (name) => lab.lookAt({ name: name as ContenderName }));
  const coordinates = radios('In which coordinate', (i) => lab.lookAt({ coordinate: Number(i) }));
  chooser.append(names.root, coordinates.root);
  lab.when(['choices', 'look'], () => {
    const { all, look, problem } = lab;
    names.show(
      all.filter((each) => hasLines(each.name)).map(({ name, title: text }) => [name, text]),
      look.name,
    );
    coordinates.show(
      problem.coordinates.map((text, i) => [String(i), text]),
      String(look.coordinate),
    );
  });
  lab.when(['choices', 'look', 'time'], () => {
    const { seen, look } = lab;
    const t = stepOf(lab);
    const step = seen && stepAt(seen, t, look.coordinate);
    if (title)
      title.textContent = seen && t > 0 ? `Step ${count(t)} of ${seen.title}, line by line` : 'Line by line';
    note.textContent = noteOf(lab);
    list.replaceChildren(
      ...(seen === undefined ? [] : linesOf(lab, seen).map((line) => item(lab, seen, line, step))),
    );
  });
}

/** The step that the lines are of: of one that ran off its last. */
function stepOf({ seen, t }: Lab): number {
  return Math.min(t, (seen?.points.length ?? Number.POSITIVE_INFINITY) - 1);
}

function noteOf(lab: Lab): string {
  const { seen, t } = lab;
  if (seen === undefined)
    return 'Algorithm 1 is Adam’s: choose Adam, AMSGrad or AdamW above to see its lines.';
  if (t === 0) return 'm and v are 0. Press Forward for the first step.';
  if (t > stepOf(lab)) return `It ran off in step ${count(seen.leftAfter ?? seen.points.length)}.`;
  return '';
}

type Line = Pick<WalkLine, 'formula' | 'words' | 'key'>;

function linesOf({ problem }: Lab, { walk }: Followed): Line[] {
  if (walk === undefined) return [];
  const lines: Line[] = walkLines(walk, { clipped: false, scheduled: false, penalized: false });
  if (problem.kind === 'plane' || problem.weight.confine === undefined) return lines;
  return [
    ...lines.slice(0, -1),
    { formula: 'θ ← θ − Δ, put back into [−1, 1]', words: 'the new weight', key: 'weightAfter' },
  ];
}

function item(
  lab: Lab,
  seen: Followed,
  { formula, words, key }: Line,
  step: WalkStep | undefined,
): HTMLElement {
  const made = element('li', '', { 'data-key': key });
  const symbols = element('span', '', { class: 'formula' });
  symbols.append(...subscripted(formula));
  const reckoned = element('span', '', { class: 'reckoned' });
  if (step !== undefined && seen.walk !== undefined) {
    const text =
      key === 'gradient' ? slopeOf(lab, seen) : numbersIn(key, step, keptBefore(lab, seen), seen.walk);
    if (text !== '') reckoned.append(`${text} = `);
    reckoned.append(element('b', written(step[key] ?? Number.NaN)));
  }
  made.append(symbols, element('span', words, { class: 'muted' }), reckoned);
  return made;
}

/** β1 as one writes it. */
function subscripted(formula: string): (string | HTMLElement)[] {
  return formula.split(/(?<=β)([12])/).map((part) => (/^[12]$/.test(part) ? element('sub', part) : part));
}

function slopeOf(lab: Lab, { points }: Followed): string {
  const {
    problem,
    look: { coordinate },
  } = lab;
  const t = stepOf(lab);
  const at = (points[t - 1] ?? []).map(written).join(', ');
  const name = problem.coordinates[coordinate];
  return problem.kind === 'plane' ? `∂f/∂${name} at (${at})` : `f′(${name}) in step ${count(t)} at ${at}`;
}

function keptBefore(lab: Lab, { seen }: Followed): Kept {
  const { coordinate } = lab.look;
  const kept = (slot: string) => seen[stepOf(lab) - 2]?.state[slot]?.[coordinate] ?? 0;
  return { m: kept('m'), v: kept('v'), vMax: kept('vMax') };
}

type Option = readonly [value: string, text: string];

function radios(title: string, choose: (value: string) => void) {
  const root = element('fieldset', '', { class: 'radios' });
  const legend = element('legend', title);
  let made = '';
  return {
    root,
    show: (options: readonly Option[], chosen: string) => {
      // Made anew only where there are others: one of them may be in focus.
      root.hidden = options.length < 2;
      if (made !== String(options))
        root.replaceChildren(legend, ...options.map((each) => radio(title, each, choose)));
      made = String(options);
      for (const input of root.querySelectorAll('input')) input.checked = input.value === chosen;
    },
  };
}

function radio(name: string, [value, text]: Option, choose: (value: string) => void): HTMLElement {
  const label = element('label');
  const input = element('input', '', { type: 'radio', name, value });
  input.addEventListener('change', () => choose(value));
  label.append(input, element('span', text));
  return label;
}
