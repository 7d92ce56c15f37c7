import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NumpyRandomState } from '../../src/random/numpyRandomState.js';
import { Halving } from '../../src/sweep/halving.js';
import type { SweepPlan } from '../../src/sweep/plan.js';
import { type Proposal, Proposals, type Proposer } from '../../src/sweep/proposer.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import { standingsOf } from '../../src/sweep/standings.js';
import type { TrialResult } from '../../src/sweep/trial.js';

const given = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { name: key, text: String(value), value }]),
  );

function planOf(texts: Record<string, string>, sweep: Record<string, unknown>, epochs = 27): SweepPlan {
  const typed = Object.entries(texts).map(([key, text]) => [key, { name: key, texts: [text] }]);
  return resolveSweep({
    fixed: given({ valSize: 0.2, epochs }),
    texts: Object.fromEntries(typed),
    sweep: given(sweep),
  }).config;
}

/** What a made-up training gives: the same for the same trial, whoever trains it. */
function resultOf({ trial, until = 27, ceilings }: Proposal): TrialResult {
  const random = new NumpyRandomState(trial.number);
  const level = Math.abs(Math.log10((trial.values['learningRate'] as number) ?? 1) + 2) + random.uniform();
  const losses = Array.from({ length: until }, (_, epoch) => level + 1 / (epoch + 1));
  if (random.uniform() < 0.1) {
    return {
      status: 'diverged',
      epochs: 3,
      figures: { val_loss: null },
      losses: [1, 2, Number.NaN],
      seconds: 1,
      worker: 1,
    };
  }
  const pruned =
    ceilings === undefined ? -1 : losses.findIndex((loss, epoch) => loss > (ceilings[epoch] ?? Infinity));
  const epochs = pruned < 0 ? until : pruned + 1;
  const status = pruned >= 0 ? 'pruned' : until < 27 ? 'stopped' : 'completed';
  const kept = losses.slice(0, epochs);
  return {
    status,
    epochs,
    figures: { val_loss: kept.at(-1) as number },
    losses: kept,
    seconds: 1,
    worker: 1,
  };
}

/** All that is trained, where so many run at a time and end in an order that the picks decide. */
function trained(proposer: Proposer, workers: number, picks: Iterator<number>): Proposal[] {
  const running: Proposal[] = [];
  const all: Proposal[] = [];
  for (;;) {
    while (running.length < workers) {
      const next = proposer.next();
      if (next === undefined) break;
      running.push(next);
      all.push(next);
    }
    if (running.length === 0) break;
    const [ended] = running.splice((picks.next().value as number) % running.length, 1);
    proposer.tell((ended as Proposal).trial, resultOf(ended as Proposal));
  }
  return all.sort((a, b) => (a.until ?? 0) - (b.until ?? 0) || a.trial.number - b.trial.number);
}

const plans: Record<string, SweepPlan> = {
  grid: planOf({ learningRate: '1e-4,1e-3,1e-2', optimizer: 'adam,sgd' }, { repeats: 2 }),
  'pruned grid': planOf({ learningRate: '1e-4,1e-3,1e-2,1e-1', batchSize: '16,32,64' }, { prune: 'median' }),
  random: planOf({ learningRate: '1e-5..1e-1' }, { trials: 20, search: 'random' }),
  tpe: planOf({ learningRate: '1e-5..1e-1', optimizer: 'adam,sgd' }, { trials: 30, repeats: 2 }),
  'pruned tpe': planOf({ learningRate: '1e-5..1e-1' }, { trials: 30, prune: 'median', lookahead: 2 }),
  halving: planOf(
    { learningRate: '1e-5..1e-1' },
    { trials: 20, search: 'random', halving: true, repeats: 2 },
  ),
};

const first = { next: () => ({ value: 0, done: false as const }) };

it.each(Object.entries(plans))('%s: the order in which trials end changes none of them', (_, plan) => {
  const proposer = () => (plan.halving ? new Halving(plan) : new Proposals(plan));
  const reference = proposer();
  const expected = trained(reference, 1, first);
  const best = standingsOf(plan, reference).best?.configuration;
  expect(best).toBeDefined();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.nat()), (workers, picks) => {
      const other = proposer();
      expect(trained(other, workers, picks)).toEqual(expected);
      expect(standingsOf(plan, other).best?.configuration).toBe(best);
    }),
    { numRuns: 30 },
  );
});

it('prunes in the cases above, and halves them by thirds', () => {
  const pruned = trained(new Proposals(plans['pruned tpe'] as SweepPlan), 1, first);
  expect(pruned.map((one) => resultOf(one).status)).toContain('pruned');
  const halving = trained(new Halving(plans['halving'] as SweepPlan), 1, first);
  const counts = [1, 3, 9, 27].map((epochs) => halving.filter(({ until }) => until === epochs).length);
  expect(counts[0]).toBe(40);
  expect(counts[1]).toBeLessThanOrEqual(14);
  expect(counts[3]).toBeGreaterThan(0);
});
