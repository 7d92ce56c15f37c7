/** What the page about Adam has besides the pages' style. */
export const explainStyle = `
:root {
  --contour: rgba(87, 96, 106, 0.45);
  --of-adam: #0b3fd6; --of-uncorrected: #d1242f; --of-amsgrad: #11823b; --of-adamw: #6639ba; --of-sgd: #b35900;
  --of-momentum: #0a6a78; --of-rmsprop: #a3186c; --of-adagrad: #5c4a1f; --of-adadelta: #30363d; --of-adamax: #1f6fa8;
  --of-nadam: #6b6b00; --of-radam: #c2388a; --of-lion: #00604f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --contour: rgba(157, 167, 179, 0.4);
    --of-adam: #79a8ff; --of-uncorrected: #ff7b72; --of-amsgrad: #56d364; --of-adamw: #c297ff; --of-sgd: #f0a83c;
    --of-momentum: #4fd1d9; --of-rmsprop: #ff79c6; --of-adagrad: #d2b48c; --of-adadelta: #c9d1d9; --of-adamax: #6cb6ff;
    --of-nadam: #c8c83c; --of-radam: #ffa3d0; --of-lion: #2fbf9f;
  }
}
html { scroll-padding-top: 76px; }
main.broad { max-width: 1400px; }
.broad h1 + p { max-width: 100ch; }
.broad h2 { margin: 24px 0 6px; }
.bench { display: grid; grid-template-columns: minmax(0, 1.45fr) minmax(380px, 1fr); gap: 0 40px; align-items: start; }
.bench.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.bench section { min-width: 0; }
.lesson { max-width: 100ch; min-height: 3em; margin: 12px 0 0; }
.chart.stage { height: 600px; }
.chart.low { height: 230px; }
.moving { position: absolute; left: 0; top: 0; pointer-events: none; }
fieldset { border: 1px solid var(--grid); border-radius: 6px; margin: 0 0 14px; padding: 4px 14px 10px; min-width: 0; }
legend { font-weight: 600; padding: 0 6px; margin-left: -6px; }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; }
.field span { display: block; font-size: 14px; color: var(--muted); }
select, input[type=number] { font: inherit; font-size: 14px; color: var(--text); background: var(--panel); border: 1px solid var(--border); border-radius: 6px; padding: 4px 8px; max-width: 100%; }
input[type=number] { width: 7em; }
input { accent-color: var(--accent); }
input[type=range] { width: 100%; min-width: 0; margin: 0; }
.value { font-variant-numeric: tabular-nums; text-align: right; font-size: 14px; white-space: nowrap; }
.formula { font-family: Cambria, "STIX Two Text", "Times New Roman", serif; font-size: 17px; }
.contender { display: grid; grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr) minmax(3.5em, auto); gap: 0 10px; align-items: center; min-height: 30px; }
.contender label { display: flex; align-items: center; gap: 8px; }
.key { margin: 0 0 6px; }
.key span { display: flex; align-items: center; gap: 8px; }
.swatch { flex: none; width: 40px; height: 14px; }
.swatch svg { display: block; width: 40px; height: 14px; fill: none; }
.shared { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; margin: 4px 0 8px; font-size: 14px; }
.shared input { grid-column: 1 / -1; }
#player { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 12px; padding: 10px 14px; background: var(--paper); border: 1px solid var(--border); border-radius: 8px; }
#player input { flex: 1 1 220px; }
#player .value { min-width: 9.5em; }
#player .said { position: absolute; width: 1px; height: 1px; min-height: 0; overflow: hidden; clip-path: inset(50%); margin: 0; }
#ends th, #ends td { white-space: nowrap; }
.radios { display: flex; flex-wrap: wrap; gap: 2px 14px; padding-bottom: 6px; }
.radios[hidden] { display: none; }
.radios label { display: flex; gap: 6px; align-items: center; }
.lines { list-style: none; margin: 8px 0; padding: 0; }
.lines li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; padding: 7px 0; border-bottom: 1px solid var(--grid); }
.lines .muted { font-size: 14px; text-align: right; align-self: center; }
.lines .reckoned { grid-column: 1 / -1; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.lines .reckoned:empty { display: none; }
@media (min-width: 901px) {
  #paths { position: sticky; top: 60px; }
}
@media (max-width: 900px) {
  .bench, .bench.even { grid-template-columns: minmax(0, 1fr); }
  .chart.stage { height: 460px; }
}
@media (max-width: 480px) {
  main { padding: 16px 16px 48px; }
  .chart.stage { height: 340px; }
  #player { gap: 6px; padding: 8px; }
  #player button { padding: 4px 8px; }
  #player .value { min-width: 0; text-align: left; }
  #player input { flex-basis: 100%; order: 1; }
  #player .value, #player select { order: 2; flex: 1 0 auto; }
  .contender { grid-template-columns: minmax(0, 1fr) minmax(4em, auto); }
  .contender label { grid-column: 1 / -1; }
}
`;
