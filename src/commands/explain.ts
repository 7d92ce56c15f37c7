import type { ExplainOptionName } from '../config/explainOptions.js';
import type { GivenOptions } from '../config/resolve.js';
import { resolveExplain } from '../config/resolveExplain.js';

/**
 * `adam-train explain`: a walk through train's first steps, the paths on a surface, or an example.
 *
 * @throws UsageError at a wrong flag, and what the three throw
 */
export async function explain(given: GivenOptions<ExplainOptionName>): Promise<void> {
  const request = resolveExplain(given);
  switch (request.form) {
    case 'walk':
      return (await import('./explainWalk.js')).explainWalk(request);
    case 'function':
      return (await import('./explainFunction.js')).explainFunction(request);
    case 'example':
      return (await import('./explainExample.js')).explainExample(request);
  }
}
