/** What a sweep's page has beside the style that all pages have. The chosen trials' looks can be told apart by the colour-blind. */
export const sweepStyle = `
:root {
  --trial: rgba(11, 63, 214, 0.4); --trial-edge: rgba(11, 63, 214, 0.85); --star: #f59f00; --star-text: #9a5b00;
  --good0: #c6d2e8; --good1: #a4b8dd; --good2: #7d97cf; --good3: #4468bb; --good4: #0b2a8f;
  --look0: #0072b2; --look1: #c44f00; --look2: #007a5a; --look3: #a8417f; --look4: #8a6100; --look5: #1f2328; --look6: #5746c9; --look7: #5f6f00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --trial: rgba(121, 168, 255, 0.4); --trial-edge: rgba(121, 168, 255, 0.9); --star: #f0a83c; --star-text: #f0a83c;
    --good0: #35435c; --good1: #3d5478; --good2: #4a6a9c; --good3: #6f98d6; --good4: #b3d0ff;
    --look0: #56b4e9; --look1: #ff8a4c; --look2: #3fd6a0; --look3: #e59ac8; --look4: #e6b34d; --look5: #e6edf3; --look6: #a5a3ff; --look7: #c9d94a;
  }
}
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 8px 20px; }
.panel { min-width: 0; }
.panel h3 { margin: 12px 0 0; }
.panel p { margin: 0 0 4px; font-size: 13px; }
.chart.small { height: 240px; }
.chart.parallel { height: 420px; }
.chart.parallel canvas { width: 100%; height: 100%; }
.chart.parallel canvas:focus-visible { outline-offset: -2px; }
canvas.pointing { cursor: pointer; }
canvas.brushing { cursor: ns-resize; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 4px 0; padding: 0; list-style: none; font-size: 14px; }
.mark { display: inline-block; min-width: 16px; text-align: center; font-weight: 600; }
.mark.whole { color: var(--accent); }
.mark.lost { color: var(--testing); }
.mark.ring { color: var(--look0); }
.mark.star, .star { color: var(--star-text); }
.scroll.trials { max-height: 480px; padding: 0; margin: 8px 0; }
.trials table { width: 100%; font-size: 14px; }
.trials th, .trials td { padding: 3px 12px; overflow-wrap: normal; }
.trials td.reason { min-width: 28em; }
.trials thead th { position: sticky; top: 0; background: var(--panel); box-shadow: 1px 0 var(--panel); padding: 0; white-space: nowrap; font-size: 14px; z-index: 1; }
.trials thead th:first-child { padding: 4px 12px; }
.trials thead button { width: 100%; border: 0; border-radius: 0; background: none; font-weight: 600; padding: 4px 12px; text-align: inherit; }
.trials thead th[aria-sort=ascending] button::after { content: ' ▲'; }
.trials thead th[aria-sort=descending] button::after { content: ' ▼'; }
.trials .number { text-align: right; white-space: nowrap; }
.trials tbody th { color: var(--text); position: sticky; left: 0; background: var(--paper); }
.trials thead th:nth-child(2) { left: 0; z-index: 2; }
.trials tbody tr.chosen, .trials tbody tr.chosen th { background: var(--panel); }
.trials tbody tr.chosen th { font-weight: 600; }
.look0 td:first-child { box-shadow: inset 4px 0 var(--look0); } .look1 td:first-child { box-shadow: inset 4px 0 var(--look1); }
.look2 td:first-child { box-shadow: inset 4px 0 var(--look2); } .look3 td:first-child { box-shadow: inset 4px 0 var(--look3); }
.look4 td:first-child { box-shadow: inset 4px 0 var(--look4); } .look5 td:first-child { box-shadow: inset 4px 0 var(--look5); }
.look6 td:first-child { box-shadow: inset 4px 0 var(--look6); } .look7 td:first-child { box-shadow: inset 4px 0 var(--look7); }
.note:empty, .missing:empty { margin: 0; }
label { display: inline-flex; align-items: center; gap: 6px; font-size: 14px; }
label:has(input[type=search]) { flex: 1 1 320px; white-space: nowrap; }
input[type=search] { flex: 1; }
input[type=search], select { font: inherit; font-size: 14px; color: var(--text); background: var(--paper); border: 1px solid var(--border); border-radius: 6px; padding: 4px 8px; max-width: 100%; min-width: 0; }
`;
