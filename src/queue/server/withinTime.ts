/** A server that does not answer at the end is not waited for longer. */
const MILLISECONDS_TO_LEAVE = 3000;

/** Does what is to be done before leaving, as far as it goes in that time; what fails is left. */
export async function withinTime(work: () => Promise<unknown>): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  await Promise.race([
    work().catch(() => {}),
    new Promise<void>((resolve) => {
      late = setTimeout(resolve, MILLISECONDS_TO_LEAVE);
    }),
  ]);
  clearTimeout(late);
}
