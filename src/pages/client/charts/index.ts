// What the pages' charts are made of, Chart.js with it: bundled once, and in each page before its own script.
import './nearestOfEach.js';

export { limitsAround } from '../../../charts/parts/limits.js';
export { linearTick, logAxis } from '../../../charts/parts/ticks.js';
export { chartFrame, endCharts, redraw } from './chartFrame.js';
export {
  axisOptions,
  type Configuration,
  evenWidth,
  legendOptions,
  type PageChart,
  sharedOptions,
  tooltipOptions,
  zoomOptions,
} from './chartOptions.js';
export { color, onColors } from './colors.js';
export { countAxis, curveOptions, logEnds, valueAxis } from './curveOptions.js';
export { dataTable, figures } from './dataTable.js';
export { button, element } from './elements.js';
export { keepPoint } from './keyboard.js';
export { count, shown } from './numbers.js';
export { fittedTitle } from './titleLines.js';
export { zoomAcross } from './zoomBy.js';
