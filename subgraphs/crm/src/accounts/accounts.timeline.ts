/** What happened on an account, from the tables where it happened; nothing is written down a second time. */
import { badInput, can, listLoaderOf, MOST_ROWS } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import type { CrmContext } from "../context.ts";
import type { TimelineKind } from "../generated/graphql.ts";
import type { DB } from "../generated/tables.ts";

type Sql = RawBuilder<unknown>;
export interface TimelineRow {
  accountId: string;
  id: string;
  at: Date;
  /** With microseconds, for the cursor. */
  atText: string;
  kind: TimelineKind;
  actorName: string | null;
  title: string;
  detail: string | null;
  activityId: string | null;
  opportunityId: string | null;
  quoteId: string | null;
  /** Fields of an account's change. */
  changes: Record<string, [unknown, unknown]> | null;
  newOwner: string | null;
}
/** One source each: id, at, kind, actor_name, title, detail, activity_id, opportunity_id, quote_id, changes, new_owner. */
const activities: Sql = sql`select 'activity:' || v.id as id, v.happens_at as at, v.kind, u.name as actor_name, v.subject as title, coalesce(v.outcome, v.body) as detail,
    v.id as activity_id, v.opportunity_id, null::uuid as quote_id, null::jsonb as changes, null::text as new_owner
  from activity v left join crm_user u on u.id = v.owner_id where v.account_id = parent.id and v.status = 'COMPLETED'`;
const stageChanges: Sql = sql`select 'stage:' || c.id, c.changed_at,
    case when c.from_stage_id is null then 'OPPORTUNITY_CREATED' when c.status = 'WON' then 'OPPORTUNITY_WON' when c.status = 'LOST' then 'OPPORTUNITY_LOST' else 'STAGE_CHANGED' end, c.changed_by,
    case when c.from_stage_id is null then 'Opportunity made: ' || o.name when c.status = 'WON' then 'Won: ' || o.name when c.status = 'LOST' then 'Lost: ' || o.name
      when c.from_stage_id = c.to_stage_id then 'Opened again: ' || o.name else o.name || ' moved to ' || t.name end,
    case when c.status = 'OPEN' and c.from_stage_id <> c.to_stage_id then f.name || ' → ' || t.name when c.changed_at = o.closed_at then nullif(concat_ws('. ', r.name, o.closed_note), '') end,
    null::uuid, o.id, null::uuid, null::jsonb, null::text
  from opportunity o join opportunity_stage_change c on c.opportunity_id = o.id left join stage f on f.id = c.from_stage_id left join stage t on t.id = c.to_stage_id left join lost_reason r on r.code = o.lost_reason
  where o.account_id = parent.id`;
// Who did it stands in the audit trail, unless the quote came in by an import.
const doneBy = (act: string): Sql => sql`left join lateral (select e.at, e.actor_name from audit_entry e where e.entity = 'Quote' and e.entity_key = q.id::text and e.act = ${act} order by e.at desc limit 1) done on true`;
const quotesSent: Sql = sql`select 'quote-sent:' || q.id, q.sent_at, 'QUOTE_SENT', done.actor_name, 'Quote ' || q.number || ' sent', q.title, null::uuid, q.opportunity_id, q.id, null::jsonb, null::text
  from quote q ${doneBy("quoteSend")} where q.account_id = parent.id and q.sent_at is not null`;
const quotesRejected: Sql = sql`select 'quote-rejected:' || q.id, coalesce(done.at, q.updated_at), 'QUOTE_REJECTED', done.actor_name, 'Quote ' || q.number || ' rejected', q.reject_reason, null::uuid, q.opportunity_id, q.id, null::jsonb, null::text
  from quote q ${doneBy("quoteReject")} where q.account_id = parent.id and q.status = 'REJECTED'`;
const quotesSigned: Sql = sql`select 'quote-signed:' || q.id, s.signed_at, 'QUOTE_SIGNED', done.actor_name, 'Quote ' || q.number || ' signed by ' || s.signer_name, q.title, null::uuid, q.opportunity_id, q.id, null::jsonb, null::text
  from quote q join signature s on s.quote_id = q.id ${doneBy("quoteSign")} where q.account_id = parent.id`;
const handOvers: Sql = sql`select 'hand-over:' || d.signature_id, d.delivered_at, 'ORDER_HANDED_OVER', null::text, 'Order ' || d.order_number || ' made from quote ' || q.number, null::text, null::uuid, q.opportunity_id, q.id, null::jsonb, null::text
  from signed_order d join quote q on q.id = d.quote_id where d.account_id = parent.id and d.status = 'DELIVERED'`;
