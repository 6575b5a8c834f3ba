/** Sums over all that match, each by its owner: the other's part of the conditions comes as sets of customers. */
import { type CalendarDate, moneyPerCurrency, type Money, type SumRow } from "@homefield/kit";
import { asAccounts, asCustomers } from "./account-list.ts";
import { erpLed, type ErpList } from "./erp-lists.ts";
import type { Asking } from "./page.ts";
import { askWhatToExpect, choose, type Led } from "./plan.ts";
import { withSets } from "./rows.ts";
import { lift, otherOf, type Tree } from "./tree.ts";

export interface TurnoverWindow { from?: CalendarDate | null | undefined; to?: CalendarDate | null | undefined }
/** Asked for at most once, and only if somebody wants to know. */
export interface Sums {
  count: () => Promise<number>;
  rows: () => Promise<SumRow[]>;
  turnover: (window: TurnoverWindow) => Promise<SumRow[]>;
}
export const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
};

/** All that match, as the leader is asked for it. */
export async function conditionOver({ owners, plan }: Asking, led: Led): Promise<Awaited<ReturnType<typeof withSets>>> {
  if (lift(led.tree, otherOf(led.leader)).parts.length === 0) return withSets(owners, led, "ONE_OWNER");
  return withSets(owners, led, plan ?? choose(led.leader, await askWhatToExpect(owners, led), null).plan);
}
function sumsOf({ owners, plan }: Asking, led: Led): Sums {
  const { leader, list, asOf } = led;
  const condition = once(() => conditionOver({ owners, today: asOf, plan }, led));
  const ask = async (sums: { turnover: { from: CalendarDate | null; to: CalendarDate | null } | null }): Promise<SumRow[]> => (await owners.ask(leader, { list, asOf, ...(await condition()), sums })).sums!;
  return {
    count: once(async () => (await owners.ask(leader, { list, asOf, ...(await condition()), count: true })).count!),
    rows: once(() => ask({ turnover: null })),
    turnover: ({ from, to }) => ask({ turnover: { from: from ?? null, to: to ?? null } }),
  };
}
export const sumsOverErp = (asking: Asking, list: ErpList, filter: object | null | undefined, asOf: CalendarDate): Sums => sumsOf(asking, erpLed(list, filter, asOf));
/** Accounts have sums of both owners. */
export const sumsOverAccounts = (asking: Asking, tree: Tree, asOf: CalendarDate): { crm: Sums; erp: Sums } => ({ crm: sumsOf(asking, asAccounts(tree, asOf)), erp: sumsOf(asking, asCustomers(tree, asOf)) });

/** One sum in all currencies it has. */
export const moneyOf = (rows: readonly SumRow[], sum: string): Money[] => moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row[sum] ?? "0" })));
/** How many, whatever their currencies. */
export const countOf = (rows: readonly SumRow[], sum: string): number => rows.reduce((total, row) => total + Number(row[sum] ?? 0), 0);
