/**
 * Lays items out in as few rows as will do, and those of about the same length.
 *
 * @param rule `width` of a row; `widthOf` an item and the `gap` between two, in the same unit; `step` by which narrower rows are tried
 */
export function balancedRows<Item>(
  items: readonly Item[],
  { width, ...rule }: { width: number; widthOf: (item: Item) => number; gap: number; step: number },
): Item[][] {
  let rows = filledRows(items, width, rule);
  const narrowest = Math.max(0, ...items.map(rule.widthOf));
  for (let narrower = width - rule.step; narrower >= narrowest; narrower -= rule.step) {
    const balanced = filledRows(items, narrower, rule);
    if (balanced.length > rows.length) break;
    rows = balanced;
  }
  return rows;
}

function filledRows<Item>(
  items: readonly Item[],
  width: number,
  { widthOf, gap }: { widthOf: (item: Item) => number; gap: number },
): Item[][] {
  const rows: Item[][] = [];
  let used = 0;
  for (const item of items) {
    const wider = used + gap + widthOf(item);
    const last = rows.at(-1);
    if (last !== undefined && wider <= width) {
      last.push(item);
      used = wider;
    } else {
      rows.push([item]);
      used = widthOf(item);
    }
  }
  return rows;
}
