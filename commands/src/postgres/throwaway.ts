import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../house/ports.ts";
import { placesIn } from "../house/places.ts";
import { waitUntil } from "../house/processes.ts";
import { startGuardian } from "../house/guard.ts";
import { clusterHome, prepareCluster, serverReady, spawnServer, superuserUrl } from "./cluster.ts";
import { stopServerIn } from "./leftover.ts";
import { serverPlace } from "./place.ts";

export interface ThrowawayServer {
  superuserUrl: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of one's own in a temporary folder: for tests, and for commands that only need a schema to look at. */
export async function startThrowawayServer(): Promise<ThrowawayServer> {
  const folder = await mkdtemp(join(tmpdir(), "homefield-postgres-"));
  await chmod(folder, 0o711);
  const places = placesIn(folder);
  await mkdir(places.logs);
  const place = serverPlace(places);
  const guardian = startGuardian({ cluster: place.cluster, removeAfterwards: [folder, clusterHome(place)] });
  const password = randomBytes(12).toString("hex");
  try {
    await prepareCluster(place, password);
    const options = { place, port: await freePort(), password, log: places.log("postgres"), throwaway: true };
    const child = spawnServer(options);
    await serverReady(options, child);
    return {
      superuserUrl: superuserUrl(options),
      async stop() {
        child.kill("SIGINT");
        await waitUntil(() => child.exitCode !== null || child.signalCode !== null, 10_000);
        await stopServerIn(place.cluster);
        await guardian.dismiss();
        await removeAll();
      },
    };
  } catch (error) {
    await guardian.dismiss();
    await removeAll();
    throw error;
  }

  async function removeAll(): Promise<void> {
    for (const path of [folder, clusterHome(place)]) await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
