import type { Outcome } from '../../src/search/history.js';
import type { SearchName } from '../../src/search/sampler.js';
import type { Dimension } from '../../src/search/space.js';
import { fixture } from '../goldens.js';

/** What scripts/reference/search.py wrote. */
interface Fixture {
  normal: {
    log_cdf: [x: number, value: number][];
    log_mass: [a: number, b: number, value: number][];
    cut_quantile: [quantile: number, a: number, b: number, value: number][];
  };
  studies: {
    name: string;
    search: SearchName;
    seed: number;
    lookahead: number;
    isUsedUp: boolean;
    dimensions: WithNull<Dimension>[];
    rows: { values: Record<string, unknown>; repeats: number }[];
    outcomes: WithNull<Outcome>[];
  }[];
  grids: { grids: Record<string, unknown[]>[]; trials: Record<string, unknown>[] }[];
  decisions: { complete: Written[][]; losses: Written[]; prune: boolean }[];
}

/** JSON has neither NaN, which is null, nor infinity. */
type Written = number | null | 'inf';
type WithNull<One> = { [Key in keyof One]: One[Key] | null };

const written = fixture<Fixture>('search.json');

export const { grids, normal } = written;

export const studies = written.studies.map((study) => ({
  ...study,
  dimensions: study.dimensions.map(({ when, ...dimension }) => {
    return (when === null ? dimension : { ...dimension, when }) as Dimension;
  }),
  outcomes: study.outcomes.map((outcome) => {
    return ('value' in outcome ? { ...outcome, value: outcome.value ?? Number.NaN } : outcome) as Outcome;
  }),
}));

export const decisions = written.decisions.map(({ complete, losses, prune }) => ({
  complete: complete.map(read),
  losses: read(losses),
  prune,
}));

function read(losses: Written[]): number[] {
  return losses.map((loss) => (loss === 'inf' ? Number.POSITIVE_INFINITY : (loss ?? Number.NaN)));
}
