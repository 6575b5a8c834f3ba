/**
 * The door by which the gateway hears what changed. Each transaction leaves the names of what it touched in the table `change`
 * (migrations/0010_changes.sql); the gateway asks for what it has not seen, and waits here a while when there is nothing.
 */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { forbidden } from "./caller.ts";
import type { Context } from "./context.ts";
import type { Route } from "./server.ts";

export const CHANGES_PATH = "/changes";
/** The gateway's own, for no user: what is heard here names rows of all teams and companies. */
export const CHANGES_PERMISSION = "change:hear";

/** Objects of one type that changed, and who may hear of it. */
export interface Change {
  type: string;
  /** As the graph knows them; null when there were too many to tell apart. */
  keys: string[] | null;
  team: string | null;
  legalEntity: string | null;
}
export interface Changes {
  /** What has been seen so far; asked with the next question. */
  seen: string;
  changes: Change[];
  /** Some changes since the last question are forgotten already: anything may have changed. */
  isLost: boolean;
}

/** How long a question waits for something to happen. */
export const MOST_WAIT_MS = 5_000;
const LOOK_EVERY_MS = 120;
/** More of one type at once are named by their type alone: nobody shows so many. */
const MOST_KEYS = 50;
const REMEMBERED_MS = 10 * 60_000;
const FORGET_EVERY_MS = 60_000;

// One statement, hence one moment: what it cannot see yet is seen next time.
const LOOK = `
  with since as (select $1::pg_snapshot as seen),
    fresh as (select distinct type, key, team, legal_entity from change, since where transaction >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(transaction, seen)),
    named as (select type, team, legal_entity as "legalEntity", case when count(*) > ${MOST_KEYS} or bool_or(key is null) then null else array_agg(key order by key) end as keys from fresh group by 1, 2, 3)
  select pg_current_snapshot()::text as seen,
    coalesce((select json_agg(named order by type) from named), '[]') as changes,
    pg_snapshot_xmin(seen) < (select forgotten_before from change_horizon) or pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot()) as "isLost"
  from since`;

/** What happened since `seen`; without it, from now on. */
export async function changesSince(pool: pg.Pool, seen: string | null): Promise<Changes> {
  if (seen !== null) return (await pool.query<Changes>(LOOK, [seen])).rows[0]!;
  const { rows } = await pool.query<{ seen: string }>("select pg_current_snapshot()::text as seen");
  return { seen: rows[0]!.seen, changes: [], isLost: false };
}

/** Forgets what every transaction of `until`'s time and before left behind. */
export async function forgetChanges(pool: pg.Pool, until: string): Promise<void> {
  await pool.query(
    `with horizon as (update change_horizon set forgotten_before = greatest(forgotten_before, pg_snapshot_xmin($1::pg_snapshot)) returning forgotten_before)
     delete from change using horizon where transaction < forgotten_before`, [until]);
}

export interface LiveChanges {
  route: Route<Pick<Context<unknown>, "caller">>;
  /** Lets go of who waits. */
  stop(): void;
}
export function liveChanges(pool: pg.Pool, onForgetFailed: (error: unknown) => void): LiveChanges {
  let isStopping = false;
  const moments: { at: number; seen: string }[] = [];
  const forgetting = setInterval(() => void forgetOld().catch(onForgetFailed), FORGET_EVERY_MS).unref();
  async function forgetOld(): Promise<void> {
    const { seen } = await changesSince(pool, null);
    moments.push({ at: Date.now(), seen });
    while (moments[1] && moments[1].at <= Date.now() - REMEMBERED_MS) moments.shift();
    if (moments[0]!.at <= Date.now() - REMEMBERED_MS) await forgetChanges(pool, moments[0]!.seen);
  }
  async function wait(given: string | null, res: ServerResponse): Promise<Changes> {
    for (const end = Date.now() + MOST_WAIT_MS; ; await sleep(LOOK_EVERY_MS)) {
      const found = await changesSince(pool, given);
      if (given === null || found.isLost || found.changes.length > 0 || Date.now() >= end || isStopping || res.destroyed) return found;
    }
  }
  return {
    route: {
      method: "GET",
      path: CHANGES_PATH,
      handle: async (ctx, _params, res) => {
        if (ctx.caller.kind !== "service" || !ctx.caller.permissions.has(CHANGES_PERMISSION)) {
          return void res.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ errors: [forbidden(CHANGES_PERMISSION, "hearing of changes")] }));
        }
        const seen = new URL(res.req.url!, "http://here").searchParams.get("seen");
        if (seen !== null && !/^\d+:\d+:[\d,]*$/.test(seen)) return void res.writeHead(400).end();
        const found = await wait(seen, res);
        res.writeHead(200, { "content-type": "application/json", ...(isStopping && { connection: "close" }) }).end(JSON.stringify(found));
      },
    },
    stop: () => {
      isStopping = true;
      clearInterval(forgetting);
    },
  };
}
