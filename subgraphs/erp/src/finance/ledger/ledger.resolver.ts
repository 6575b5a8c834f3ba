import { answer, dec, isUuid, loaderOf, money, pageOf, sum } from "@homefield/kit";
import { sql } from "kysely";
import { legalEntityByCode, periodById } from "../../company/company.module.ts";
import { type ErpContext, inEntities, sees } from "../../context.ts";
import type {
  MutationJournalEntryCreateArgs, MutationJournalEntryDiscardArgs, MutationJournalEntryPostArgs, MutationJournalEntryReverseArgs, MutationJournalEntryUpdateArgs, MutationLedgerAccountCreateArgs, MutationLedgerAccountUpdateArgs, MutationPostingAccountSetArgs,
  QueryAccountSheetArgs, QueryJournalEntriesArgs, QueryJournalEntryArgs, QueryJournalEntryByIdArgs, QueryLedgerAccountsArgs, QueryTrialBalanceArgs,
} from "../../generated/graphql.ts";
import type { DB } from "../../generated/tables.ts";
import { accountSheet, type AccountSheet, type Posting } from "./account-sheet.report.ts";
import { createJournalEntry } from "./journal-entry-create.action.ts";
import { discardJournalEntry } from "./journal-entry-discard.action.ts";
import { postJournalEntry } from "./journal-entry-post.action.ts";
import { reverseJournalEntry } from "./journal-entry-reverse.action.ts";
import { updateJournalEntry } from "./journal-entry-update.action.ts";
import { createLedgerAccount } from "./ledger-account-create.action.ts";
import { updateLedgerAccount } from "./ledger-account-update.action.ts";
import { journalEntryList } from "./ledger.list.ts";
import { journalEntryById, type JournalEntryRow, type JournalLineRow, ledgerAccountById, type LedgerAccountRow, linesOfEntry, purposesOf, reversalOf } from "./ledger.loaders.ts";
import { setPostingAccount } from "./posting-account-set.action.ts";
import { trialBalance, type TrialBalance, type TrialBalanceRow } from "./trial-balance.report.ts";

const entryByNumber = (ctx: ErpContext, number: string): Promise<JournalEntryRow | null> =>
  loaderOf<DB, JournalEntryRow>(ctx, "journalEntry by number", (row) => row.number!, (numbers) =>
    ctx.db.selectFrom("journalEntry").selectAll().where("number", "in", numbers).where(inEntities(ctx, sql`legal_entity`)).execute()).load(number);
const entryById = (ctx: ErpContext, id: string): Promise<JournalEntryRow | null> | null => (isUuid(id) ? journalEntryById(ctx, id) : null);

