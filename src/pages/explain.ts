import { programName, version } from '../version.js';
import { html } from './escape.js';
import type { ExplainPageData } from './explainData.js';
import { explainStyle } from './explainStyle.js';
import { section } from './htmlParts.js';
import { pageScripts } from './script.js';
import { style } from './style.js';
import { wholePage } from './wholePage.js';

const title = 'Adam, step by step';

/** The page about Adam: a file that needs no other, and begins with what is given. */
export function explainPage(data: ExplainPageData): string {
  return wholePage({
    title: `${title} – ${programName}`,
    body: `<main class="broad">\n${body.join('\n')}\n</main>`,
    data,
    scripts: pageScripts('explain'),
    style: style + explainStyle,
  });
}

const body = [
  `<header><h1>${title}</h1>
<p class="muted">The optimizers of ${html(programName)} run on this page, by the rules that train, in double precision. Choose, let time go, and read what each line of Algorithm 1 makes of its numbers.</p></header>`,
  '<noscript><p>This page has the optimizers run in scripts, which are off; <code>adam-train explain</code> says much of it in the terminal.</p></noscript>',
  section('lessons', 'What to look at'),
  '<div id="player" role="group" aria-label="Time"></div>',
  '<div class="bench">',
  section('paths', 'The paths'),
  section('choices', 'What you choose'),
  '</div>',
  '<div class="bench even">',
  section('lines', 'Line by line'),
  section('series', 'Over time'),
  '</div>',
  section('ends', 'Where they end'),
  `<footer class="muted">Written by ${html(programName)} ${html(version)}. Kingma &amp; Ba (2015), arXiv 1412.6980; Reddi, Kale &amp; Kumar (2018), arXiv 1904.09237.</footer>`,
];
