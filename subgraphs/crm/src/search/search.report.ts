import { badInput, can, plainText, saysWords, slipsOf, wordsOf } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type CrmContext, inTeams, onVisibleAccount } from "../context.ts";

type Sql = RawBuilder<unknown>;
export type HitKind = "Account" | "Contact" | "Opportunity" | "Quote";
export interface SearchRow { kind: HitKind; id: string; title: string; detail: string | null; rank: number }

const LEAST_LETTERS = 2;
const MOST_LETTERS = 100;
const MOST_HITS = 20;

/** Looks in every kind the caller may read, best fit first. */
export async function searchCrm(ctx: CrmContext, args: { text: string; first?: number | null }): Promise<SearchRow[]> {
  const text = args.text.trim().slice(0, MOST_LETTERS);
  const first = args.first ?? 8;
  if (!Number.isInteger(first) || first < 1 || first > MOST_HITS) throw badInput(`"first" is ${first}; it must be between 1 and ${MOST_HITS}.`);
  if ([...text].length < LEAST_LETTERS) return [];
  const find = async (exactly: boolean): Promise<SearchRow[]> =>
    (await sql<SearchRow>`select kind, id, title, detail, rank from (${sql.join(kindsFor(ctx).map((kind) => bestOf(ctx, kind, text, exactly)), sql` union all `)}) hit
      order by rank desc, position, title, id limit ${first}`.execute(ctx.db)).rows;
  // What is spelt right ranks above what is alike: slips are looked for only where there is room for them.
  const exact = await find(true);
  return exact.length === first || wordsOf(text).every((word) => slipsOf(word).length === 0) ? exact : find(false);
}

interface Kind {
  kind: HitKind;
  position: number;
  /** Needed beside account:read. */
  permission: string | null;
  table: "account" | "contact" | "opportunity" | "quote";
  /** Of the rows as x, and their accounts as a. */
  title: Sql;
  detail: Sql;
  /** What else it is known by, ranked like the title. */
  alsoKnownBy: Sql;
  living: Sql;
}
const kinds: Kind[] = [
  { kind: "Account", position: 1, permission: null, table: "account", title: sql`x.name`, detail: sql`nullif(concat_ws(', ', x.meeting_city, x.segment), '')`, alsoKnownBy: sql`x.customer_number`, living: sql`x.archived_at is null` },
  { kind: "Contact", position: 2, permission: "contact:read", table: "contact", title: sql`x.name`, detail: sql`concat_ws(', ', x.job_title, a.name)`, alsoKnownBy: sql`x.email`, living: sql`not x.is_archived` },
  { kind: "Opportunity", position: 3, permission: "opportunity:read", table: "opportunity", title: sql`x.name`, detail: sql`a.name`, alsoKnownBy: sql`null`, living: sql`true` },
  { kind: "Quote", position: 4, permission: "quote:read", table: "quote", title: sql`x.number`, detail: sql`concat_ws(', ', a.name, x.title)`, alsoKnownBy: sql`x.title`, living: sql`x.status <> 'SUPERSEDED'` },
];
/** Kinds the caller may not read are not looked at. */
const kindsFor = (ctx: CrmContext): Kind[] => kinds.filter(({ permission }) => permission === null || can(ctx, permission));

/** Enough to rank among. A few letters fit half of a large company: of so many, those that begin with them and the shortest are ranked. */
const CANDIDATES = 300;

/** Ranks as the ERP's search does, so that hits of both sides stand in one list: itself 1, its beginning 0.9, a word's beginning 0.8, within 0.7, misspelt below 0.65. */
function bestOf(ctx: CrmContext, { kind, position, table, title, detail, alsoKnownBy, living }: Kind, text: string, exactly: boolean): Sql {
  const wanted = plainText(wordsOf(text).join(" "));
  const visible = table === "account" ? inTeams(ctx, sql`x.team`) : onVisibleAccount(ctx, sql`x.account_id`);
  return sql`(select ${sql.lit(position)} as position, ${sql.lit(kind)} as kind, x.id, ${title} as title, ${detail} as detail, (case
      when plain.title = ${wanted} or plain.also = ${wanted} then 1
      when starts_with(plain.title, ${wanted}) or starts_with(plain.also, ${wanted}) then 0.9
      when strpos(' ' || x.search_text, ' ' || ${wanted}) > 0 then 0.8
      when ${saysWords(sql`x.search_text`, text, true)} then 0.7
      else 0.65 * word_similarity(${wanted}, x.search_text) end)::float8 as rank
    from (select x.* from ${sql.table(table)} x where ${saysWords(sql`x.search_text`, text, exactly)} and ${living} and ${visible}
      order by starts_with(x.search_text, ${wanted}) desc, strpos(x.search_text, ${wanted}) > 0 desc, length(x.search_text), x.id limit ${CANDIDATES}) x
    ${table === "account" ? sql`` : sql`join account a on a.id = x.account_id`} cross join lateral (select plain_text(${title}) as title, plain_text(${alsoKnownBy}) as also) plain
    order by rank desc, x.id limit ${MOST_HITS})`;
}
