import { lessons } from '../../../explain/playground/lessons.js';
import { button, element } from '../charts/index.js';
import type { Lab } from './lab.js';

/** What there is to look at: each lesson chooses all that it needs, and says what is to be seen. */
export function showLessons(section: HTMLElement, lab: Lab): void {
  const list = element('div', '', { class: 'tools' });
  const words = element('p', '', { class: 'lesson', 'aria-live': 'polite' });
  section.append(list, words);
  const buttons = lessons.map((lesson) => button(lesson.title, () => lab.open(lesson.choices, lesson.look)));
  list.append(...buttons);
  lab.when(['choices'], () => {
    const chosen = JSON.stringify(lab.choices);
    for (const [i, lesson] of lessons.entries()) {
      const isOpen = JSON.stringify(lesson.choices) === chosen;
      buttons[i]?.setAttribute('aria-pressed', String(isOpen));
      // They stay while a reader tries what they say.
      if (isOpen) words.textContent = lesson.words;
    }
  });
}
