import { type ExampleChartInput, exampleChart, exampleChartSize } from './exampleChart.js';
import { type PathChartInput, pathChart, pathChartSize } from './path/pathChart.js';
import { renderPng } from './png/renderPng.js';

/** path.png's bytes. */
export function drawPaths(input: PathChartInput): Promise<Buffer> {
  return renderPng(pathChart(input), pathChartSize);
}

/** The bytes of an example's picture. */
export function drawExample(input: ExampleChartInput): Promise<Buffer> {
  return renderPng(exampleChart(input), exampleChartSize);
}
