import type { ChildProcess } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../house/ports.ts";
import { placesIn } from "../house/places.ts";
import { waitUntil } from "../house/processes.ts";
import { startGuardian } from "../house/guard.ts";
import { clusterHome, prepareCluster, serverReady, spawnServer, superuserUrl } from "./cluster.ts";
import { stopServerIn } from "./leftover.ts";
import { serverPlace } from "./place.ts";

export interface ThrowawayServer {
  superuserUrl: string;
  /** Kills it in the middle of whatever it does and starts it again; done when it answers. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const BACK_WITHIN_MS = 60_000;

/**
 * A PostgreSQL of one's own in a temporary folder: for tests, and for commands that only need a schema to look at. One that is to crash
 * has to be durable: what it has acknowledged is there afterwards, as with the real one.
 */
export async function startThrowawayServer({ durable = false } = {}): Promise<ThrowawayServer> {
  const folder = await mkdtemp(join(tmpdir(), "homefield-postgres-"));
  await chmod(folder, 0o711);
  const places = placesIn(folder);
  await mkdir(places.logs);
  const place = serverPlace(places);
  const guardian = startGuardian({ cluster: place.cluster, removeAfterwards: [folder, clusterHome(place)] });
  const password = randomBytes(12).toString("hex");
  try {
    await prepareCluster(place, password);
    const options = { place, port: await freePort(), password, log: places.log("postgres"), throwaway: !durable };
    let child = spawnServer(options);
    await serverReady(options, child);
    return {
      superuserUrl: superuserUrl(options),
      async crash() {
        child.kill("SIGKILL");
        await waitUntil(() => hasEnded(child), 10_000);
        // It refuses to start while a backend of the one before still holds the shared memory.
        for (const end = Date.now() + BACK_WITHIN_MS; ; await sleep(100)) {
          child = spawnServer(options);
          try {
            return await serverReady(options, child);
          } catch (error) {
            if (Date.now() > end) throw error;
          }
        }
      },
      async stop() {
        child.kill("SIGINT");
        await waitUntil(() => hasEnded(child), 10_000);
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
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
