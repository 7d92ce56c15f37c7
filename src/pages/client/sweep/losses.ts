import { LOG_FROM_RATIO } from '../../../charts/parts/yScale.js';
import { button, chartFrame, count, dataTable, element, redraw, shown, zoomAcross } from '../charts/index.js';
import { type Curve, curvesConfiguration } from './curves.js';
import type { Selection } from './selection.js';
import type { PageSweep } from './sweep.js';

/** The losses of the chosen trials over the epochs. */
export function showLosses(section: HTMLElement, sweep: PageSweep, selection: Selection): void {
  let curves = curvesOf(sweep, selection);
  let isLog = spansMuch(curves);
  const note = element('p', '', { class: 'note', 'aria-live': 'polite' });
  section.append(note);
  const configure = () => curvesConfiguration(sweep, curves, isLog);
  const { chart, tools } = chartFrame(
    section,
    { label: 'Losses of the chosen trials over the epochs', zoomBy: zoomAcross },
    configure,
  );
  const toggle = button('Logarithmic', (pressed) => {
    isLog = !isLog;
    pressed.setAttribute('aria-pressed', String(isLog));
    chart.resetZoom('none');
    redraw(chart, configure);
  });
  toggle.setAttribute('aria-pressed', String(isLog));
  tools.prepend(toggle);
  let table = tableOf(curves);
  section.append(table);
  say();
  let before = selection.chosen.map(({ number }) => number).join();
  selection.onChange(() => {
    const now = selection.chosen.map(({ number }) => number).join();
    if (now === before) return;
    before = now;
    curves = curvesOf(sweep, selection);
    chart.resetZoom('none');
    redraw(chart, configure);
    const next = tableOf(curves);
    table.replaceWith(next);
    table = next;
    say();
  });

  function say(): void {
    const missing = selection.chosen.filter(({ number }) => !curves.some((curve) => curve.number === number));
    const none = selection.chosen.length === 0 ? 'None is chosen: choose some in the table above.' : '';
    const names = missing.map(({ number }) => count(number)).join(', ');
    note.textContent =
      missing.length === 0 ? none : `The page does not have the losses of ${names}; its trial.json does.`;
  }
}

function curvesOf({ losses }: PageSweep, selection: Selection): Curve[] {
  return selection.chosen.flatMap(({ number, look }) => {
    const own = losses.get(number);
    if (own === undefined) return [];
    const { values, epochs, epoch } = own;
    const points = values.map((value, i) => ({ x: epochs?.[i] ?? i + 1, y: value ?? Number.NaN }));
    return [{ number, look, points, epoch }];
  });
}

/** Whether a linear axis would press the curves' ends together. */
function spansMuch(curves: readonly Curve[]): boolean {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  return lowest > 0 && highest > LOG_FROM_RATIO * lowest;
}

function tableOf(curves: readonly Curve[]): HTMLElement {
  const head = ['Epoch', ...curves.map(({ number }) => `Trial ${count(number)}`)];
  return dataTable('the losses of the chosen trials', head, () => {
    const found = curves.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
    const epochs = [...new Set(found.flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);
    return epochs.map((epoch) => [
      count(epoch),
      ...found.map((own) => (own.has(epoch) ? shown(own.get(epoch)) : '')),
    ]);
  });
}
