import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";

const KEEP_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

export interface Log {
  path: string;
  /** The last thing written since the program was started, without the envelope of the log format. */
  lastWords(): string;
  /** A handle for a child's output; what came before is no longer its last words. */
  open(): number;
}

export function logAt(path: string): Log {
  let startedAt = sizeOf(path);
  return {
    path,
    open() {
      if (sizeOf(path) > KEEP_BYTES) {
        rmSync(`${path}.1`, { force: true });
        renameSync(path, `${path}.1`);
      }
      startedAt = sizeOf(path);
      return openSync(path, "a", 0o600);
    },
    lastWords() {
      const lines = tail(path, startedAt).split("\n").filter((line) => line.trim() !== "");
      return wordsIn(lines).slice(0, 500);
    },
  };
}

/** The error a service died of is worth more than the line it said after. */
function wordsIn(lines: string[]): string {
  const said = lines.map(readable).filter((line) => line !== "");
  const uncaught = said.findLast((line) => /^(?:\w*Error|\w+ \[\w+\]): |\bFATAL: |^Error: /.test(line));
  return (uncaught ?? said.findLast((line) => !/^(?:\s+at |Node\.js v|\}|\^)/.test(line)) ?? "").trim();
}

/** Unwraps the JSON a service logs; leaves everything else as it is. */
function readable(line: string): string {
  if (!line.startsWith("{")) return line;
  try {
    const entry = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return [entry.msg, entry.err?.message].filter(Boolean).join(": ");
  } catch {
    return line;
  }
}

function tail(path: string, from: number): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return "";
  }
  try {
    const start = Math.max(from, sizeOf(path) - TAIL_BYTES);
    const buffer = Buffer.alloc(TAIL_BYTES);
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, TAIL_BYTES, start));
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
