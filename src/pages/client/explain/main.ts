import { beginning } from '../../../explain/playground/beginning.js';
import type { ExplainPageData } from '../../explainData.js';
import { element } from '../charts/index.js';
import { showChoices } from './choicesPanel.js';
import { showEnds } from './ends.js';
import { createLab } from './lab.js';
import { showLessons } from './lessonList.js';
import { showLines } from './lines.js';
import { showPlayer } from './player.js';
import { showSeries } from './series.js';
import { showStage } from './stage.js';

// What the page about Adam does in the browser: it has the optimizers' own rules run there.

const { asked } = JSON.parse(document.getElementById('data')?.textContent ?? '') as ExplainPageData;
const { choices, look } = beginning(asked);
const lab = createLab(choices, look);

fill('lessons', (section) => showLessons(section, lab));
fill('paths', (section) => showStage(section, lab));
fill('choices', (section) => showChoices(section, lab));
fill('player', (section) => {
  const said = element('p', '', { class: 'said', 'aria-live': 'polite' });
  showPlayer(section, lab, said);
  section.append(said);
});
fill('lines', (section) => showLines(section, lab));
fill('series', (section) => showSeries(section, lab));
fill('ends', (section) => showEnds(section, lab));

function fill(id: string, show: (section: HTMLElement) => void): void {
  const section = document.getElementById(id);
  if (section !== null) show(section);
}
