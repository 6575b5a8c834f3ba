import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { lives, markOf, parentOf, type ProcessMark, waitUntil } from "@homefield/commands/house/processes.ts";

export const tinyHouseFile = fileURLToPath(new URL("./tiny-house.ts", import.meta.url));

export interface SpawnedHouse {
  child: ChildProcess;
  said(): string;
  says(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  ended(withinMs?: number): Promise<number | NodeJS.Signals>;
}

/** Runs a command of ours with the Node that runs us. */
export function spawnCommand(file: string, environment: Record<string, string>, commandArguments: string[] = []): SpawnedHouse {
  return spawnProgram(process.execPath, [file, ...commandArguments], environment);
}

/** Runs a program in a process group of its own, as a shell would. */
export function spawnProgram(program: string, programArguments: string[], environment: Record<string, string>, cwd?: string): SpawnedHouse {
  const child = spawn(program, programArguments, { cwd, env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...environment }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    said: () => text,
    async says(pattern, withinMs = 60_000) {
      const found = await waitUntil(() => pattern.test(text) || child.exitCode !== null, withinMs);
      const match = pattern.exec(text);
      if (!found || !match) throw new Error(`expected ${pattern} in:\n${text}`);
      return match;
    },
    async ended(withinMs = 30_000) {
      if (!(await waitUntil(() => child.exitCode !== null || child.signalCode !== null, withinMs))) throw new Error(`still running after ${withinMs} ms:\n${text}`);
      return child.exitCode ?? (child.signalCode as NodeJS.Signals);
    },
  };
}

export function spawnTinyHouse(dataFolder: string, environment: Record<string, string> = {}): SpawnedHouse {
  return spawnCommand(tinyHouseFile, { HOMEFIELD_DATA: dataFolder, PORT: "0", ...environment });
}

/** A process and everything below it, as it is now. */
export async function familyOf(pid: number): Promise<ProcessMark[]> {
  const children = new Map<number, number[]>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family: ProcessMark[] = [];
  const visit = (each: number) => {
    family.push(markOf(each));
    for (const child of children.get(each) ?? []) visit(child);
  };
  visit(pid);
  return family;
}

export async function allGone(family: ProcessMark[], withinMs: number): Promise<string[]> {
  await waitUntil(() => !family.some(lives), withinMs);
  return family.filter(lives).map(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
}
