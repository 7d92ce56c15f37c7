/** So many trials whose processes died one after another say that the machine is to blame, and not they. */
const MOST = 5;

/** Looks for trials in a row whose processes died. */
export class DiedInARow {
  private readonly jobs = new Set<string>();
  /** Why the last one did, if there are too many. */
  reason: string | undefined;

  /** @param reason why its process died; undefined if it did not */
  see(job: string, reason: string | undefined): void {
    if (reason === undefined) this.jobs.clear();
    else this.jobs.add(job);
    this.reason = this.jobs.size >= MOST ? reason : undefined;
  }
}
