// A user whose role and rows a test chooses: the gateway looks both up for every request.
import pg from "pg";
import type { WholeSystem } from "./whole-system.ts";

export interface Rows { teams: string[]; legalEntities: string[] }
export const ALL_ROWS: Rows = { teams: ["*"], legalEntities: ["*"] };
/** Those of the French company and its team. */
export const FOREIGN_ROWS: Rows = { teams: ["SOUTH"], legalEntities: ["NHFR"] };

export interface Anybody {
  /** By which `ask` knows them. */
  name: string;
  become(role: string, rows: Rows): Promise<void>;
  stop(): Promise<void>;
}
export async function anybody(system: WholeSystem): Promise<Anybody> {
  const name = "sales";
  const pool = new pg.Pool({ connectionString: system.identityUrl, max: 1 });
  await system.token(name);
  return {
    name,
    become: async (role, { teams, legalEntities }) => {
      await pool.query('update "user" set roles = $2, teams = $3, "legalEntities" = $4 where email = $1', [`${name}@demo.homefield.example`, JSON.stringify([role]), JSON.stringify(teams), JSON.stringify(legalEntities)]);
    },
    stop: () => pool.end(),
  };
}
