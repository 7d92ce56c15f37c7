/** A chart's file, ready to be written. */
export interface DrawnChart {
  fileName: string;
  png: Buffer;
}

/** Draws charts in their order, without those that are not to be had; while one is painted, another thread compresses the one before. */
export async function* drawInTurn(
  charts: readonly { fileName: string; draw: () => Promise<Buffer> | undefined }[],
): AsyncGenerator<DrawnChart> {
  let before: { fileName: string; png: Promise<Buffer> } | undefined;
  for (const { fileName, draw } of charts) {
    const png = draw();
    if (png === undefined) continue;
    png.catch(() => {}); // it is awaited a chart later, if at all
    await new Promise((resolve) => setImmediate(resolve)); // now it is being compressed
    if (before !== undefined) yield { fileName: before.fileName, png: await before.png };
    before = { fileName, png };
  }
  if (before !== undefined) yield { fileName: before.fileName, png: await before.png };
}
