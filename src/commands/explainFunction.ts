import { drawPaths } from '../charts/drawExplained.js';
import type { FunctionRequest } from '../config/resolveExplain.js';
import { toAscii } from '../console/ascii.js';
import { pathTable } from '../console/pathTable.js';
import { print, printJson } from '../console/print.js';
import { planeFunctions } from '../explain/functions.js';
import { learningRates } from '../explain/learningRates.js';
import { followingPath, type Path } from '../explain/paths.js';
import { writePicture } from '../files/output.js';
import { checkOutput } from '../files/outputPath.js';
import { inTurns } from '../turns.js';

/**
 * `adam-train explain --function`: the paths of optimizers on a surface, as a picture and a table.
 *
 * @throws UsageError if the picture is there and is not to be replaced, or an option is outside its range
 */
export async function explainFunction(
  { function: name, start: from, steps, runs, output, force, json, ascii }: FunctionRequest,
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): Promise<void> {
  checkOutput(output, force);
  const surface = planeFunctions[name];
  const start = from ?? surface.start;
  const paths: Path[] = [];
  for (const { optimizer, options } of runs) {
    const settings = { learningRate: learningRates[name][optimizer], ...options };
    paths.push(await inTurns(followingPath(surface, start, optimizer, settings, steps)));
  }
  writePicture(output, await drawPaths({ name, surface, start, paths, steps }));
  if (json) {
    printJson(stdout, asJson(name, start, paths));
    return;
  }
  const decays = runs.some(
    ({ optimizer, options }) => (options.weightDecay ?? (optimizer === 'adamw' ? 1 : 0)) > 0,
  );
  const write = (text: string) => (ascii ? toAscii(text) : text);
  const lines = [
    write(`f(x, y) = ${surface.formula}, from (${start.join(', ')})`),
    '',
    ...pathTable(paths, { hasMinimum: surface.minimum !== undefined }),
    '',
    ...(decays ? ['Weight decay pulls the point to (0, 0), and so away from a minimum elsewhere.'] : []),
    output,
  ];
  print(stdout, ...lines);
}

function asJson(name: string, start: readonly number[], paths: readonly Path[]) {
  return {
    function: name,
    start,
    paths: paths.map(({ optimizer, learningRate, points, value, reachedAfter, leftAfter }) => ({
      optimizer,
      learning_rate: learningRate,
      steps: points.length - 1,
      x: points.at(-1)?.[0],
      y: points.at(-1)?.[1],
      value,
      reached_after: reachedAfter ?? null,
      left_after: leftAfter ?? null,
    })),
  };
}
