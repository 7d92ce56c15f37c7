import { drawPaths } from '../../charts/path/pathChart.js';
import type { FunctionRequest } from '../../config/resolveExplain.js';
import { toAscii } from '../../console/ascii.js';
import { pathTable } from '../../console/pathTable.js';
import { print, printJson } from '../../console/print.js';
import { type PlaneFunction, planeFunctions } from '../../explain/surfaces/functions.js';
import { learningRateOn } from '../../explain/surfaces/learningRates.js';
import { followingPath, type Path } from '../../explain/surfaces/paths.js';
import { writeWhole } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';
import { optimizers } from '../../optimizers/index.js';
import { resolveOptimizer } from '../../optimizers/resolve.js';
import { inTurns } from '../../turns.js';

/**
 * `adam-train explain --function`: the paths of optimizers on a surface, as a picture and a table.
 *
 * @throws UsageError if the picture is there and is not to be replaced, or a hyperparameter is outside its range
 */
export async function explainFunction(
  { function: name, start: from, steps, runs, output, force, json, ascii }: FunctionRequest,
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): Promise<void> {
  const surface: PlaneFunction = planeFunctions[name];
  const start = from ?? surface.start;
  const paths: Path[] = [];
  for (const { optimizer, hyperparameters } of runs) {
    const { learningRate = await inTurns(learningRateOn(name, optimizer)) } = hyperparameters;
    const settings = resolveOptimizer(optimizer, { ...hyperparameters, learningRate });
    paths.push(await inTurns(followingPath(surface, start, optimizer, settings, steps)));
  }
  const titled = paths.map((path) => ({ ...path, title: optimizers[path.optimizer].title }));
  const draw = async () => {
    checkOutput(output, force); // the table is there without a picture too
    writeWhole(output, await drawPaths({ name, surface, start, paths: titled, steps }));
  };
  if (json) {
    printJson(stdout, asJson(name, start, paths));
    return draw();
  }
  const decays = runs.some(
    ({ optimizer, hyperparameters }) =>
      (hyperparameters.weightDecay ?? optimizers[optimizer].hyperparameters.weightDecay.default) > 0,
  );
  const write = (text: string) => (ascii ? toAscii(text) : text);
  const lines = [
    write(`f(x, y) = ${surface.formula}, from (${start.join(', ')})`),
    '',
    ...pathTable(paths, { hasMinimum: surface.minimum !== undefined }),
    '',
    ...(decays ? ['Weight decay pulls the point to (0, 0), and so away from a minimum elsewhere.'] : []),
  ];
  print(stdout, ...lines);
  await draw();
  print(stdout, output);
}

function asJson(name: string, start: readonly number[], paths: readonly Path[]) {
  return {
    function: name,
    start,
    paths: paths.map(({ optimizer, learningRate, points, value, state, reachedAfter, leftAfter }) => ({
      optimizer,
      learning_rate: learningRate,
      steps: points.length - 1,
      x: points.at(-1)?.[0],
      y: points.at(-1)?.[1],
      value,
      reached_after: reachedAfter ?? null,
      left_after: leftAfter ?? null,
      state,
    })),
  };
}
