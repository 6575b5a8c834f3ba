import { listLoaderOf, loaderOf } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { DB, JournalEntry, JournalLine, LedgerAccount } from "../../generated/tables.ts";

export type LedgerAccountRow = Selectable<LedgerAccount>;
export type JournalEntryRow = Selectable<JournalEntry>;
export type JournalLineRow = Selectable<JournalLine> & { baseCurrency: string };

/** Batched: the entry if the caller may see its legal entity, else null. Drafts included. */
export const journalEntryById = (ctx: ErpContext, id: string): Promise<JournalEntryRow | null> =>
  loaderOf<DB, JournalEntryRow>(ctx, "journalEntry", (row) => row.id, (ids) =>
    ctx.db.selectFrom("journalEntry").selectAll().where("id", "in", ids).where(inEntities(ctx, sql`legal_entity`)).execute()).load(id);

/** Batched: the entry that reversed this one. */
export const reversalOf = async (ctx: ErpContext, id: string): Promise<JournalEntryRow | null> =>
  loaderOf<DB, JournalEntryRow>(ctx, "journalEntry that reverses", (row) => row.reversesId!, (ids) =>
    ctx.db.selectFrom("journalEntry").selectAll().where("reversesId", "in", ids).where("status", "<>", "DRAFT").execute()).load(id);

export const linesOfEntry = (ctx: ErpContext, entryId: string): Promise<JournalLineRow[]> =>
  listLoaderOf<DB, JournalLineRow>(ctx, "journalLine of entry", (row) => row.entryId, (ids) =>
    ctx.db.selectFrom("journalLine as l").innerJoin("ledgerAccount as a", "a.id", "l.accountId").innerJoin("legalEntity as e", "e.code", "a.legalEntity")
      .selectAll("l").select("e.baseCurrency").where("l.entryId", "in", ids).orderBy("l.entryId").orderBy("l.lineNumber").execute()).load(entryId);

/** Batched by identifier, for rows whose visibility is decided already. */
export const ledgerAccountById = (ctx: ErpContext, id: string): Promise<LedgerAccountRow | null> =>
  loaderOf<DB, LedgerAccountRow>(ctx, "ledgerAccount", (row) => row.id, (ids) => ctx.db.selectFrom("ledgerAccount").selectAll().where("id", "in", ids).execute()).load(id);
/** Batched: what documents post to an account. */
export const purposesOf = (ctx: ErpContext, accountId: string): Promise<{ accountId: string; purpose: string }[]> =>
  listLoaderOf<DB, { accountId: string; purpose: string }>(ctx, "purposes of account", (row) => row.accountId, (ids) =>
    ctx.db.selectFrom("postingAccount as p").innerJoin("ledgerAccount as a", (join) => join.onRef("a.legalEntity", "=", "p.legalEntity").onRef("a.code", "=", "p.accountCode"))
      .select(["a.id as accountId", "p.purpose"]).where("a.id", "in", ids).orderBy("p.purpose").execute()).load(accountId);
