const POINTS = 5;
/** Of the radius, where the star is narrowest. */
const INNER = 0.45;

/** Goes around the star that marks the best trial. */
export function starPath(
  ctx: { lineTo: (x: number, y: number) => void; closePath: () => void },
  x: number,
  y: number,
  radius: number,
): void {
  for (let i = 0; i < 2 * POINTS; i++) {
    const angle = (i * Math.PI) / POINTS - Math.PI / 2;
    const length = i % 2 === 0 ? radius : INNER * radius;
    ctx.lineTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
  }
  ctx.closePath();
}
