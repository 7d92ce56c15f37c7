/** A surface over the plane, to watch optimizers go down it. */
export interface PlaneFunction {
  /** How the picture writes it. */
  formula: string;
  value: (x: number, y: number) => number;
  /** ∂f/∂x and ∂f/∂y. */
  gradient: (x: number, y: number) => [number, number];
  /** Where the paths begin unless the user says otherwise. */
  start: Point;
  /** Where f is least; none if f falls without end. */
  minimum?: Point;
  /** What the picture shows at least. */
  window: Window;
}

/** x and y. */
export type Point = readonly [x: number, y: number];

/** A part of the plane. */
export interface Window {
  x: readonly [low: number, high: number];
  y: readonly [low: number, high: number];
}

/** How many steps a path has unless the user says otherwise: Adam needs some 1,200 through Rosenbrock's valley. */
export const PATH_STEPS = 1500;

/** The functions of `explain --function` in the help's order, their gradients derived by hand. */
export const planeFunctions = {
  /** A narrow curved valley: finding it is easy, following it is not. */
  rosenbrock: {
    formula: '(1 − x)² + 100·(y − x²)²',
    value: (x, y) => square(1 - x) + 100 * square(y - x * x),
    gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    start: [-1.5, 1.5],
    minimum: [1, 1],
    window: { x: [-2, 2], y: [-1, 3] },
  },
  /** A bowl that is 20 times as steep one way as the other. */
  quadratic: {
    formula: '½·x² + 10·y²',
    value: (x, y) => (x * x) / 2 + 10 * y * y,
    gradient: (x, y) => [x, 20 * y],
    start: [-4, 1.5],
    minimum: [0, 0],
    window: { x: [-5, 2], y: [-2.5, 2.5] },
  },
  /** Flat at the origin, up along x, down along y without end. */
  saddle: {
    formula: 'x² − y²',
    value: (x, y) => x * x - y * y,
    gradient: (x, y) => [2 * x, -2 * y],
    start: [-1.5, 0.01],
    window: { x: [-2, 2], y: [-1.5, 3] },
  },
  /** Flat far out and steep at the corners. */
  beale: {
    formula: '(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²',
    value: (x, y) =>
      square(1.5 - x + x * y) + square(2.25 - x + x * y * y) + square(2.625 - x + x * y * y * y),
    gradient: (x, y) => {
      const a = 1.5 - x + x * y;
      const b = 2.25 - x + x * y * y;
      const c = 2.625 - x + x * y * y * y;
      return [
        2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1),
        2 * a * x + 4 * b * x * y + 6 * c * x * y * y,
      ];
    },
    start: [1, 1.5],
    minimum: [3, 0.5],
    window: { x: [-1, 4.5], y: [-1.5, 2] },
  },
} satisfies Record<string, PlaneFunction>;

export type PlaneFunctionName = keyof typeof planeFunctions;
export const planeFunctionNames = Object.keys(planeFunctions) as PlaneFunctionName[];

/** The same in every engine, which a power is not. */
function square(value: number): number {
  return value * value;
}
