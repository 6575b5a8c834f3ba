import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Complaint } from "../complaint.ts";
import type { Places } from "../house/places.ts";
import { type Account, canReach, serverAccount } from "./account.ts";
import { type Binaries, installedBinaries } from "./binaries.ts";

/** Where things go that a server without root rights must reach while the checkout lies in a private folder. Not a
 *  temporary folder: those are swept, and anybody may put programs there. */
const SHARED = "/var/lib/homefield";

export interface ServerPlace {
  cluster: string;
  bin: string;
  account: Account | undefined;
}

/** Finds a folder for the cluster and binaries that the server's account can both reach. */
export function serverPlace(places: Places): ServerPlace {
  // What is made here must be open to the server's account, however careful the shell is that started us.
  const before = process.umask(0o022);
  try {
    return findPlace(places);
  } finally {
    process.umask(before);
  }
}

function findPlace(places: Places): ServerPlace {
  const cluster = clusterFolder(places);
  const account = serverAccount(cluster);
  if (!account) return { cluster, bin: join(installedBinaries().folder, "bin"), account };
  if (cluster === places.cluster && !canReach(account, dirname(cluster))) {
    if (existsSync(cluster)) {
      throw new Complaint(`The database in ${cluster} is out of reach for the user that serves it (number ${account.uid}): let others pass through the folders above it with chmod o+x.`);
    }
    return atReachablePlace(places, account);
  }
  return { cluster, bin: reachableBin(installedBinaries(), account), account };
}

/** Where the cluster of this data folder lies, whether or not it has been made. */
export function clusterFolder(places: Places): string {
  try {
    return readFileSync(places.clusterLocation, "utf8").trim();
  } catch {
    return places.cluster;
  }
}

function atReachablePlace(places: Places, account: Account): ServerPlace {
  const id = createHash("sha256").update(realpathSync(places.dataFolder)).digest("hex").slice(0, 12);
  const cluster = join(SHARED, id, "postgres");
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o711 });
  writeFileSync(places.clusterLocation, `${cluster}\n`);
  return { cluster, bin: reachableBin(installedBinaries(), account), account };
}

function reachableBin(binaries: Binaries, account: Account): string {
  if (canReach(account, join(binaries.folder, "bin"))) return join(binaries.folder, "bin");
  const copy = join(SHARED, `binaries-${binaries.version}`);
  if (!existsSync(copy)) {
    const aside = `${copy}.${process.pid}`;
    mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, aside, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(aside, copy);
    } catch (error) {
      // Somebody else made the same copy meanwhile.
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, "bin");
}
