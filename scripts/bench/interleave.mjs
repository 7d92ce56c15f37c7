// Measures contestants by turns, A B A B ..., so that a change in the machine's load meets them all.

/**
 * @param {readonly [name: string, measure: () => Promise<number>][]} contestants
 * @param {number} rounds
 * @param {(line: string) => void} report told of each contestant that fails; it is out from then on
 * @returns {Promise<Map<string, number[]>>} each contestant's values, one a round; those that failed are not in it
 */
export async function interleave(contestants, rounds, report) {
  const values = new Map(contestants.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of contestants) {
      if (!values.has(name)) continue;
      try {
        const value = await measure();
        if (!Number.isFinite(value)) throw new Error('it printed no number');
        values.get(name).push(value);
      } catch (error) {
        values.delete(name);
        report(`${name} failed: ${error.message}`);
      }
    }
  }
  return values;
}

/** The median of the rounds' ratios: the two values of a round were measured side by side. */
export function medianRatio(ours, theirs) {
  return median(ours.map((value, round) => value / theirs[round]));
}

export function medianDifference(ours, theirs) {
  return median(ours.map((value, round) => value - theirs[round]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return (lower + upper) / 2;
}
