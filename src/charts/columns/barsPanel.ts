import type { InspectedColumn } from '../../data/inspect/scanTable.js';
import { formatCount } from '../../format.js';
import { axis } from '../parts/axes.js';
import { columnName } from '../parts/columnNames.js';
import { noteInside } from '../parts/noteInside.js';
import { barStyle, type ColumnPanel, panelOptions } from './panel.js';

const MOST_BARS = 6;
const LONGEST_TEXT = 16;
const OTHERS = 'others';

/** How many rows each of the commonest texts has, and all others together; a sentence where each row has another. */
export function barsPanel(column: InspectedColumn): ColumnPanel {
  const { texts, distinct, hasMore, kind } = column;
  const isEach = column.isIdLike || kind === 'empty';
  const shown = isEach ? [] : texts.slice(0, texts.length > MOST_BARS ? MOST_BARS - 1 : MOST_BARS);
  const others = texts.slice(shown.length).reduce((sum, { rows }) => sum + rows, 0);
  const bars = [
    ...shown.map(({ text, rows }) => ({ text: columnName(text, LONGEST_TEXT).text, rows })),
    ...(shown.length > 0 && others > 0 ? [{ text: OTHERS, rows: others }] : []),
  ];
  const note =
    kind === 'empty' ? 'no value' : `${hasMore ? 'more than ' : ''}${formatCount(distinct)} different texts`;
  const [horizontal, vertical] = [axis(''), axis('')];
  const small = { ...vertical.ticks.font, size: 11 };
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ text }) => text),
      datasets: [{ data: bars.map(({ rows }) => rows), ...barStyle(column), maxBarThickness: 22 }],
    },
    plugins: isEach ? [noteInside(note, 12)] : [],
    options: {
      ...panelOptions(column),
      indexAxis: 'y',
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          display: !isEach,
          title: { display: false },
          beginAtZero: true,
          ticks: { ...horizontal.ticks, font: small, precision: 0, maxTicksLimit: 4, maxRotation: 0 },
        },
        y: {
          ...vertical,
          type: 'category',
          display: !isEach,
          title: { display: false },
          grid: { display: false },
          ticks: { ...vertical.ticks, font: small, autoSkip: false },
        },
      },
    },
  };
}
