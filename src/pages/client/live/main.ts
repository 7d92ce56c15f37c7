import type { LiveData, LiveEnd, LiveEpoch, LiveEpochs } from '../../liveData.js';
import type { LossData } from '../../pageData.js';
import { endCharts } from '../charts/index.js';
import { showLosses, showPage } from '../run/main.js';

// What a run's page does while the run trains: it follows who serves it, and shows at the end what came of the run.

const { losses } = JSON.parse(document.getElementById('data')?.textContent ?? '') as LiveData;
const MOST_FAILURES = 3;

const [progress, said, content, section] = ['progress', 'said', 'content', 'losses'].map((id) =>
  document.getElementById(id),
) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
const show = showLosses(section, losses);
const stays: LiveEpoch[] = [];
let failures = 0;

const source = new EventSource('events');
source.addEventListener('epochs', ({ data }) => goOn(JSON.parse(data) as LiveEpochs));
source.addEventListener('end', ({ data }) => end(JSON.parse(data) as LiveEnd));
source.addEventListener('open', () => {
  said.textContent = '';
});
source.addEventListener('error', () => {
  failures++;
  if (failures < MOST_FAILURES && source.readyState !== EventSource.CLOSED) return;
  source.close();
  progress.textContent = '';
  said.textContent =
    'The run no longer answers: it was stopped, or has ended. What is here is the last that it said.';
});

function goOn({ from, epochs, latest, scale, said: where }: LiveEpochs): void {
  failures = 0;
  progress.textContent = where;
  stays.splice(from, stays.length, ...epochs);
  const all = [...stays, ...latest];
  if (all.length > 0) show(lossesOf(all, scale));
}

function lossesOf(all: readonly LiveEpoch[], scale: LossData['scale']): LossData {
  const epochs = all.map(([epoch]) => epoch);
  const curves = losses.curves.map((curve, i) => ({
    ...curve,
    epochs,
    values: all.map((values) => values[i + 1] ?? null),
  }));
  const rates = all.map(([, , , , rate]) => rate);
  const rate = { name: 'Learning rate', color: 'rate', epochs, values: rates } as const;
  return {
    ...losses,
    scale,
    curves,
    rate: rates.some((value) => value !== rates[0]) ? { ...rate } : undefined,
    epochs: epochs.at(-1) ?? 0,
  };
}

/** Shows in place of all until now what came of the run. */
function end({ said: how, results }: LiveEnd): void {
  source.close();
  progress.textContent = '';
  said.textContent = how;
  if (results === undefined) return;
  endCharts(content);
  content.innerHTML = results.body;
  showPage(results.data);
}
