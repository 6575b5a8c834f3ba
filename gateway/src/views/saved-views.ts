import type pg from "pg";
import type { Caller } from "../identity/caller.ts";
import { Complaint } from "../protection/complaint.ts";

/** Everybody who can sign in. */
export const EVERYBODY = "*";
const MOST_PER_MAKER = 100;
const UNIQUE_VIOLATION = "23505";

/** What a view says: a name for a state of one screen's list. */
export interface ViewInput {
  side: "crm" | "erp";
  /** The screen's path within its side: `/accounts`. */
  screen: string;
  label: string;
  /** The screen's address behind the path: filters, sort, columns. It names conditions, never rows. */
  search: string;
  /** Nobody else, one team by its code, or everybody. */
  sharedWith: string | null;
}

export interface SavedView extends ViewInput {
  id: string;
  /** Only who made a view changes or deletes it. */
  own: boolean;
  makerName: string;
}

const columns = `v.id, v.side, v.screen, v.label, v.search, v.shared_with AS "sharedWith", v.maker = $1 AS own, u.name AS "makerName"`;
const seen = `(v.maker = $1 OR v.shared_with = '*' OR (v.shared_with IS NOT NULL AND (v.shared_with = ANY($2::text[]) OR '*' = ANY($2::text[]))))`;

/** Brings the table of views to its shape; its makers are the users of the same database. Safe to repeat. */
export const savedViewTable = `
  CREATE TABLE IF NOT EXISTS saved_view (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    side text NOT NULL CHECK (side IN ('crm', 'erp')),
    screen text NOT NULL CHECK (length(screen) <= 100),
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
    search text NOT NULL CHECK (length(search) <= 4000),
    shared_with text CHECK (length(shared_with) BETWEEN 1 AND 100),
    maker text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    made_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (maker, side, screen, label)
  );
  CREATE INDEX IF NOT EXISTS saved_view_shared ON saved_view (side, shared_with) WHERE shared_with IS NOT NULL;
`;

/** The views of a side, or of one of its screens, that the caller may use: own ones first, then by name. */
export async function listViews(pool: pg.Pool, caller: Caller, side: string, screen: string | null): Promise<SavedView[]> {
  const { rows } = await pool.query<SavedView>(
    `SELECT ${columns} FROM saved_view v JOIN "user" u ON u.id = v.maker
     WHERE ${seen} AND v.side = $3 AND ($4::text IS NULL OR v.screen = $4) ORDER BY own DESC, lower(v.label), v.id LIMIT 500`,
    [caller.userId, caller.teams, side, screen],
  );
  return rows;
}

/** Whom the caller may share with: the own teams; who belongs to all teams chooses among those somebody belongs to. */
export async function teamsToShareWith(pool: pg.Pool, caller: Caller): Promise<string[]> {
  if (!caller.teams.includes("*")) return [...caller.teams].sort();
  const { rows } = await pool.query<{ team: string }>(`SELECT DISTINCT team FROM "user" u, jsonb_array_elements_text(u.teams::jsonb) team WHERE team <> '*' ORDER BY team`);
  return rows.map((row) => row.team);
}

export async function saveView(pool: pg.Pool, caller: Caller, input: ViewInput): Promise<SavedView> {
  await checkSharing(pool, caller, input.sharedWith);
  // Counted and written in one statement; two at once may end one over, which hurts nobody.
  const { rows } = await pool
    .query<{ id: string }>(
      `INSERT INTO saved_view (side, screen, label, search, shared_with, maker)
       SELECT $2, $3, $4, $5, $6, $1 WHERE (SELECT count(*) FROM saved_view WHERE maker = $1) < ${MOST_PER_MAKER} RETURNING id`,
      [caller.userId, input.side, input.screen, input.label, input.search, input.sharedWith],
    )
    .catch(nameTaken);
  if (!rows[0]) throw new Complaint(409, "TOO_MANY_VIEWS", `You keep ${MOST_PER_MAKER} views, which is the most. Delete one you no longer need.`);
  return { ...input, id: rows[0].id, own: true, makerName: caller.name };
}

export async function changeView(pool: pg.Pool, caller: Caller, id: string, change: Pick<ViewInput, "label" | "search" | "sharedWith">): Promise<SavedView> {
  const before = await ownView(pool, caller, id);
  if (change.sharedWith !== before.sharedWith) await checkSharing(pool, caller, change.sharedWith);
  await pool
    .query("UPDATE saved_view SET label = $3, search = $4, shared_with = $5, changed_at = now() WHERE id = $2 AND maker = $1", [caller.userId, id, change.label, change.search, change.sharedWith])
    .catch(nameTaken);
  return { ...before, ...change };
}

export async function deleteView(pool: pg.Pool, caller: Caller, id: string): Promise<void> {
  await ownView(pool, caller, id);
  await pool.query("DELETE FROM saved_view WHERE id = $2 AND maker = $1", [caller.userId, id]);
}

/** A view of the caller's own. One that is not shared with the caller does not exist for them. */
async function ownView(pool: pg.Pool, caller: Caller, id: string): Promise<SavedView> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const { rows } = known
    ? await pool.query<SavedView>(`SELECT ${columns} FROM saved_view v JOIN "user" u ON u.id = v.maker WHERE ${seen} AND v.id = $3`, [caller.userId, caller.teams, id])
    : { rows: [] };
  const view = rows[0];
  if (!view) throw new Complaint(404, "NOT_FOUND", "There is no such view.");
  if (!view.own) throw new Complaint(403, "FORBIDDEN", `Only ${view.makerName}, who made this view, changes it. Save it under a name of your own instead.`);
  return view;
}

async function checkSharing(pool: pg.Pool, caller: Caller, sharedWith: string | null): Promise<void> {
  if (sharedWith === null || sharedWith === EVERYBODY) return;
  const teams = await teamsToShareWith(pool, caller);
  if (!teams.includes(sharedWith)) throw new Complaint(403, "FOREIGN_TEAM", `Views are shared with a team of your own${teams.length > 0 ? ` (${teams.join(", ")})` : ""} or with everybody.`);
}

function nameTaken(error: unknown): never {
  if ((error as { code?: string }).code === UNIQUE_VIOLATION) throw new Complaint(409, "VIEW_EXISTS", "You have a view of this name here. Change that one, or choose another name.");
  throw error;
}
