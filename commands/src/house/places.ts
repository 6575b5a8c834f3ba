import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the checkout. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Everything Homefield writes lies under the data folder; this is the only list of what lies where. */
export function placesIn(dataFolder: string) {
  return {
    dataFolder,
    version: join(dataFolder, "version.json"),
    running: join(dataFolder, "running.json"),
    secrets: join(dataFolder, "secrets.json"),
    cluster: join(dataFolder, "postgres"),
    clusterLocation: join(dataFolder, "postgres.location"),
    web: join(dataFolder, "web"),
    logs: join(dataFolder, "logs"),
    log: (name: string) => join(dataFolder, "logs", `${name}.log`),
  };
}

export type Places = ReturnType<typeof placesIn>;
