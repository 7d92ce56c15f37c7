import { programName } from '../version.js';
import { pageHeader, section } from './htmlParts.js';
import type { LiveData } from './liveData.js';
import { pageScripts } from './script.js';
import { style } from './style.js';
import { wholePage } from './wholePage.js';

/** A run that is about to train, as its page shows it. */
export interface LiveRun {
  name: string;
  /** Its main settings as short phrases. */
  facts: readonly string[];
  data: LiveData;
}

/** The page of a run that trains. It is told how that goes by who serves it, and nobody else. */
export function livePage({ name, facts, data }: LiveRun): string {
  const body = `<main>
<p id="progress" class="live">The run begins.</p>
<p id="said" class="live" role="status"></p>
<div id="content">
${pageHeader(name, facts)}
<noscript><p>This page needs scripts to follow the run.</p></noscript>
${section('losses', 'Losses')}
</div>
</main>`;
  return wholePage({
    title: `${name} – ${programName}`,
    body,
    data,
    scripts: pageScripts('live'),
    style,
    isLive: true,
  });
}