export const ledgerResolvers = {
  Query: {
    ledgerAccounts: (_p: unknown, args: QueryLedgerAccountsArgs, ctx: ErpContext) =>
      sees(ctx, args.legalEntity) ? ctx.db.selectFrom("ledgerAccount").selectAll().where("legalEntity", "=", args.legalEntity).orderBy("code").execute() : [],
    journalEntry: (_p: unknown, args: QueryJournalEntryArgs, ctx: ErpContext) => entryByNumber(ctx, args.number),
    journalEntryById: (_p: unknown, args: QueryJournalEntryByIdArgs, ctx: ErpContext) => entryById(ctx, args.id),
    journalEntries: (_p: unknown, args: QueryJournalEntriesArgs, ctx: ErpContext) => pageOf(ctx, journalEntryList, args),
    trialBalance: (_p: unknown, args: QueryTrialBalanceArgs, ctx: ErpContext) => trialBalance(ctx, args),
    accountSheet: (_p: unknown, args: QueryAccountSheetArgs, ctx: ErpContext) => accountSheet(ctx, args),
  },
  Mutation: {
    journalEntryCreate: (_p: unknown, args: MutationJournalEntryCreateArgs, ctx: ErpContext) => answer(() => createJournalEntry(ctx, args)),
    journalEntryUpdate: (_p: unknown, args: MutationJournalEntryUpdateArgs, ctx: ErpContext) => answer(() => updateJournalEntry(ctx, args)),
    journalEntryPost: (_p: unknown, args: MutationJournalEntryPostArgs, ctx: ErpContext) => answer(() => postJournalEntry(ctx, args)),
    journalEntryDiscard: (_p: unknown, args: MutationJournalEntryDiscardArgs, ctx: ErpContext) => answer(() => discardJournalEntry(ctx, args)),
    journalEntryReverse: (_p: unknown, args: MutationJournalEntryReverseArgs, ctx: ErpContext) => answer(() => reverseJournalEntry(ctx, args)),
    ledgerAccountCreate: (_p: unknown, args: MutationLedgerAccountCreateArgs, ctx: ErpContext) => answer(() => createLedgerAccount(ctx, args)),
    ledgerAccountUpdate: (_p: unknown, args: MutationLedgerAccountUpdateArgs, ctx: ErpContext) => answer(() => updateLedgerAccount(ctx, args)),
    postingAccountSet: (_p: unknown, args: MutationPostingAccountSetArgs, ctx: ErpContext) => answer(() => setPostingAccount(ctx, args)),
  },
  LedgerAccount: {
    legalEntity: (account: LedgerAccountRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, account.legalEntity),
    purposes: async (account: LedgerAccountRow, _a: unknown, ctx: ErpContext) => (await purposesOf(ctx, account.id)).map((row) => row.purpose),
  },
  JournalEntry: {
    __resolveReference: (ref: { id: string }, ctx: ErpContext) => entryById(ctx, ref.id),
    legalEntity: (entry: JournalEntryRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, entry.legalEntity),
    fiscalPeriod: (entry: JournalEntryRow, _a: unknown, ctx: ErpContext) => periodById(ctx, entry.periodId),
    lines: (entry: JournalEntryRow, _a: unknown, ctx: ErpContext) => linesOfEntry(ctx, entry.id),
    total: async (entry: JournalEntryRow, _a: unknown, ctx: ErpContext) => {
      const lines = await linesOfEntry(ctx, entry.id);
      return lines[0] ? money(sum(lines.map((line) => line.debit)), lines[0].baseCurrency) : null;
    },
    reverses: (entry: JournalEntryRow, _a: unknown, ctx: ErpContext) => entry.reversesId && journalEntryById(ctx, entry.reversesId),
    reversedBy: (entry: JournalEntryRow, _a: unknown, ctx: ErpContext) => (entry.status === "REVERSED" ? reversalOf(ctx, entry.id) : null),
  },
  JournalLine: {
    ledgerAccount: (line: JournalLineRow, _a: unknown, ctx: ErpContext) => ledgerAccountById(ctx, line.accountId),
    debit: (line: JournalLineRow) => (dec(line.debit).isZero() ? null : money(line.debit, line.baseCurrency)),
    credit: (line: JournalLineRow) => (dec(line.credit).isZero() ? null : money(line.credit, line.baseCurrency)),
    currencyAmount: (line: JournalLineRow) => money(line.currencyAmount, line.currency),
  },
  LedgerPosting: {
    journalEntry: (posting: Posting, _a: unknown, ctx: ErpContext) => journalEntryById(ctx, posting.line.entryId),
    amount: (posting: Posting) => money(posting.amount, posting.baseCurrency),
    balance: (posting: Posting) => money(posting.balance, posting.baseCurrency),
  },
  AccountSheet: {
    ledgerAccount: (sheet: AccountSheet) => sheet.account,
    opening: (sheet: AccountSheet) => money(sheet.opening, sheet.baseCurrency),
    debit: (sheet: AccountSheet) => money(sheet.debit, sheet.baseCurrency),
    credit: (sheet: AccountSheet) => money(sheet.credit, sheet.baseCurrency),
    closing: (sheet: AccountSheet) => money(sheet.closing, sheet.baseCurrency),
  },
  TrialBalance: {
    legalEntity: (balance: TrialBalance) => balance.entity,
    totalDebit: (balance: TrialBalance) => money(balance.totalDebit, balance.entity.baseCurrency),
    totalCredit: (balance: TrialBalance) => money(balance.totalCredit, balance.entity.baseCurrency),
  },
  TrialBalanceRow: {
    ledgerAccount: (row: TrialBalanceRow) => row.account,
    opening: (row: TrialBalanceRow) => money(row.opening, row.baseCurrency),
    debit: (row: TrialBalanceRow) => money(row.debit, row.baseCurrency),
    credit: (row: TrialBalanceRow) => money(row.credit, row.baseCurrency),
    closing: (row: TrialBalanceRow) => money(row.closing, row.baseCurrency),
  },
};
