import { Complaint } from "../complaint.ts";
import { whoIsRunning } from "./data-folder.ts";
import { type House, openHouse } from "./launch.ts";
import { refuseTakenPort } from "./ports.ts";
import { type Progress, progressOn } from "./progress.ts";
import type { Settings } from "./settings.ts";
import { stopRequest } from "./signals.ts";

export interface Run {
  settings: Settings;
  command: string;
  /** Starts what this run is about and answers the text that tells it is ready. */
  bring(house: House, progress: Progress): Promise<string>;
}

/** Opens the house, brings it to life, keeps it until asked to stop, and leaves no process behind. */
export async function runHouse({ settings, command, bring }: Run): Promise<void> {
  const progress = progressOn(process.stdout);
  // Whoever read our lines may be gone; stopping in order matters more than telling about it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const stop = stopRequest();
  // A second start of the same house finds its own port taken: claiming the folder tells that better.
  if (settings.port !== 0 && !(await whoIsRunning(settings.places.dataFolder))) await refuseTakenPort(settings.port, settings.host);
  const house = await openHouse({ settings, command, progress });
  const brought = bring(house, progress);
  brought.catch(() => {});
  try {
    const outcome = await Promise.race([brought.then((text) => ({ text })), stop.then((reason) => ({ reason })), house.givenUp.then((failure) => ({ failure }))]);
    if ("text" in outcome) {
      progress.say(outcome.text);
      const failure = await Promise.race([stop.then(() => undefined), house.givenUp]);
      if (failure) throw new Complaint(`${failure} Homefield stops.`);
    }
    if ("failure" in outcome) throw new Complaint(`${outcome.failure} Homefield stops.`);
    progress.say("\nStopping …");
  } finally {
    await house.close();
  }
  progress.say("Stopped.");
}
