import { dec, Dec, refuse } from "@homefield/kit";

/** What a posting is for; each legal entity says which of its accounts that is. */
export type PostingPurpose =
  | "RECEIVABLES" | "INVENTORY" | "SALES" | "SALES_FREIGHT" | "COST_OF_GOODS_SOLD" | "TAX_PAYABLE" | "BANK" | "GOODS_RECEIVED_NOT_INVOICED"
  | "INVENTORY_ADJUSTMENT" | "INVENTORY_IN_TRANSIT" | "EXCHANGE_GAIN" | "EXCHANGE_LOSS" | "ROUNDING" | "OPENING_BALANCE";

/** A line to be posted. Debit and credit are in base currency; one of them, or the entry's line is dropped as zero. */
export interface JournalLineDraft {
  accountCode?: string;
  purpose?: PostingPurpose;
  debit?: string | Dec;
  credit?: string | Dec;
  /** The document's currency and the amount in it, debit positive; base currency when absent. */
  currency?: string;
  currencyAmount?: string | Dec;
  customerNumber?: string | null;
  itemNumber?: string | null;
  text?: string | null;
}
/** A line with its amounts worked out: exactly one side is above zero. */
export interface JournalLineAmounts { debit: Dec; credit: Dec; currency: string; currencyAmount: Dec }

/**
 * Debit less credit decides the side, so that a negative debit becomes a credit and nobody has to sort the sign out beforehand.
 * Null when nothing is left to post.
 */
export function lineAmounts(line: JournalLineDraft, baseCurrency: string): JournalLineAmounts | null {
  const amount = dec(line.debit ?? "0").minus(line.credit ?? "0");
  const currency = line.currency ?? baseCurrency;
  if (amount.isZero()) return null;
  const currencyAmount = currency === baseCurrency ? amount : dec(line.currencyAmount ?? "0");
  return { debit: Dec.max(amount, 0), credit: Dec.max(amount.negated(), 0), currency, currencyAmount };
}

/** Refuses lines that do not balance, in base currency and in every other. The trigger on journal_entry holds the same rule. */
export function assertBalanced(lines: readonly JournalLineAmounts[], baseCurrency: string, path: string[] = ["lines"]): void {
  if (lines.length < 2) refuse("UNBALANCED", "A journal entry needs at least two lines with an amount, one debit and one credit. Add what is missing.", path);
  let debit = dec(0);
  let credit = dec(0);
  const foreign = new Map<string, Dec>();
  for (const line of lines) {
    debit = debit.plus(line.debit);
    credit = credit.plus(line.credit);
    if (line.currency !== baseCurrency) foreign.set(line.currency, (foreign.get(line.currency) ?? dec(0)).plus(line.currencyAmount));
  }
  if (!debit.equals(credit)) {
    refuse("UNBALANCED", `Debits are ${debit.toFixed()} and credits ${credit.toFixed()}: they differ by ${debit.minus(credit).abs().toFixed()} ${baseCurrency}. Make them equal before posting.`, path);
  }
  for (const [currency, rest] of foreign) {
    if (!rest.isZero()) refuse("UNBALANCED", `Debits and credits differ by ${rest.abs().toFixed()} ${currency}. Make them equal before posting.`, path);
  }
}
