import { whoIsRunning } from "./data-folder.ts";
import { type DatabaseUrls, openHouse } from "./launch.ts";
import { migrateAll } from "./migrations.ts";
import type { Progress } from "./progress.ts";
import { readSecrets, type Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

export interface OpenDatabases {
  databases: DatabaseUrls;
  secrets: Secrets;
}

/** Gives a command the migrated databases: those of the running Homefield, or started for as long as the command takes. */
export async function withDatabases<T>(settings: Settings, command: string, progress: Progress, work: (open: OpenDatabases) => Promise<T>): Promise<T> {
  const running = await whoIsRunning(settings.places.dataFolder);
  const secrets = await readSecrets(settings.places.secrets);
  if (running?.databases && secrets) return work({ databases: running.databases, secrets });
  const house = await openHouse({ settings, command, progress });
  try {
    await progress.step("Tables", (note) => migrateAll(house.databases, note));
    return await work({ databases: house.databases, secrets: house.secrets });
  } finally {
    await house.close();
  }
}
