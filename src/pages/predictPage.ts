import { type FeatureColumn, featureCount, MISSING_CATEGORY } from '../data/columns.js';
import { formatNumber } from '../format.js';
import { toJsModule } from '../model/saved/jsModule.js';
import type { SavedModel } from '../model/saved/savedModel.js';
import { programName, version } from '../version.js';
import { html } from './escape.js';
import { style } from './style.js';
import { wholePage } from './wholePage.js';

/**
 * A model as a page that predicts: a field for each column, which begins at the mean of the training rows, and what the model makes of
 * them. The page has the model in it, and asks for nothing.
 */
export function predictPage(model: SavedModel): string {
  const { columns } = model;
  const title = `${columns.targets.join(', ')} predicted`;
  const body = `<main>
<header><h1>${html(title)}</h1>
<p class="muted">The prediction changes with the values. Far from those that the model was trained on it says nothing.</p></header>
<noscript><p>This page needs scripts to predict.</p></noscript>
<form autocomplete="off">
<section aria-labelledby="values"><h2 id="values">Values</h2>
${fields(model).join('\n')}
</section>
<section class="predicted" aria-labelledby="prediction"${columns.targets.length > FEW ? ' tabindex="0"' : ''}><h2 id="prediction">Prediction</h2>
${columns.targets.map((name, i) => `<p class="result"><label for="t${i}">${html(name)}</label> <output id="t${i}">–</output></p>`).join('\n')}
<p class="said" id="said" role="status"></p>
</section>
</form>
<footer class="muted">Written by ${html(programName)} ${html(version)}.</footer>
</main>`;
  // As a script of its own scope rather than a module, which browsers do not run from a file in all settings.
  const script = `(() => {\n${toJsModule(model).replace(/^export /gm, '')}${code}})();`;
  return wholePage({ title, body, data: {}, scripts: [script], style: style + formStyle });
}

/** More predictions than these may have to be scrolled. */
const FEW = 2;

/** The columns' fields. */
function fields({ columns, scaler, fill }: SavedModel): string[] {
  let at = 0;
  return columns.features.map((column, i) => {
    const first = at;
    at += featureCount(column);
    const label = `<label for="c${i}">${html(column.name)}</label>`;
    if (column.kind === 'category') return field(label, choice(column, i, scaler.mean.subarray(first, at)));
    const [mean = 0, scale = 1] = [scaler.mean[first], scaler.scale[first]];
    const empty = fill === undefined ? '' : '; left empty it is the mean';
    const hint = `<span class="muted" id="h${i}">mean ${formatNumber(mean)}, deviation ${formatNumber(scale)}${empty}<b class="far"></b></span>`;
    const value = Number(mean.toPrecision(4));
    return field(
      label,
      `<input id="c${i}" name="c${i}" type="number" step="any" value="${value}" data-mean="${mean}" data-scale="${scale}" aria-describedby="h${i}">${hint}`,
    );
  });
}

function field(label: string, content: string): string {
  return `<p class="field">${label}${content}</p>`;
}

/** A text column's categories by their places, since a text may not be as it is shown; it begins with the most frequent one. */
function choice(column: FeatureColumn & { kind: 'category' }, i: number, shares: Float64Array): string {
  const usual = shares.indexOf(Math.max(...shares));
  const options = column.categories.map((text, place) => {
    const shown = text === MISSING_CATEGORY ? '(missing)' : html(text);
    return `<option value="${place}"${place === usual ? ' selected' : ''}>${shown}</option>`;
  });
  return `<select id="c${i}" name="c${i}">${options.join('')}</select>`;
}

const formStyle = `
.field { display: grid; grid-template-columns: minmax(8em, 16em) 12em 1fr; gap: 4px 16px; align-items: baseline; }
.field select { grid-column: 2 / -1; justify-self: start; width: auto; min-width: min(12em, 100%); max-width: 100%; }
.far { color: var(--testing); }
/* In sight whichever field is changed; what has the focus is scrolled clear of it. */
.predicted { position: sticky; bottom: 0; max-height: 40vh; overflow: auto; background: var(--paper); border-top: 1px solid var(--border); padding: 8px 0; margin-top: 24px; }
.predicted h2 { margin: 0; }
.predicted .said { margin: 0; }
html { scroll-padding-bottom: min(40vh, 180px); }
.field label, .result label { overflow-wrap: anywhere; }
input, select { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--border); border-radius: 6px; padding: 4px 8px; width: 100%; }
.result { font-size: 20px; margin: 2px 0; }
output { font-weight: 600; font-variant-numeric: tabular-nums; }
@media (max-width: 640px) { .field { grid-template-columns: 1fr; } .field select { grid-column: auto; } }
`;

const code = `
const form = document.querySelector('form');
const said = document.getElementById('said');
const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 9 });

function rowOf() {
  return Object.fromEntries(features.map(({ name, categories }, i) => {
    const { value, validity } = form.elements['c' + i];
    // A browser gives what is no number as nothing, which would be taken for a missing one.
    if (validity.badInput) throw new Error(name + ' must be a number.');
    return [name, categories === undefined ? value : categories[value]];
  }));
}

const FAR = 4;

/** Says at a field how far its value lies from those that the model was trained on. */
function mark(input) {
  const away = Math.abs(input.valueAsNumber - input.dataset.mean) / input.dataset.scale;
  const hint = document.getElementById('h' + input.id.slice(1));
  hint.querySelector('.far').textContent = away > FAR ? '; far out: ' + digits.format(Math.round(away)) + ' deviations from the mean' : '';
}

function show() {
  form.querySelectorAll('input').forEach(mark);
  let predicted;
  said.textContent = '';
  try {
    predicted = predict(rowOf());
  } catch (error) {
    said.textContent = error.message;
  }
  targets.forEach((name, i) => {
    const value = targets.length === 1 ? predicted : predicted?.[name];
    document.getElementById('t' + i).value = value === undefined ? '–' : digits.format(value);
  });
}

form.addEventListener('input', show);
form.addEventListener('submit', (event) => event.preventDefault());
show();
`;
