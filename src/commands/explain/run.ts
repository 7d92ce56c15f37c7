import type { ExplainSettingName } from '../../config/explainSettings.js';
import { resolveExplain } from '../../config/resolveExplain.js';
import type { GivenSettings } from '../../settings/given.js';

/**
 * `adam-train explain`: a walk through train's first steps, the paths on a surface, or an example.
 *
 * @throws UsageError at a wrong flag, and what the three throw
 */
export async function explain(given: GivenSettings<ExplainSettingName>): Promise<void> {
  const request = resolveExplain(given);
  switch (request.form) {
    case 'walk':
      return (await import('./walk.js')).explainWalk(request);
    case 'function':
      return (await import('./function.js')).explainFunction(request);
    case 'example':
      return (await import('./example.js')).explainExample(request);
  }
}
