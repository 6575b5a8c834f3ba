import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { Complaint } from "../complaint.ts";
import { type Places, placesIn } from "./places.ts";
import { lives, markOf, type ProcessMark, waitUntil } from "./processes.ts";

/** Raised when what lies in a data folder changes in a way that older checkouts would misread. */
const LAYOUT = 1;
const CLEAN_UP_MS = 30_000;

/** What a running Homefield tells the other commands about itself. */
export interface Running {
  launcher: ProcessMark;
  guardian?: ProcessMark;
  command: string;
  /** As people were told. */
  url?: string;
  /** As a process on this machine reaches the gateway. */
  gatewayInside?: string;
  databases?: { crm: string; erp: string; identity: string };
}

export interface Claim {
  /** Tells the other commands more; only the holder of the claim may. */
  update(more: Partial<Running>): Promise<void>;
  release(): Promise<void>;
}

/** Makes the data folder if need be and takes it for this process: two launchers on one cluster would ruin it. */
export async function claimDataFolder(places: Places, command: string): Promise<Claim> {
  try {
    // Others may pass through: a server that dropped its root rights lives below.
    await mkdir(places.dataFolder, { recursive: true, mode: 0o711 });
    await mkdir(places.logs, { recursive: true, mode: 0o700 });
    await mkdir(places.web, { recursive: true });
  } catch (error) {
    throw new Complaint(`The data folder ${places.dataFolder} can't be made (${(error as NodeJS.ErrnoException).code}): choose another with HOMEFIELD_DATA.`);
  }
  await checkLayout(places);
  let running: Running = { launcher: markOf(process.pid), command };
  while (!(await takeFile(places.running, running))) await makeWay(places);
  return {
    async update(more) {
      running = { ...running, ...more };
      await replaceFile(places.running, running);
    },
    async release() {
      await rm(places.running, { force: true });
    },
  };
}

/** The Homefield that runs on this data folder now, if one does. */
export async function whoIsRunning(dataFolder: string): Promise<Running | undefined> {
  const running = await readRunning(placesIn(dataFolder).running);
  return running && lives(running.launcher) ? running : undefined;
}

async function makeWay(places: Places): Promise<void> {
  const other = await readRunning(places.running);
  if (!other) return;
  if (lives(other.launcher)) {
    throw new Complaint(
      `Homefield is already at work in ${places.dataFolder} (npm run ${other.command}, process ${other.launcher.pid}${other.url ? `, ${other.url}` : ""}): stop that one first, or choose another folder with HOMEFIELD_DATA.`,
    );
  }
  // The last launcher was killed: its guardian may still be stopping what it left.
  const { guardian } = other;
  if (guardian && !(await waitUntil(() => !lives(guardian), CLEAN_UP_MS))) {
    throw new Complaint(`The last run is still being cleaned up by process ${guardian.pid}: wait a moment or end that process, then start again.`);
  }
  await removeStale(places.running, other.launcher);
}

/** Takes the file away and looks at it again: by now it may be the fresh claim of somebody who was quicker. */
async function removeStale(file: string, launcher: ProcessMark): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readRunning(aside);
  if (taken && (taken.launcher.pid !== launcher.pid || taken.launcher.started !== launcher.started)) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

async function checkLayout(places: Places): Promise<void> {
  let layout: unknown;
  try {
    layout = (JSON.parse(await readFile(places.version, "utf8")) as { layout: unknown }).layout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new Complaint(`${places.version} is damaged: it should read {"layout":${LAYOUT}}.`);
    await writeFile(places.version, `${JSON.stringify({ layout: LAYOUT })}\n`);
    return;
  }
  if (typeof layout !== "number" || layout > LAYOUT) {
    throw new Complaint(
      `The data folder ${places.dataFolder} was made by a newer Homefield (layout ${String(layout)}, this one knows ${LAYOUT}): update this checkout, or choose another folder with HOMEFIELD_DATA.`,
    );
  }
}

async function readRunning(file: string): Promise<Running | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Running;
  } catch {
    return undefined;
  }
}

/** Writes aside, then links: a half-written claim never stands under the final name, and only one taker wins. */
async function takeFile(file: string, content: Running): Promise<boolean> {
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(content), { mode: 0o600 });
  try {
    await link(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function replaceFile(file: string, content: Running): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(content), { mode: 0o600 });
  await rename(aside, file);
}
