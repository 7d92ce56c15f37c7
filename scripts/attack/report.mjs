/** Adds up what cases led to. */
export class Tally {
  findings = [];
  #codes = new Map();
  #kinds = new Map();
  #slowest = { milliseconds: 0 };
  #started = performance.now();
  #count = 0;

  add({ n, kind, code, findings, milliseconds }) {
    this.#count++;
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (milliseconds > this.#slowest.milliseconds) this.#slowest = { n, milliseconds };
    for (const [what, proof] of findings) this.findings.push({ n, what, proof });
  }

  summary() {
    const counts = (map) =>
      [...map]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, count]) => `${key}: ${count}`)
        .join(', ');
    const seconds = (performance.now() - this.#started) / 1000;
    const { n, milliseconds } = this.#slowest;
    return [
      `${this.#count} cases in ${seconds.toFixed(0)} s`,
      `exit codes ${counts(this.#codes)}`,
      `kinds ${counts(this.#kinds)}`,
      `slowest ${n} with ${(milliseconds / 1000).toFixed(1)} s`,
      `findings ${this.findings.length}`,
    ].join('; ');
  }
}

/** Prints each kind of finding once, with how often it came and how to see it again. */
export function printFindings(findings, replay) {
  const groups = new Map();
  for (const finding of findings) {
    // The same fault with other names and numbers is the same fault.
    const key = `${finding.what}: ${finding.proof.replace(/"[^"]*"|\d+|\/\S+/g, '…').slice(0, 90)}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  for (const [first, ...others] of groups.values()) {
    process.stdout.write(
      `\n${first.what}, ${others.length + 1} times: ${JSON.stringify(first.proof.slice(0, 600))}\n`,
    );
    for (const { n } of [first, ...others].slice(0, 3)) process.stdout.write(`  ${replay(n)}\n`);
  }
}
