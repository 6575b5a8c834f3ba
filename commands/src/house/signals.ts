import { commandLineOf, lives, markOf, parentOf, type ProcessMark } from "./processes.ts";

/** Resolves with the reason why the house should stop: Ctrl-C, a signal, a closed terminal, npm killed above us. */
export function stopRequest(): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(name, () => {
        // The terminal and npm both send the first one. A later one is impatience: the guardian then ends what is left.
        if (askedAt !== undefined && Date.now() - askedAt > 1_000) process.exit(1);
        askedAt ??= Date.now();
        resolve(name);
      });
    }
    // kill -9 of npm sends us nothing, and may leave the shell between us: watch both.
    const above = process.env.npm_lifecycle_event ? npmAbove() : [];
    if (above.length > 0) {
      setInterval(() => {
        if (!above.every(lives)) resolve("npm ended");
      }, 500).unref();
    }
  });
}

/** The processes from npm down to us: npm itself, and the shell it runs the script with unless that became us. */
function npmAbove(): ProcessMark[] {
  const chain: ProcessMark[] = [];
  let pid: number | undefined = process.ppid;
  for (let steps = 0; pid !== undefined && steps < 2; steps += 1) {
    chain.push(markOf(pid));
    if (/^\S*(?:npm|pnpm|yarn)\b|\b(?:npm-cli|pnpm|yarn)\.c?js\b/.test(commandLineOf(pid))) return chain;
    pid = parentOf(pid);
  }
  return [];
}
