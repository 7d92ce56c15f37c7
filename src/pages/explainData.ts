import type { Choices } from '../explain/playground/choices.js';
import type { Lesson } from '../explain/playground/lessons.js';

/** What the script of the page about Adam is given: what it begins with. */
export interface ExplainPageData {
  choices: Choices;
  look: Lesson['look'];
}