const made: Sql = sql`select 'account:' || a.id, a.created_at, 'ACCOUNT_CREATED', e.actor_name, 'Account made', null::text, null::uuid, null::uuid, null::uuid, null::jsonb, null::text
  from account a left join lateral (select actor_name from audit_entry where entity = 'Account' and entity_key = a.id::text and act = 'accountCreate' limit 1) e on true where a.id = parent.id`;
const changed: Sql = sql`select 'change:' || e.id, e.at, 'ACCOUNT_CHANGED', e.actor_name, e.act, null::text, null::uuid, null::uuid, null::uuid, e.changes, u.name
  from audit_entry e left join crm_user u on u.id::text = e.changes -> 'ownerId' ->> 1 where e.entity = 'Account' and e.entity_key = parent.id::text and e.act <> 'accountCreate'`;

const sourcesFor = (ctx: CrmContext): Sql[] => [
  ...(can(ctx, "activity:read") ? [activities] : []),
  ...(can(ctx, "opportunity:read") ? [stageChanges] : []),
  ...(can(ctx, "quote:read") ? [quotesSent, quotesRejected, quotesSigned, handOvers] : []),
  made, changed,
];
export interface Timeline { nodes: TimelineRow[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

/** Newest first. Kinds the caller may not read are left out. Batched over accounts. */
export async function timelineOf(ctx: CrmContext, accountId: string, args: { first?: number | null; after?: string | null }): Promise<Timeline> {
  const first = args.first ?? 50;
  if (!Number.isInteger(first) || first < 0 || first > MOST_ROWS) throw badInput(`"first" is ${first}; it must be between 0 and ${MOST_ROWS}. Ask for further pages with "after".`);
  const cursor = args.after ? readCursor(args.after) : null;
  const rows = await listLoaderOf<DB, TimelineRow>(ctx, `timeline ${first} ${args.after ?? ""}`, (row) => row.accountId, async (ids) => {
    if (first === 0) return [];
    const after = cursor ? sql`(s.at, s.id) < (${cursor.at}::timestamptz, ${cursor.id})` : sql`true`;
    // The first source names the columns; each gives no more than the page needs.
    const [head, ...others] = sourcesFor(ctx).map((source) => sql`(select * from (${source}) as s (id, at, kind, actor_name, title, detail, activity_id, opportunity_id, quote_id, changes, new_owner)
      where ${after} order by s.at desc, s.id desc limit ${first + 1})`);
    const found = await sql<TimelineRow>`select parent.id as account_id, entry.*, entry.at::text as at_text from unnest(${[...ids]}::uuid[]) as parent (id)
      cross join lateral (select * from (${sql.join([head!, ...others], sql` union all `)}) as every (id, at, kind, actor_name, title, detail, activity_id, opportunity_id, quote_id, changes, new_owner)
        order by at desc, id desc limit ${first + 1}) entry
      order by parent.id, entry.at desc, entry.id desc`.execute(ctx.db);
    return found.rows.map(inWords);
  }).load(accountId);
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: last ? Buffer.from(JSON.stringify(["timeline", last.atText, last.id])).toString("base64url") : null } };
}
function readCursor(after: string): { at: string; id: string } {
  try {
    const [list, at, id] = JSON.parse(Buffer.from(after, "base64url").toString()) as unknown[];
    if (list === "timeline" && typeof at === "string" && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}(:\d{2})*$/.test(at) && typeof id === "string" && /^[\w:-]{1,80}$/.test(id)) return { at, id };
  } catch { /* the message below says it all */ }
  throw badInput(`This "after" cursor belongs to another list. Start again without it.`);
}
const FIELDS: Record<string, string> = {
  name: "name", segment: "segment", territory: "territory", website: "home page", phone: "telephone", meetingLine1: "meeting address", meetingPostalCode: "meeting address", meetingCity: "meeting address",
  country: "country", tags: "labels", parentId: "account above", ownerId: "owner", team: "team",
};
function inWords(row: TimelineRow): TimelineRow {
  if (row.kind !== "ACCOUNT_CHANGED") return row;
  if (row.title === "accountArchive") return { ...row, title: "Account put away" };
  if (row.title === "accountRestore") return { ...row, title: "Account brought back" };
  const detail = row.newOwner === null ? null : `Owner: ${row.newOwner}`;
  if (row.title === "accountsAssign") return { ...row, title: row.newOwner === null ? "Account given to somebody else" : `Account given to ${row.newOwner}`, detail: null };
  const fields = [...new Set(Object.keys(row.changes ?? {}).map((field) => FIELDS[field] ?? field))];
  return { ...row, title: fields.length === 0 ? "Account changed" : `Account changed: ${fields.join(", ")}`, detail };
}
