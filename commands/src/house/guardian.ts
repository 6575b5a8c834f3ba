// Outlives the launcher by a few seconds, to leave no process behind when that was killed. See guard.ts.
import { rm } from "node:fs/promises";
import { stopServerIn } from "../postgres/leftover.ts";
import type { GuardianOrder } from "./guard.ts";
import { lives, type ProcessMark, signal, waitUntil } from "./processes.ts";

const GRACE_MS = 6_000;

const watched = new Map<number, ProcessMark>();
let cluster: string | undefined;
let removeAfterwards: string[] = [];

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => {});

process.on("message", (message: GuardianOrder) => {
  if (message.order === "guard") ({ cluster, removeAfterwards } = message);
  if (message.order === "watch") watched.set(message.mark.pid, message.mark);
  if (message.order === "forget") watched.delete(message.mark.pid);
  if (message.order === "dismiss") process.exit(0);
});

process.on("disconnect", () => void cleanUp().finally(() => process.exit(0)));

async function cleanUp(): Promise<void> {
  const left = [...watched.values()].filter(lives);
  for (const { pid } of left) signal(pid, "SIGTERM");
  await waitUntil(() => !left.some(lives), GRACE_MS);
  for (const { pid } of left.filter(lives)) signal(pid, "SIGKILL");
  if (cluster) await stopServerIn(cluster);
  for (const path of removeAfterwards) await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
