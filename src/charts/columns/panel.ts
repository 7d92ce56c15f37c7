import type { ChartConfiguration } from 'chart.js';
import type { InspectedColumn } from '../../data/inspect/scanTable.js';
import { formatCount } from '../../format.js';
import { columnName } from '../parts/columnNames.js';
import { baseOptions, colors } from '../parts/theme.js';

/** One of columns.png's charts. */
export type ColumnPanel = ChartConfiguration<'bar', number[]>;

const LONGEST_NAME = 32;

/** What the panels share: the column's name, and below it what is to be said of it. */
export function panelOptions(column: InspectedColumn) {
  const base = baseOptions(columnName(column.name, LONGEST_NAME).text, [wordsOf(column)]);
  const { title, subtitle } = base.plugins;
  return {
    ...base,
    layout: { padding: { top: 4, right: 20, bottom: 4, left: 14 } },
    plugins: {
      ...base.plugins,
      title: { ...title, font: { ...title.font, size: 13 }, padding: { top: 4, bottom: 2 } },
      subtitle: { ...subtitle, font: { ...subtitle.font, size: 11 }, padding: { bottom: 6 } },
      legend: { display: false },
    },
  };
}

/** The target's bars differ from the others'. */
export function barStyle({ role }: InspectedColumn) {
  return {
    backgroundColor: role === 'target' ? colors.point : colors.bar,
    borderColor: role === 'target' ? colors.pointEdge : colors.training,
    borderWidth: 0.75,
    borderSkipped: false,
  } as const;
}

function wordsOf({
  role,
  kind,
  missing,
  isConstant,
  isIdLike,
  isDateLike,
  refusal,
}: InspectedColumn): string {
  return [
    ...(role === 'target' ? ['target'] : []),
    ...(role === 'unused' ? ['not used'] : []),
    kind === 'empty' ? 'no value' : kind,
    ...(missing > 0 ? [`${formatCount(missing)} missing`] : []),
    ...(isConstant ? ['constant'] : []),
    ...(isIdLike ? ['id-like'] : []),
    ...(isDateLike ? ['date-like'] : []),
    ...(refusal === undefined ? [] : ['refused']),
  ].join(', ');
}
