import { conditionOf, countOf, fromOf, listLoaderOf, loaderOf, type Money, moneyPerCurrency, plainText, refuse } from "@homefield/kit";
import { sql } from "kysely";
import { type CrmContext, inTeams } from "../context.ts";
import type { AccountFilter } from "../generated/graphql.ts";
import type { DB } from "../generated/tables.ts";
import { accountList, livingUnlessAsked } from "./accounts.list.ts";
import type { AccountRow } from "./accounts.module.ts";

type Filter = AccountFilter | null | undefined;

export const countAccounts = (ctx: CrmContext, filter: Filter): Promise<number> => countOf(ctx, accountList, filter, livingUnlessAsked(filter));

/** Customer numbers of the accounts a filter and the row policy leave: what crosses the seam instead of data. */
export async function customerNumbersOf(ctx: CrmContext, filter: Filter): Promise<string[]> {
  const found = await sql<{ customerNumber: string }>`select a.customer_number from ${fromOf(ctx, accountList)}
    where ${conditionOf(ctx, accountList, filter, livingUnlessAsked(filter))} and a.customer_number is not null`.execute(ctx.db);
  return found.rows.map((row) => row.customerNumber);
}
/** Sums of open opportunities over the accounts a filter leaves, per currency. */
export async function pipelineTotals(ctx: CrmContext, filter: Filter): Promise<Money[]> {
  const sums = await sql<{ currency: string; amount: string }>`select o.currency, sum(o.amount) as amount from opportunity o
    where o.status = 'OPEN' and o.amount is not null and o.account_id in (select a.id from ${fromOf(ctx, accountList)} where ${conditionOf(ctx, accountList, filter, livingUnlessAsked(filter))})
    group by o.currency`.execute(ctx.db);
  return moneyPerCurrency(sums.rows);
}
/** Sum of an account's open opportunities, per currency. Batched. */
export const pipelineAmountsOf = async (ctx: CrmContext, accountId: string): Promise<Money[]> =>
  moneyPerCurrency(await listLoaderOf<DB, { accountId: string; currency: string; amount: string }>(ctx, "pipeline amounts of account", (row) => row.accountId, async (ids) =>
    (await sql<{ accountId: string; currency: string; amount: string }>`select account_id, currency, sum(amount) as amount from opportunity
      where account_id = any(${[...ids]}::uuid[]) and status = 'OPEN' and amount is not null group by account_id, currency`.execute(ctx.db)).rows).load(accountId));

/** When somebody last spoke to them. Batched. */
export const lastTouchAt = async (ctx: CrmContext, accountId: string): Promise<Date | null> =>
  (await loaderOf<DB, { accountId: string; lastTouchAt: Date | null }>(ctx, "last touch of account", (row) => row.accountId, (ids) =>
    ctx.db.selectFrom("accountFigure").select(["accountId", "lastTouchAt"]).where(sql<boolean>`account_id = any(${[...ids]}::uuid[])`).execute()).load(accountId))?.lastTouchAt ?? null;

/** Accounts below an account, by name. Batched. */
export const childrenOf = (ctx: CrmContext, accountId: string): Promise<AccountRow[]> =>
  listLoaderOf<DB, AccountRow>(ctx, "children of account", (row) => row.parentId!, async (ids) =>
    (await sql<AccountRow>`select a.* from account a where a.parent_id = any(${[...ids]}::uuid[]) and a.archived_at is null and ${inTeams(ctx, sql`a.team`)} order by plain_text(a.name), a.id`.execute(ctx.db)).rows).load(accountId);

export interface Facets { segments: string[]; territories: string[]; tags: string[]; countries: string[] }
/** Values in use on the caller's living accounts. */
export async function facetsOf(ctx: CrmContext): Promise<Facets> {
  const found = await sql<Facets>`with mine as materialized (select segment, territory, tags, country from account where archived_at is null and ${inTeams(ctx, sql`team`)})
    select array(select segment from mine where segment is not null group by segment order by plain_text(segment), segment) as segments,
      array(select territory from mine where territory is not null group by territory order by plain_text(territory), territory) as territories,
      array(select tag from mine, unnest(tags) tag group by tag order by plain_text(tag), tag) as tags,
      array(select country::text from mine where country is not null group by country order by country) as countries`.execute(ctx.db);
  return found.rows[0]!;
}

const MUCH_ALIKE = 0.45;
/** Before somebody makes an account twice: names much like this one, by the trigrams they share. */
export async function similarAccounts(ctx: CrmContext, name: string): Promise<AccountRow[]> {
  const wanted = plainText(name.trim());
  if ([...wanted].length < 2) refuse("TOO_SHORT", "Give at least 2 characters of the name.", ["name"]);
  if (wanted.length > 200) refuse("TOO_LONG", "A name has at most 200 characters.", ["name"]);
  // The index finds what shares most of the words' trigrams; then the whole name is compared.
  const found = await sql<AccountRow>`select a.* from account a
    where a.archived_at is null and ${inTeams(ctx, sql`a.team`)} and (${wanted} <% a.search_text or plain_text(a.name) = ${wanted}) and similarity(plain_text(a.name), ${wanted}) >= ${MUCH_ALIKE}
    order by similarity(plain_text(a.name), ${wanted}) desc, a.name, a.id limit 5`.execute(ctx.db);
  return found.rows;
}
