import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { Complaint } from "../complaint.ts";

/** Whom the server runs as when that is not ourselves: PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Undefined: as ourselves. A cluster that exists keeps its owner. */
export function serverAccount(cluster: string): Account | undefined {
  const self = process.getuid?.();
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (self !== 0) {
    if (owner && self !== undefined && owner.uid !== self) {
      throw new Complaint(`The database in ${cluster} belongs to another user: run Homefield as the user who started it first, or choose another folder with HOMEFIELD_DATA.`);
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ["postgres", "nobody"]) {
    const account = lookUp(name);
    if (account) return account;
  }
  throw new Complaint("PostgreSQL can't run as root and this machine has neither a user postgres nor nobody: start Homefield as an ordinary user.");
}

/** Whether this account gets as far as the folder, through every folder above it. */
export function canReach(account: Account, folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid !== undefined && gid !== undefined ? { uid, gid } : undefined;
}
