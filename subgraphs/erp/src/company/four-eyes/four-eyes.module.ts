/** What one person may not do alone: above the company's four-eyes amount the second step needs somebody else. */
import { assertAnotherPerson, type Dec, dec, type DecimalString, type EarlierAct } from "@homefield/kit";
import { exchangeRateOn, legalEntityOf } from "../company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";

export interface Step {
  legalEntity: string;
  amount: Dec | DecimalString;
  /** The base currency when absent. */
  currency?: string;
  /** On which day the amount is weighed. */
  on?: string;
  earlier: readonly EarlierAct[];
  /** "Payment CP-30001 was recorded by you" */
  why: string;
  path: string[];
}
export async function assertFourEyes(tx: Tx, ctx: ErpContext, step: Step): Promise<void> {
  const { baseCurrency, fourEyesAmount } = await legalEntityOf(tx, step.legalEntity);
  const rate = step.currency ? await exchangeRateOn(tx, baseCurrency, step.currency, step.on ?? ctx.today, step.path) : dec(1);
  if (dec(step.amount).times(rate).lessThan(fourEyesAmount)) return;
  for (const earlier of step.earlier) {
    await assertAnotherPerson(tx, ctx, earlier, `${step.why}. From ${dec(fourEyesAmount).toFixed()} ${baseCurrency} on, this step needs somebody else: ask a colleague who may do it.`, step.path);
  }
}
