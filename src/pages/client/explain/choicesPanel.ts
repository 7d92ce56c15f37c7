import type { SharedName } from '../../../explain/playground/choices.js';
import { type ContenderName, contenderNames, contenders } from '../../../explain/playground/contenders.js';
import { type Problem, type ProblemName, problems } from '../../../explain/playground/problems.js';
import { adam } from '../../../optimizers/adam.js';
import { button, count, element } from '../charts/index.js';
import { type Lab, usualRate } from './lab.js';
import { scales, slider } from './slider.js';
import { swatch } from './styles.js';

/** The numbers of steps that can be chosen, besides the one that the page was written with. */
const STEPS = [20, 50, 100, 200, 500, 900, 1000, 1500, 2000, 3000, 5000];

/** What a reader can choose: the problem, what runs on it, and with which numbers. */
export function showChoices(section: HTMLElement, lab: Lab): void {
  const { choices: first, look } = lab;
  section.append(
    problemPanel(lab),
    contenderPanel(lab),
    sharedPanel(lab),
    button('As the page began', () => lab.open(first, look)),
  );
}

function problemPanel(lab: Lab): HTMLElement {
  const panel = group('What they go down');
  const names = Object.keys(problems) as ProblemName[];
  const problem = select(
    'Problem',
    names.map((name) => [name, problems[name].title]),
    (chosen) => lab.choose({ ...restarted(lab, chosen as ProblemName) }),
  );
  const formula = element('p', '', { class: 'formula' });
  const starts = element('div', '', { class: 'row' });
  const lengths = [...new Set([...STEPS, lab.choices.steps])].sort((a, b) => a - b);
  const steps = select(
    'Steps',
    lengths.map((length) => [String(length), String(length)]),
    (chosen) => lab.choose({ steps: Number(chosen) }),
  );
  panel.append(problem.root, formula, starts);
  lab.when(['choices'], () => {
    const { choices, problem: shown } = lab;
    problem.input.value = choices.problem;
    steps.input.value = String(choices.steps);
    formula.textContent = shown.formula;
    if (starts.dataset['problem'] !== choices.problem) {
      starts.dataset['problem'] = choices.problem;
      starts.replaceChildren(...shown.coordinates.map((name, i) => startField(lab, name, i)), steps.root);
    }
    for (const [i, input] of starts.querySelectorAll('input').entries()) {
      const value = String(choices.start[i]);
      if (document.activeElement !== input) input.value = value;
    }
  });
  return panel;
}

/** Another problem begins with what suits it: its start, its steps, and its rates for who runs. */
function restarted({ choices }: Lab, name: ProblemName) {
  const problem: Problem = problems[name];
  const rates = Object.keys(choices.rates).map((key) => [key, usualRate(problem, key as ContenderName)]);
  return { problem: name, start: problem.start, steps: problem.steps, rates: Object.fromEntries(rates) };
}

function startField(lab: Lab, name: string, coordinate: number): HTMLElement {
  const label = element('label', '', { class: 'field' });
  const input = element('input', '', { type: 'number', step: 'any' });
  input.addEventListener('input', () => {
    const value = input.valueAsNumber;
    if (!Number.isFinite(value)) return;
    lab.choose({ start: lab.choices.start.map((old, i) => (i === coordinate ? value : old)) });
  });
  input.addEventListener('blur', () => {
    input.value = String(lab.choices.start[coordinate]);
  });
  label.append(element('span', `${name} at the start`), input);
  return label;
}

function contenderPanel(lab: Lab): HTMLElement {
  const panel = group('Who goes, and at which learning rate α');
  for (const name of contenderNames) {
    const { title } = contenders[name];
    const row = element('div', '', { class: 'contender' });
    const label = element('label');
    const box = element('input', '', { type: 'checkbox' });
    label.append(box, swatch(name), element('span', title));
    const { input, words, show } = slider(`Learning rate of ${title}`, scales.learningRate, String, (value) =>
      lab.choose({ rates: { ...lab.choices.rates, [name]: value } }),
    );
    box.addEventListener('change', () => {
      const { [name]: _, ...others } = lab.choices.rates;
      lab.choose({ rates: box.checked ? { ...others, [name]: usualRate(lab.problem, name) } : others });
    });
    row.append(label, input, words);
    panel.append(row);
    lab.when(['choices'], () => {
      const chosen = lab.choices.rates[name];
      box.checked = chosen !== undefined;
      input.hidden = words.hidden = chosen === undefined;
      if (chosen !== undefined) show(chosen);
    });
  }
  return panel;
}

function sharedPanel(lab: Lab): HTMLElement {
  const panel = group('What those share that have it');
  const memory = (beta: number) => {
    const steps = Math.round(1 / (1 - beta));
    return `${beta}, ${beta === 0 ? 'none' : `about ${count(steps)} step${steps === 1 ? '' : 's'}`}`;
  };
  const one = (name: SharedName, title: string, words: (value: number) => string) => {
    const usual = adam.hyperparameters[name].default;
    const label = element('label', '', { class: 'shared' });
    const shown = slider(title, scales[name], words, (value) => {
      const { [name]: _, ...others } = lab.choices.shared;
      // Until it is moved each optimizer has its own.
      lab.choose({ shared: value === usual ? others : { ...others, [name]: value } });
    });
    label.append(element('span', title), shown.words, shown.input);
    panel.append(label);
    lab.when(['choices'], () => shown.show(lab.choices.shared[name] ?? usual));
  };
  one('beta1', 'β1, the memory of m', memory);
  one('beta2', 'β2, the memory of v', memory);
  one('epsilon', 'ε, added to √v̂', String);
  return panel;
}

function group(title: string): HTMLElement {
  const made = element('fieldset');
  made.append(element('legend', title));
  return made;
}

function select(
  title: string,
  options: readonly (readonly [value: string, text: string])[],
  choose: (value: string) => void,
): { root: HTMLElement; input: HTMLSelectElement } {
  const root = element('label', '', { class: 'field' });
  const input = element('select');
  for (const [value, text] of options) input.append(element('option', text, { value }));
  input.addEventListener('change', () => choose(input.value));
  root.append(element('span', title), input);
  return { root, input };
}
