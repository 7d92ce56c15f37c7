import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { contourLines, highest, logLevels } from '../../explain/surfaces/contours.js';
import type { PlaneFunction, Point, Window } from '../../explain/surfaces/functions.js';
import { type Path, regionAround } from '../../explain/surfaces/paths.js';
import { formatCount } from '../../format.js';
import { linearAxis } from '../parts/axes.js';
import { lineLegend } from '../parts/legend.js';
import { limitsAround } from '../parts/limits.js';
import { seriesStyle } from '../parts/series.js';
import { subtitle } from '../parts/subtitle.js';
import { baseOptions, colors } from '../parts/theme.js';
import { renderPng } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { fontFamilies } from '../png/systemFonts.js';
import { contourLayer, pixel } from './contourLayer.js';
import { cornersOf, type Mark, marksLayer, placeMark } from './marksLayer.js';

const size: ChartSize = { width: 900, height: 720 };

/** A path, and its optimizer's name as the paper writes it. */
type NamedPath = Pick<Path, 'learningRate' | 'points'> & { title: string };

/** What optimizers did on a surface. */
export interface SurfacePaths {
  name: string;
  surface: PlaneFunction;
  start: Point;
  paths: readonly NamedPath[];
  /** The most that a path has. */
  steps: number;
}

const LINE = 'rgba(87, 96, 106, 0.38)';
const MOST_POINTS = 5000;
const MARKS = 12;

type PathDataset = ChartDataset<'scatter', { x: number; y: number }[]>;

/** The paths of optimizers over the contours of a surface, as a PNG's bytes. */
export function drawPaths(input: SurfacePaths): Promise<Buffer> {
  return renderPng(pathConfiguration(input), size);
}

export function pathConfiguration({
  name,
  surface,
  start,
  paths,
  steps,
}: SurfacePaths): ChartConfiguration<'scatter'> {
  const limits = limitsOf(surface, paths, start);
  const window: Window = { x: [limits.x.min, limits.x.max], y: [limits.y.min, limits.y.max] };
  const top = highest(surface.value, window);
  const levels = logLevels(surface.minimum && surface.value(...surface.minimum), top);
  const contours = contourLines(surface.value, window, levels).map((segments, i) => ({
    level: levels[i] as number,
    segments,
  }));
  const base = baseOptions(
    `Paths over ${name}: f(x, y) = ${surface.formula}`,
    subtitle(
      [
        `from (${start.join(', ')})`,
        `at most ${formatCount(steps)} steps, a mark after every ${formatCount(markEvery(paths))}, a large one at the end`,
        'grey: lines of equal f, with its value',
        ...(surface.minimum === undefined
          ? ['f has no minimum: it falls without end to both sides of y = 0']
          : []),
      ],
      size,
      1,
    ),
  );
  const scaleOf = (title: 'x' | 'y') => ({
    ...linearAxis(title, limits[title]),
    grid: { display: false },
  });
  const look = { ...colors, contour: LINE, paper: 'white', fontFamilies: fontFamilies() };
  const avoid = [start, ...paths.flatMap(({ points }) => thin(points, 200))];
  const marks: Mark[] = [
    { kind: 'start', point: start, text: 'start' },
    ...(surface.minimum
      ? [
          {
            kind: 'minimum' as const,
            point: surface.minimum,
            text: `minimum (${surface.minimum.join(', ')})`,
          },
        ]
      : []),
  ];
  return {
    type: 'scatter',
    data: { datasets: paths.map((path, i) => pathLine(path, i, markEvery(paths))) },
    plugins: [
      contourLayer(
        contours,
        (chart) => [
          ...avoid.map((point) => pixel(chart, point)),
          ...marks.flatMap((mark) => cornersOf(placeMark(chart, mark, avoid))),
        ],
        look,
      ),
      marksLayer(marks, avoid, look),
    ],
    options: {
      ...base,
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42, 2.5) },
      scales: { x: scaleOf('x'), y: scaleOf('y') },
    },
  };
}

function pathLine({ title, learningRate, points }: NamedPath, index: number, every: number): PathDataset {
  const { color, dash, point } = seriesStyle(index);
  const shown = thin(points, MOST_POINTS);
  const stride = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  const last = shown.length - 1;
  const radius = shown.map((_, i) => (i === last ? 6.5 : i > 0 && (i * stride) % every < stride ? 3.5 : 0));
  return {
    label: `${title}, lr ${learningRate}`,
    data: shown.map(([x, y]) => ({ x, y })),
    showLine: true,
    borderColor: color,
    backgroundColor: color,
    borderWidth: 2.25,
    borderDash: [...dash],
    pointStyle: point,
    pointRadius: radius,
    pointBorderColor: 'white',
    pointBorderWidth: 1,
    clip: 6,
    order: -index, // dashes and dots over the lines before them
  };
}

/** A distance between marks that gives about a dozen of them on the longest path: 10, 20, 50, 100 … steps. */
function markEvery(paths: readonly NamedPath[]): number {
  const longest = Math.max(...paths.map(({ points }) => points.length - 1));
  const rough = Math.max(1, longest / MARKS);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) as number) * power;
}

/** The function's window, and what of the paths is shown; a path that left it has its last point beyond. */
function limitsOf({ window }: PlaneFunction, paths: readonly NamedPath[], start: Point) {
  const region = regionAround(window, start);
  const along = (axisOf: 'x' | 'y', coordinate: 0 | 1) => {
    const [low, high] = window[axisOf];
    const [first, last] = region[axisOf];
    const seen = [start[coordinate]];
    for (const { points } of paths) {
      for (const point of points) {
        const value = point[coordinate];
        if (value > first && value < last) seen.push(value);
      }
    }
    // limitsAround adds a margin, which the window has already.
    const margin = 0.04 * (high - low);
    return limitsAround([low + margin, high - margin, ...seen]);
  };
  return { x: along('x', 0), y: along('y', 1) };
}

/** At most `most` of the points and the last one, evenly taken. */
function thin<T>(points: readonly T[], most: number): T[] {
  const stride = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, i) => i % stride === 0 || i === points.length - 1);
}
