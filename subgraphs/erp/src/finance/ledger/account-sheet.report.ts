import { type CalendarDate, dec, MOST_ROWS } from "@homefield/kit";
import { GraphQLError } from "graphql";
import { sql } from "kysely";
import { legalEntityByCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { JournalLineRow, LedgerAccountRow } from "./ledger.loaders.ts";

export interface Posting { line: JournalLineRow; amount: string; balance: string; baseCurrency: string }
export interface AccountSheet {
  account: LedgerAccountRow; baseCurrency: string; opening: string; debit: string; credit: string; closing: string;
  postings: Posting[]; pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
interface Asked { legalEntity: string; code: string; from?: CalendarDate | null | undefined; to?: CalendarDate | null | undefined; first?: number | null | undefined; after?: string | null | undefined }
type Position = [postingDate: string, chainNumber: string, lineNumber: number];

const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

/**
 * Postings of an account between two days with the balance after each. A page starts from the balance of everything before it, added up
 * anew, so that the balance is right on every page also after later postings into the past.
 */
export async function accountSheet(ctx: ErpContext, asked: Asked): Promise<AccountSheet | null> {
  const first = asked.first ?? 50;
  if (!Number.isInteger(first) || first < 0 || first > MOST_ROWS) throw badInput(`"first" is ${first}; it must be between 0 and ${MOST_ROWS}. Ask for further pages with "after".`);
  const entity = await legalEntityByCode(ctx, asked.legalEntity);
  const account = entity && await ctx.db.selectFrom("ledgerAccount").selectAll().where("legalEntity", "=", asked.legalEntity).where("code", "=", asked.code).executeTakeFirst();
  if (!entity || !account) return null;
  const from = asked.from ?? "0001-01-01";
  const to = asked.to ?? ctx.today;
  const after = asked.after ? readCursor(asked.after, account.id) : null;
  const posted = sql`journal_line l join journal_entry e on e.id = l.entry_id and e.status <> 'DRAFT' where l.account_id = ${account.id}::uuid and e.posting_date <= ${to}::date`;
  const position = sql`(e.posting_date, e.chain_number, l.line_number)`;
  const place = after ?? ["0001-01-01", "0", 0] satisfies Position;
  const cursor = sql`(${place[0]}::date, ${place[1]}::bigint, ${place[2]}::int)`;
  const sums = (await sql<{ opening: string; debit: string; credit: string; before: string }>`
    select coalesce(sum(l.debit - l.credit) filter (where e.posting_date < ${from}::date), 0) as opening,
      coalesce(sum(l.debit) filter (where e.posting_date >= ${from}::date), 0) as debit, coalesce(sum(l.credit) filter (where e.posting_date >= ${from}::date), 0) as credit,
      coalesce(sum(l.debit - l.credit) filter (where e.posting_date < ${from}::date or ${position} <= ${cursor}), 0) as before
    from ${posted}`.execute(ctx.db)).rows[0]!;
  const rows = first === 0 ? [] : (await sql<JournalLineRow & { postingDate: string; chainNumber: string }>`
    select l.*, e.posting_date, e.chain_number, ${entity.baseCurrency} as base_currency from ${posted} and e.posting_date >= ${from}::date and ${position} > ${cursor}
    order by e.posting_date, e.chain_number, l.line_number limit ${first + 1}`.execute(ctx.db)).rows;
  let balance = dec(sums.before);
  const postings = rows.slice(0, first).map((line): Posting => {
    const amount = dec(line.debit).minus(line.credit);
    balance = balance.plus(amount);
    return { line, amount: amount.toFixed(), balance: balance.toFixed(), baseCurrency: entity.baseCurrency };
  });
  const last = rows[postings.length - 1];
  return {
    account, baseCurrency: entity.baseCurrency, opening: sums.opening, debit: sums.debit, credit: sums.credit, closing: dec(sums.opening).plus(sums.debit).minus(sums.credit).toFixed(), postings,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? writeCursor([last.postingDate, last.chainNumber, last.lineNumber], account.id) : null },
  };
}
const writeCursor = (place: Position, accountId: string): string => Buffer.from(JSON.stringify([accountId, ...place])).toString("base64url");
function readCursor(cursor: string, accountId: string): Position {
  try {
    const [account, date, chain, line] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (account === accountId && typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date) && typeof chain === "string" && /^\d{1,18}$/.test(chain) && Number.isInteger(line)) return [date, chain, line as number];
  } catch { /* the message below says it all */ }
  throw badInput(`This "after" cursor belongs to another account. Start again without it.`);
}
