import type { ExplainSettingName } from '../../config/explainSettings.js';
import { resolveExplain } from '../../config/resolveExplain.js';
import type { GivenSettings } from '../../settings/given.js';

/**
 * `adam-train explain`: a walk through train's first steps, the paths on a surface, an example, or a page
 * on which all is tried.
 *
 * @throws UsageError at a wrong flag, and what the four throw
 */
export async function explain(given: GivenSettings<ExplainSettingName>): Promise<void> {
  const request = resolveExplain(given);
  switch (request.form) {
    case 'walk':
      return (await import('./walk.js')).explainWalk(request);
    case 'function':
      return (await import('./function.js')).explainFunction(request);
    case 'page':
      return (await import('./page.js')).explainOnPage(request);
    case 'example':
      return (await import('./example.js')).explainExample(request);
  }
}
