import type { AskedBeginning } from '../explain/playground/beginning.js';

/** What the script of the page about Adam is given. */
export interface ExplainPageData {
  /** What it is to begin with; nothing in particular if null. */
  asked: AskedBeginning | null;
}
