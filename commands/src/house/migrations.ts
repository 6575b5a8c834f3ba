import { existsSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "@homefield/kit/migrate";
import { Complaint, reasonOf } from "../complaint.ts";
import { root } from "./places.ts";
import type { DatabaseUrls } from "./launch.ts";
import { databaseNames, type DatabaseName } from "./settings.ts";

const folders: Record<DatabaseName, string> = {
  crm: join(root, "subgraphs/crm/migrations"),
  erp: join(root, "subgraphs/erp/migrations"),
  identity: join(root, "gateway/migrations"),
};

/** Brings every database up to this checkout; complains about one that is ahead of it. */
export async function migrateAll(databases: DatabaseUrls, note: (text: string) => void): Promise<void> {
  for (const name of databaseNames) {
    if (!existsSync(folders[name])) continue;
    try {
      await migrate(databases[name], folders[name], { log: (text) => note(`${name}: ${text}`) });
    } catch (error) {
      const unknown = /previously executed migration (\S+) is missing/.exec(reasonOf(error))?.[1];
      if (!unknown) throw error;
      throw new Complaint(`The database ${name} was last used by a newer Homefield (it has the migration ${unknown}, unknown here): update this checkout, or choose another folder with HOMEFIELD_DATA.`);
    }
  }
}
