import { listLoaderOf, loaderOf, notFound, checkVersion, isUuid, refuse } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, onVisibleAccount, type Tx } from "../context.ts";
import type { DB, QuoteApproval, QuoteLine, Signature } from "../generated/tables.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { statusOn } from "./quotes.rules.ts";

export type QuoteLineRow = Selectable<QuoteLine>;
export type QuoteApprovalRow = Selectable<QuoteApproval>;
export type SignatureRow = Selectable<Signature>;

/** A version of a quote; null when unknown or not the caller's. Batched. */
export const quoteById = (ctx: CrmContext, id: string): Promise<QuoteRow | null> =>
  loaderOf<DB, QuoteRow>(ctx, "quote", (row) => row.id, async (ids) =>
    (await sql<QuoteRow>`select q.* from quote q where q.id = any(${ids.filter(isUuid)}::uuid[]) and ${onVisibleAccount(ctx, sql`q.account_id`)}`.execute(ctx.db)).rows).load(id.toLowerCase());

/** All versions of a quote, newest first. Batched. */
export const versionsOf = (ctx: CrmContext, number: string): Promise<QuoteRow[]> =>
  listLoaderOf<DB, QuoteRow>(ctx, "versions of quote", (row) => row.number, async (numbers) =>
    (await sql<QuoteRow>`select q.* from quote q where q.number = any(${[...numbers]}::text[]) and ${onVisibleAccount(ctx, sql`q.account_id`)} order by q.version_number desc`.execute(ctx.db)).rows).load(number);

// What hangs on a quote is seen by whoever sees the quote; its id came through one of the loaders above.
export const linesOf = (ctx: CrmContext, quoteId: string): Promise<QuoteLineRow[]> =>
  listLoaderOf<DB, QuoteLineRow>(ctx, "lines of quote", (row) => row.quoteId, (ids) => ctx.db.selectFrom("quoteLine").selectAll().where("quoteId", "in", [...ids]).orderBy("lineNumber").execute()).load(quoteId);
export const approvalsOf = (ctx: CrmContext, quoteId: string): Promise<QuoteApprovalRow[]> =>
  listLoaderOf<DB, QuoteApprovalRow>(ctx, "approvals of quote", (row) => row.quoteId, (ids) => ctx.db.selectFrom("quoteApproval").selectAll().where("quoteId", "in", [...ids]).orderBy("askedAt", "desc").orderBy("id", "desc").execute()).load(quoteId);
export const signatureOf = (ctx: CrmContext, quoteId: string): Promise<SignatureRow | null> =>
  loaderOf<DB, SignatureRow>(ctx, "signature of quote", (row) => row.quoteId, (ids) => ctx.db.selectFrom("signature").selectAll().where("quoteId", "in", [...ids]).execute()).load(quoteId);

/** Inside an act: the quote, locked, at the version the caller saw. Unknown and not yours look alike. */
export async function lockedQuote(tx: Tx, ctx: CrmContext, args: { id: string; expectedVersion?: number }): Promise<QuoteRow> {
  if (!isUuid(args.id)) return notFound("quote", args.id, ["id"]);
  const found = await sql<QuoteRow>`select q.* from quote q where q.id = ${args.id}::uuid and ${onVisibleAccount(ctx, sql`q.account_id`)} for no key update of q`.execute(tx);
  const quote = found.rows[0] ?? notFound("quote", args.id, ["id"]);
  if (args.expectedVersion !== undefined) checkVersion(quote, args.expectedVersion, "quote");
  return quote;
}
export const linesIn = (tx: Tx, quoteId: string): Promise<QuoteLineRow[]> => tx.selectFrom("quoteLine").selectAll().where("quoteId", "=", quoteId).orderBy("lineNumber").execute();

const IN_WORDS: Record<string, string> = {
  DRAFT: "is still a draft", IN_APPROVAL: "waits for approval", APPROVED: "is approved and not yet sent", SENT: "is with the customer", SIGNED: "is signed", REJECTED: "was rejected", EXPIRED: "has expired", SUPERSEDED: "was replaced by a newer version",
};
/** Refuses an act the quote's status does not allow, and says what would. */
export function refuseStatus(quote: QuoteRow, ctx: CrmContext, whatNext: string): never {
  refuse("WRONG_STATUS", `Quote ${quote.number} ${IN_WORDS[statusOn(quote, ctx.today)]}. ${whatNext}`, ["id"]);
}

/** A step from one status to the next; the database holds which steps there are. */
export const moveTo = (tx: Tx, ctx: CrmContext, quote: QuoteRow, status: string, more: { rejectReason?: string; sentAt?: Date; validUntil?: string; contentHash?: string } = {}): Promise<unknown> =>
  tx.updateTable("quote").set({ status, ...more, updatedAt: ctx.now, version: quote.version + 1 }).where("id", "=", quote.id).execute();
