import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Complaint, reasonOf } from "../complaint.ts";
import type { Guardian } from "./guard.ts";

/** A process the launcher keeps alive. */
export interface Program {
  /** As people read it: "erp", "gateway", "PostgreSQL". */
  name: string;
  spawn(): ChildProcess;
  /** Resolves once it serves; rejects or never resolves if it won't. */
  ready(child: ChildProcess): Promise<void>;
  readyWithinMs: number;
  stopSignal: NodeJS.Signals;
  stopWithinMs: number;
  /** What it said last before it ended, for the reason shown to people. */
  lastWords(): string;
  /** Without it nothing works: giving it up stops the house. */
  essential: boolean;
}

export interface Supervised {
  name: string;
  /** Rejects with a complaint when it can't be brought up. */
  ready: Promise<void>;
  pid(): number | undefined;
  /** Starts it anew on purpose, after its source changed. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface Overseer {
  guardian: Pick<Guardian, "watch" | "forget">;
  say(line: string): void;
  /** An essential program that won't stay up. */
  onGivenUp(sentence: string): void;
}

const BACK_OFF_MS = [100, 500, 1_000, 2_000, 4_000];
/** Once it has served this long, what came before no longer counts against it. */
const PROVEN_MS = 2_000;

/** Starts a program; once it is ready, starts it again whenever it ends unasked. */
export function supervise(program: Program, overseer: Overseer): Supervised {
  let failuresInARow = 0;
  let readySince: number | undefined;
  let child: ChildProcess | undefined;
  let wanted = true;
  let replaced = false;

  const ready = startUntilReady();
  ready.catch(() => {});
  return { name: program.name, ready, pid: () => child?.pid, restart, stop };

  /** Tries with growing pauses; complains when it fails too often in a row. */
  async function startUntilReady(): Promise<void> {
    for (;;) {
      if (!wanted) return;
      const attempt = launch();
      try {
        await readyInTime(attempt);
        readySince = Date.now();
        attempt.once("exit", () => void onEnd(attempt));
        // It may have ended between its last word and our listening.
        if (hasEnded(attempt)) await onEnd(attempt);
        return;
      } catch (error) {
        await end(attempt);
        const pause = pauseAfterFailure();
        if (pause === undefined) throw new Complaint(`${program.name} doesn't start: ${program.lastWords() || reasonOf(error)}`);
        await sleep(pause);
      }
    }
  }

  function launch(): ChildProcess {
    const made = program.spawn();
    child = made;
    made.on("error", () => {});
    if (made.pid !== undefined) {
      const { pid } = made;
      overseer.guardian.watch(pid);
      made.once("exit", () => overseer.guardian.forget(pid));
    }
    return made;
  }

  async function readyInTime(attempt: ChildProcess): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it was not ready after ${program.readyWithinMs / 1000} s`)), program.readyWithinMs);
    });
    const ended = new Promise<never>((_, reject) => {
      if (attempt.pid === undefined || hasEnded(attempt)) reject(new Error("it ended at once"));
      attempt.once("error", reject);
      attempt.once("exit", () => reject(new Error(`it ended at once (${howItEnded(attempt)})`)));
    });
    try {
      await Promise.race([program.ready(attempt), ended, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function onEnd(ended: ChildProcess): Promise<void> {
    if (!wanted || replaced || ended !== child) return;
    const pause = pauseAfterFailure();
    const words = ended.signalCode ? "" : program.lastWords();
    overseer.say(`${program.name} ended (${howItEnded(ended)}); starting it again.${words ? ` Its last words: ${words}` : ""}`);
    try {
      if (pause === undefined) throw new Complaint(`${program.name} ended ${BACK_OFF_MS.length + 1} times in a row: ${program.lastWords() || "no reason given"}`);
      await sleep(pause);
      await startUntilReady();
      if (wanted) overseer.say(`${program.name} is back.`);
    } catch (error) {
      if (!wanted) return;
      if (program.essential) overseer.onGivenUp(reasonOf(error));
      else overseer.say(`${reasonOf(error)} The rest goes on without it; start Homefield again once that is put right.`);
    }
  }

  /** Undefined when it has failed too often to try again. */
  function pauseAfterFailure(): number | undefined {
    if (readySince !== undefined && Date.now() - readySince > PROVEN_MS) failuresInARow = 0;
    readySince = undefined;
    return BACK_OFF_MS[failuresInARow++];
  }

  async function restart(): Promise<void> {
    replaced = true;
    try {
      if (child) await end(child);
      failuresInARow = 0;
    } finally {
      replaced = false;
    }
    await startUntilReady();
  }

  async function stop(): Promise<void> {
    wanted = false;
    if (child) await end(child);
  }

  async function end(running: ChildProcess): Promise<void> {
    if (running.pid === undefined || hasEnded(running)) return;
    const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill(program.stopSignal);
    const timer = setTimeout(() => {
      overseer.say(`${program.name} did not stop within ${program.stopWithinMs / 1000} s and was ended by force.`);
      running.kill("SIGKILL");
    }, program.stopWithinMs);
    await ended;
    clearTimeout(timer);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function howItEnded(child: ChildProcess): string {
  return child.signalCode ? `killed by ${child.signalCode}` : `exit code ${child.exitCode}`;
}
