import type { ContenderName } from '../../../explain/playground/contenders.js';
import { color, element } from '../charts/index.js';

type Mark = 'circle' | 'rect' | 'triangle' | 'rectRot';

/** How contenders differ without their colours: the dashes of a line, and what stands at its end. */
const looks: Record<ContenderName, { dash: readonly number[]; mark: Mark }> = {
  adam: { dash: [], mark: 'circle' },
  uncorrected: { dash: [8, 4], mark: 'rect' },
  amsgrad: { dash: [2, 4], mark: 'triangle' },
  adamw: { dash: [10, 4, 2, 4], mark: 'rectRot' },
  sgd: { dash: [6, 3], mark: 'rect' },
  momentum: { dash: [12, 3], mark: 'rect' },
  rmsprop: { dash: [3, 3], mark: 'triangle' },
  adagrad: { dash: [14, 4, 3, 4], mark: 'rectRot' },
  adadelta: { dash: [1, 3], mark: 'circle' },
  adamax: { dash: [8, 3, 2, 3], mark: 'circle' },
  nadam: { dash: [5, 5], mark: 'rect' },
  radam: { dash: [9, 3], mark: 'triangle' },
  lion: { dash: [2, 2], mark: 'rectRot' },
};

export function styleOf(name: ContenderName): { color: string; dash: number[]; mark: Mark } {
  const { dash, mark } = looks[name];
  return { color: color(`of-${name}`), dash: [...dash], mark };
}

const SVG = 'http://www.w3.org/2000/svg';

/** A piece of a contender's line with its mark, to stand before its name. */
export function swatch(name: ContenderName): HTMLElement {
  const { dash, mark } = looks[name];
  const root = element('span', '', { class: 'swatch', 'aria-hidden': 'true' });
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 40 14');
  picture.style.color = `var(--of-${name})`;
  const part = (tag: string, attributes: Record<string, string | number>) => {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    picture.append(made);
  };
  part('path', {
    d: 'M0 7H40',
    stroke: 'currentColor',
    'stroke-width': 2.5,
    'stroke-dasharray': dash.join(' '),
  });
  const outline = marks[mark](20, 7, 5);
  part('path', { d: `M${outline.map((point) => point.join(' ')).join('L')}Z`, fill: 'currentColor' });
  root.append(picture);
  return root;
}

type Outline = readonly (readonly [x: number, y: number])[];

/** A mark's corners round a point. */
export const marks: Record<Mark, (x: number, y: number, radius: number) => Outline> = {
  circle: (x, y, r) =>
    Array.from({ length: 16 }, (_, i) => {
      const angle = (i / 8) * Math.PI;
      return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    }),
  rect: (x, y, r) => [
    [x - r, y - r],
    [x + r, y - r],
    [x + r, y + r],
    [x - r, y + r],
  ],
  triangle: (x, y, r) => [
    [x, y - 1.2 * r],
    [x + 1.1 * r, y + r],
    [x - 1.1 * r, y + r],
  ],
  rectRot: (x, y, r) => [
    [x, y - 1.3 * r],
    [x + 1.3 * r, y],
    [x, y + 1.3 * r],
    [x - 1.3 * r, y],
  ],
};
