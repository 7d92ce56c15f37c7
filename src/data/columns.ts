/** A column of a table that features are made of. */
export type FeatureColumn =
  | { name: string; kind: 'number' }
  /** Becomes one feature for each category, in this order: 1 where the cell is that text, else 0. */
  | { name: string; kind: 'category'; categories: string[] };

/** The category of cells that are missing, which no cell's text can be: it is always the first. */
export const MISSING_CATEGORY = '';

/** How a table's rows become features and a target; kept with a trained model, so that other tables can be read alike. */
export interface Columns {
  features: FeatureColumn[];
  /** One or more, in the model's order. */
  targets: string[];
}

/** Each feature's name, in the model's order: `weight`, `origin=USA` … */
export function featureNames({ features }: Pick<Columns, 'features'>): string[] {
  return features.flatMap((column) =>
    column.kind === 'number'
      ? [column.name]
      : column.categories.map((text) => `${column.name}=${text === MISSING_CATEGORY ? '(missing)' : text}`),
  );
}

/** How many features a column gives. */
export function featureCount(column: FeatureColumn): number {
  return featureNames({ features: [column] }).length;
}

/** What the columns of generated data are called: x1, x2 … and y, or y1, y2 … where there are several targets. */
export function generatedColumns({ features, targets = 1 }: { features: number; targets?: number }): Columns {
  return {
    features: Array.from({ length: features }, (_, i) => ({ name: `x${i + 1}`, kind: 'number' })),
    targets: generatedTargets(targets),
  };
}

/** What generated targets are called. */
export function generatedTargets(count: number): string[] {
  return count === 1 ? ['y'] : Array.from({ length: count }, (_, i) => `y${i + 1}`);
}
