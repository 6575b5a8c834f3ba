import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { logAt } from "./logs.ts";
import type { Program } from "./supervisor.ts";

export interface Service {
  name: string;
  /** The TypeScript or JavaScript file that is the program. */
  file: string;
  environment: Record<string, string>;
  essential?: boolean;
}

/** One of our own programs: says `{ type: "ready" }` over its channel, ends on SIGTERM and when the channel closes. */
export function serviceProgram(service: Service, log: string, nodeArguments: readonly string[] = []): Program {
  const { open, lastWords } = logAt(log);
  return {
    name: service.name,
    essential: service.essential ?? false,
    readyWithinMs: 60_000,
    stopSignal: "SIGTERM",
    stopWithinMs: 7_000,
    lastWords,
    spawn() {
      const output = open();
      try {
        // A session of its own: Ctrl-C at the terminal is for the launcher, which stops everything in order.
        return spawn(process.execPath, [...nodeArguments, service.file], {
          detached: true,
          env: { ...inherited(), ...service.environment },
          stdio: ["ignore", output, output, "ipc"],
        });
      } finally {
        closeSync(output);
      }
    },
    ready: (child: ChildProcess) =>
      new Promise<void>((resolve) => {
        child.on("message", (message) => {
          if ((message as { type?: unknown } | null)?.type === "ready") resolve();
        });
      }),
  };
}

const ofAnyProgram = new Set(["PATH", "HOME", "TMPDIR", "TZ", "LANG", "NODE_EXTRA_CA_CERTS"]);

/** A service gets what it needs by name and, of our own environment, what any program needs and what is meant for Homefield. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => ofAnyProgram.has(name) || name.startsWith("HOMEFIELD_")));
}
