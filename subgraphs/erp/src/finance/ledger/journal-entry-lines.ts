import { assertMinorUnits, dec, notNegative, optionalText, refuse } from "@homefield/kit";
import type { Tx } from "../../context.ts";
import type { JournalLineInput } from "../../generated/graphql.ts";

const MOST_LINES = 500;
export interface ManualLine { lineNumber: number; accountId: string; debit: string; credit: string; currency: string; currencyAmount: string; text: string | null }

/** Lines as given for a manual journal, checked one by one; whether they balance is asked when they are posted. */
export async function manualLines(tx: Tx, entity: { code: string; baseCurrency: string }, given: readonly JournalLineInput[], path: string[]): Promise<ManualLine[]> {
  if (given.length < 2) refuse("TOO_FEW_LINES", "A journal needs at least two lines, one debit and one credit.", path);
  if (given.length > MOST_LINES) refuse("TOO_MANY_LINES", `A journal may have at most ${MOST_LINES} lines; this one has ${given.length}. Split it.`, path);
  const accounts = await tx.selectFrom("ledgerAccount").select(["id", "code", "name", "control", "isActive"]).where("legalEntity", "=", entity.code).where("code", "in", given.map((line) => line.ledgerAccountCode)).execute();
  return given.map((line, i) => {
    const at = [...path, String(i)];
    const account = accounts.find((row) => row.code === line.ledgerAccountCode)
      ?? refuse("NOT_FOUND", `${entity.code} has no ledger account ${line.ledgerAccountCode.slice(0, 40)}. Choose one of its chart.`, [...at, "ledgerAccountCode"]);
    assertOpenToHand(account, [...at, "ledgerAccountCode"]);
    const debit = notNegative(line.debit ?? "0", [...at, "debit"], "The debit");
    const credit = notNegative(line.credit ?? "0", [...at, "credit"], "The credit");
    assertMinorUnits(debit, entity.baseCurrency, [...at, "debit"], "The debit");
    assertMinorUnits(credit, entity.baseCurrency, [...at, "credit"], "The credit");
    if (debit.isZero() === credit.isZero()) refuse("ONE_SIDE", `Line ${i + 1} needs either a debit or a credit above zero, not ${debit.isZero() ? "neither" : "both"}.`, at);
    return {
      lineNumber: i + 1, accountId: account.id, debit: debit.toFixed(), credit: credit.toFixed(), currency: entity.baseCurrency, currencyAmount: dec(debit).minus(credit).toFixed(),
      text: optionalText(line.text, [...at, "text"], "The text", 200),
    };
  });
}
/** Refuses accounts that only a subledger posts to, and those no longer used. */
export function assertOpenToHand(account: { code: string; name: string; control: string | null; isActive: boolean }, path: string[]): void {
  if (account.control) {
    const documents = account.control === "RECEIVABLES" ? "invoices, credit notes and payments" : "receipts, shipments and counts";
    refuse("CONTROL_ACCOUNT", `${account.code} ${account.name} is posted to by ${documents} only, so that it always equals them. Make such a document, or choose another account.`, path);
  }
  if (!account.isActive) refuse("INACTIVE_ACCOUNT", `${account.code} ${account.name} is no longer posted to. Choose another account.`, path);
}
