import { can, plainText, refuse, saysWords, wordsOf } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type CrmContext, inTeams } from "../context.ts";

type Sql = RawBuilder<unknown>;
export type HitKind = "Account" | "Contact" | "Opportunity" | "Quote";
export interface SearchRow { kind: HitKind; id: string; title: string; detail: string | null; rank: number }

const LEAST_LETTERS = 2;
const MOST_LETTERS = 200;
const MOST_HITS = 20;

export async function searchCrm(ctx: CrmContext, args: { text: string; first?: number | null }): Promise<SearchRow[]> {
  const text = args.text.trim();
  const first = args.first ?? 8;
  if ([...text].length < LEAST_LETTERS) refuse("TOO_SHORT", `Type at least ${LEAST_LETTERS} characters to search for.`, ["text"]);
  if (text.length > MOST_LETTERS) refuse("TOO_LONG", `Search for at most ${MOST_LETTERS} characters.`, ["text"]);
  if (!Number.isInteger(first) || first < 1 || first > MOST_HITS) refuse("OUT_OF_RANGE", `"first" is ${first}; it must be between 1 and ${MOST_HITS}.`, ["first"]);
  const found = await sql<SearchRow>`select kind, id, title, detail, rank::float8 as rank from (${sql.join(kindsFor(ctx).map((kind) => bestOf(ctx, kind, text)), sql` union all `)}) hit
    order by rank desc, position, title, id limit ${first}`.execute(ctx.db);
  return found.rows;
}

/**
 * How well a text fits, from 0 to 1: all of it 1, its beginning 0.9, somewhere in it at least 0.5, a likeness less.
 * The ERP's search ranks alike, so that hits of both sides stand in one list.
 */
const rankOf = (plain: Sql, wanted: string): Sql => sql`case
  when ${plain} is null then 0
  when ${plain} = ${wanted} then 1.0
  when starts_with(${plain}, ${wanted}) then 0.9
  when strpos(${plain}, ${wanted}) > 0 then greatest(0.5, 0.8 * word_similarity(${wanted}, ${plain}))
  else 0.7 * word_similarity(${wanted}, ${plain}) end`;

interface Kind {
  kind: HitKind;
  position: number;
  /** Needed beside account:read. */
  permission: string | null;
  from: Sql;
  alias: string;
  title: Sql;
  detail: Sql;
  /** What else it is known by, ranked like the title. */
  alsoKnownBy: Sql;
  where: Sql;
}
const kinds: Kind[] = [
  { kind: "Account", position: 1, permission: null, alias: "a", from: sql`account a`, title: sql`a.name`, detail: sql`nullif(concat_ws(', ', a.meeting_city, a.segment), '')`, alsoKnownBy: sql`a.customer_number`, where: sql`a.archived_at is null` },
  { kind: "Contact", position: 2, permission: "contact:read", alias: "c", from: sql`contact c join account a on a.id = c.account_id`, title: sql`c.name`, detail: sql`concat_ws(', ', c.job_title, a.name)`, alsoKnownBy: sql`c.email`, where: sql`not c.is_archived` },
  { kind: "Opportunity", position: 3, permission: "opportunity:read", alias: "o", from: sql`opportunity o join account a on a.id = o.account_id`, title: sql`o.name`, detail: sql`a.name`, alsoKnownBy: sql`null`, where: sql`true` },
  { kind: "Quote", position: 4, permission: "quote:read", alias: "q", from: sql`quote q join account a on a.id = q.account_id`, title: sql`q.number`, detail: sql`concat_ws(', ', a.name, q.title)`, alsoKnownBy: sql`q.title`, where: sql`q.status <> 'SUPERSEDED'` },
];
/** Kinds the caller may not read are not looked at. */
const kindsFor = (ctx: CrmContext): Kind[] => kinds.filter(({ permission }) => permission === null || can(ctx, permission));

function bestOf(ctx: CrmContext, { kind, position, alias, from, title, detail, alsoKnownBy, where }: Kind, text: string): Sql {
  const wanted = plainText(wordsOf(text).join(" "));
  const column = (name: string): Sql => sql.ref(`${alias}.${name}`);
  // "offset 0": each text is made plain once, not at each mention.
  return sql`(select ${sql.lit(position)} as position, ${sql.lit(kind)} as kind, ${column("id")} as id, ${title} as title, ${detail} as detail, greatest(${rankOf(sql`plain.title`, wanted)}, ${rankOf(sql`plain.also`, wanted)}) as rank
    from ${from} cross join lateral (select plain_text(${title}) as title, plain_text(${alsoKnownBy}) as also offset 0) plain
    where ${saysWords(column("searchText"), text)} and ${where} and ${inTeams(ctx, sql`a.team`)} order by rank desc, ${column("id")} limit ${MOST_HITS})`;
}
