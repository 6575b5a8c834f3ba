import { type CalendarDate, type Dec, dec } from "@homefield/kit";
import { sees, type ErpContext } from "../../context.ts";
import { type Ageing, ageingOf, type AgeingRow, ageingRows } from "../../sales/customers/customers.module.ts";

export interface ReceivablesAgeing { asOf: CalendarDate; rows: { customerNumber: string; ageing: Ageing }[]; totals: Ageing[] }
const AMOUNTS = ["notDue", "days1To30", "days31To60", "days61To90", "over90", "unallocated"] as const;
const overdue = (row: AgeingRow): Dec => dec(row.days1To30).plus(row.days31To60).plus(row.days61To90).plus(row.over90);

/** Open receivables of a legal entity on a day, by customer and days past due, and their sums per currency. Null when the entity is not the caller's. */
export async function receivablesAgeing(ctx: ErpContext, args: { legalEntity: string; asOf?: CalendarDate | null | undefined }): Promise<ReceivablesAgeing | null> {
  if (!sees(ctx, args.legalEntity) || !(await ctx.db.selectFrom("legalEntity").select("code").where("code", "=", args.legalEntity).executeTakeFirst())) return null;
  const asOf = args.asOf ?? ctx.today;
  const rows = (await ageingRows(ctx.db, { legalEntity: args.legalEntity }, asOf, ctx.today))
    .sort((a, b) => overdue(b).comparedTo(overdue(a)) || (a.customerNumber < b.customerNumber ? -1 : 1));
  const totals = new Map<string, AgeingRow>();
  for (const row of rows) {
    const total = totals.get(row.currency);
    totals.set(row.currency, total ? { ...total, ...Object.fromEntries(AMOUNTS.map((bucket) => [bucket, dec(total[bucket]).plus(row[bucket]).toFixed()])) } : { ...row, customerNumber: "" });
  }
  return {
    asOf,
    rows: rows.map((row) => ({ customerNumber: row.customerNumber, ageing: ageingOf(row, row.currency, asOf) })),
    totals: [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)).map((row) => ageingOf(row, row.currency, asOf)),
  };
}
