export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The last line of a run, for people and for whoever counts. */
export function summary(tallies: readonly Tally[]): string {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  const skipped = sum((tally) => tally.skipped);
  return `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
