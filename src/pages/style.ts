/** The pages' style, light or dark as the reader's system is; client/colors.ts draws with the same colours. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f6f8fa; --text: #1f2328; --muted: #57606a; --grid: #d8dee4; --border: #8c959f;
  --accent: #0b3fd6; --training: #0b3fd6; --testing: #d1242f; --validation: #11823b; --rate: #6639ba;
  --point: rgba(0, 128, 0, 0.5); --point-edge: rgba(0, 96, 0, 0.7); --identity: #c77700; --drag: rgba(11, 63, 214, 0.15);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --panel: #161b22; --text: #e6edf3; --muted: #9da7b3; --grid: #30363d; --border: #6e7681;
    --accent: #79a8ff; --training: #79a8ff; --testing: #ff7b72; --validation: #56d364; --rate: #c297ff;
    --point: rgba(86, 211, 100, 0.5); --point-edge: rgba(126, 231, 135, 0.8); --identity: #f0a83c;
    --drag: rgba(121, 168, 255, 0.2);
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 24px 24px 64px; }
h1 { font-size: 28px; font-weight: 600; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 20px; font-weight: 600; margin: 40px 0 8px; }
h3 { font-size: 16px; font-weight: 600; margin: 20px 0 4px; overflow-wrap: anywhere; }
p { margin: 4px 0 8px; }
.muted { color: var(--muted); }
.live { color: var(--accent); font-weight: 600; font-variant-numeric: tabular-nums; }
.live:empty { display: none; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 0; list-style: none; color: var(--muted); }
.facts li { overflow-wrap: anywhere; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 24px 4px 0; border-bottom: 1px solid var(--grid); vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; }
tbody th { font-weight: 400; color: var(--muted); white-space: nowrap; }
.figures th, .figures td { text-align: right; overflow-wrap: normal; }
.figures td { white-space: nowrap; }
.figures tbody th, .figures thead th:first-child { text-align: left; }
.figures tbody th { overflow-wrap: anywhere; }
.scroll { overflow: auto; max-height: 360px; border: 1px solid var(--grid); border-radius: 6px; padding: 0 12px; }
.wide {
  overflow-x: auto;
  /* A shade at an edge that there is more behind: what scrolls with the content covers it there. */
  background: linear-gradient(to right, var(--paper) 30%, transparent) left / 40px 100% no-repeat local, linear-gradient(to left, var(--paper) 30%, transparent) right / 40px 100% no-repeat local, linear-gradient(to right, var(--border), transparent) left / 10px 100% no-repeat scroll, linear-gradient(to left, var(--border), transparent) right / 10px 100% no-repeat scroll;
}
.chart { position: relative; height: 440px; }
.chart.low { height: 170px; }
.chart.medium { height: 320px; }
.chart.square { max-width: 620px; height: auto; aspect-ratio: 31 / 32; }
canvas { border-radius: 6px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
button { font: inherit; font-size: 14px; color: var(--text); background: var(--panel); border: 1px solid var(--border); border-radius: 6px; padding: 4px 12px; cursor: pointer; }
button[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.hint, .said { font-size: 14px; color: var(--muted); overflow-wrap: anywhere; }
.said { min-height: 1.5em; }
details { margin: 8px 0; }
summary { cursor: pointer; width: fit-content; border-radius: 4px; }
pre { margin: 2px 0 14px; padding: 10px 14px; background: var(--panel); border: 1px solid var(--grid); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, monospace; }
.whole { display: inline-block; max-width: 100%; }
@media (max-width: 640px) {
  th, td { padding-right: 14px; }
  tbody th { white-space: normal; overflow-wrap: break-word; min-width: 6em; max-width: 50vw; }
}
@media print { .tools, .hint { display: none; } }
`;
