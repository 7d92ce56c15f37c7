import type { Chart, Plugin } from 'chart.js';
import type { ContenderName } from '../../../explain/playground/contenders.js';
import {
  axisOptions,
  type Configuration,
  chartFrame,
  color,
  element,
  linearTick,
  redraw,
  sharedOptions,
  shown,
  tooltipOptions,
} from '../charts/index.js';
import type { Lab } from './lab.js';
import { liveTable } from './liveTable.js';
import { createMoving } from './moving.js';
import { place, windowOf } from './place.js';
import { styleOf, swatch } from './styles.js';
import { surfaceLayer } from './surfaceLayer.js';

/** How much of a path's colour there is where it has not been yet. */
const FAINT = '59';
/** Points of the paths that the texts keep away from. */
const AVOIDED = 60;

/** The paths over their surface, or a weight over the steps: faint as they will be, and strong as far as time has come. */
export function showStage(section: HTMLElement, lab: Lab): void {
  const note = element('p', '', { class: 'muted' });
  const key = element('p', '', { class: 'row key' });
  section.append(note, key);
  let layers: Plugin<'scatter'>[] = [];
  const callAll = (hook: 'beforeDraw' | 'beforeDatasetsDraw' | 'afterDatasetsDraw') => (chart: Chart) => {
    for (const layer of layers) layer[hook]?.(chart as Chart<'scatter'>, {} as never, {}, false as never);
  };
  const configure = () => {
    layers = layersOf(lab);
    return { ...configuration(lab), plugins: [all] } as Configuration;
  };
  const all = {
    id: 'layers',
    beforeDraw: callAll('beforeDraw'),
    beforeDatasetsDraw: callAll('beforeDatasetsDraw'),
    afterDatasetsDraw: callAll('afterDatasetsDraw'),
    afterRender: () => moving?.draw(),
  };
  let moving: ReturnType<typeof createMoving> | undefined;
  const { chart } = chartFrame(section, { label: 'The paths', shape: 'stage', hasZoom: false }, configure);
  moving = createMoving(chart, lab);
  chart.canvas.addEventListener('click', (event) => putStart(chart, lab, event));
  let isFirst = true;
  lab.when(['choices'], () => {
    note.textContent =
      lab.problem.kind === 'plane'
        ? 'The bluer, the lower; faint is what is to come. A click moves the start. The arrows are the ways of −g and of the step, not their lengths.'
        : `Faint is what is to come; broad and grey is ${lab.problem.target.words}.`;
    key.replaceChildren(...lab.all.map(({ name, title }) => entry(name, title)));
    if (!isFirst) redraw(chart, configure);
    isFirst = false;
  });
  lab.when(['choices', 'time', 'look'], () => {
    moving?.draw();
    chart.canvas.setAttribute('aria-label', labelOf(lab));
  });
  section.append(
    liveTable(lab, ['choices'], () => ({
      caption: 'where each is after each step',
      head: [
        'Step',
        ...lab.all.flatMap(({ title }) => lab.problem.coordinates.map((name) => `${title}: ${name}`)),
      ],
      rows: Array.from({ length: Math.max(1, ...lab.all.map(({ points }) => points.length)) }, (_, t) => [
        String(t),
        ...lab.all.flatMap(({ points }) =>
          lab.problem.coordinates.map((_, i) => String(points[t]?.[i] ?? '')),
        ),
      ]),
    })),
  );
}

function entry(name: ContenderName, title: string): HTMLElement {
  const made = element('span');
  made.append(swatch(name), title);
  return made;
}

function labelOf({ all, t, problem }: Lab): string {
  const places = all.map(({ title, points }) => {
    const point = points[Math.min(t, points.length - 1)] ?? [];
    return `${title} at ${point.map((value) => Number(value.toPrecision(4))).join(', ')}`;
  });
  return `${problem.title} after step ${t}: ${places.join('; ')}`;
}

function layersOf(lab: Lab): Plugin<'scatter'>[] {
  const { problem, choices, all } = lab;
  if (problem.kind === 'line') return [];
  const [x = 0, y = 0] = choices.start;
  const near = all.flatMap(({ points }) => {
    const stride = Math.ceil(points.length / AVOIDED);
    return points.filter((_, i) => i % stride === 0).map((point) => place(point, 0));
  });
  return surfaceLayer(problem.surface, windowOf(lab), [x, y], near);
}

function configuration(lab: Lab): Configuration {
  const { problem, all, choices } = lab;
  const window = windowOf(lab);
  const isPlane = problem.kind === 'plane';
  const scale = (title: string, [min, max]: readonly [number, number]) => {
    const shared = axisOptions(title);
    return {
      ...shared,
      type: 'linear' as const,
      min,
      max,
      grid: { ...shared.grid, display: !isPlane },
      ticks: { ...shared.ticks, includeBounds: false, callback: linearTick },
    };
  };
  const [first = '', second = first] = problem.coordinates;
  const target =
    problem.kind === 'line'
      ? [
          {
            label: problem.target.words,
            data: Array.from({ length: choices.steps + 1 }, (_, t) => ({ x: t, y: problem.target.at(t) })),
            showLine: true,
            borderColor: color('border'),
            borderWidth: 5,
            pointRadius: 0,
            pointHitRadius: 0,
          },
        ]
      : [];
  return {
    type: 'scatter',
    data: {
      datasets: [
        ...all.map(({ name, title, points }) => {
          const { color: line, dash } = styleOf(name);
          return {
            label: title,
            data: points.map((point, t) => {
              const [x, y] = place(point, t);
              return { x, y };
            }),
            showLine: true,
            borderColor: `${line}${FAINT}`,
            backgroundColor: line,
            borderWidth: 2,
            borderDash: dash,
            pointRadius: 0,
            pointHitRadius: 8,
            pointHoverRadius: 5,
          };
        }),
        ...target,
      ],
    },
    options: {
      ...sharedOptions(),
      events: [...sharedOptions().events],
      interaction: { mode: 'nearest', axis: 'xy', intersect: true },
      scales: {
        x: scale(isPlane ? first : 'Step', window.x),
        y: scale(second, window.y),
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipOptions(),
          callbacks: {
            title: (items) => items.map(({ dataset, dataIndex }) => `${dataset.label}, step ${dataIndex}`),
            label: ({ parsed: { x, y } }) => {
              if (!isPlane) return ` ${second} = ${shown(y)}`;
              const height = problem.surface.value(x ?? 0, y ?? 0);
              return [` x = ${shown(x)}`, ` y = ${shown(y)}`, ` f = ${shown(height)}`];
            },
          },
        },
      },
    },
  };
}

/** A click on the surface is where the paths begin from then on. */
function putStart(chart: Chart, lab: Lab, { offsetX, offsetY }: MouseEvent): void {
  const { x, y } = chart.scales;
  const { left, right, top, bottom } = chart.chartArea;
  const isInside = offsetX >= left && offsetX <= right && offsetY >= top && offsetY <= bottom;
  if (lab.problem.kind !== 'plane' || !isInside || x === undefined || y === undefined) return;
  const at = (value: number | undefined) => Number((value ?? 0).toFixed(2));
  lab.choose({ start: [at(x.getValueForPixel(offsetX)), at(y.getValueForPixel(offsetY))] });
}
