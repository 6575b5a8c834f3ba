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
    // kill -9 of npm sends us nothing, but we get another parent.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) {
      setInterval(() => {
        if (process.ppid !== parent) resolve("its parent ended");
      }, 500).unref();
    }
  });
}
