import { act, audit, type Dec, dec, Dec as Decimal, plain, refuse, sum } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationSalesOrderReallocateArgs } from "../../generated/graphql.ts";
import { type Balance, keyOf, lockBalances, type Want } from "../../supply/inventory/inventory.module.ts";
import { linesOf, lockOrder } from "./order-lock.ts";
import { reserveForLines, shortOf } from "./order-promises.ts";
import { refreshOrder } from "./order-refresh.ts";
import { salesOrderByNumber, type SalesOrderLineRow, type SalesOrderRow } from "./order-rows.ts";

export async function salesOrderReallocate(ctx: ErpContext, args: MutationSalesOrderReallocateArgs): Promise<{ salesOrder: SalesOrderRow | null }> {
  await act(ctx, { name: "salesOrderReallocate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const order = await lockOrder(tx, ctx, args.number);
    const short = order.status === "CONFIRMED" || order.status === "IN_FULFILMENT" ? (await linesOf(tx, order.id)).filter((line) => line.isStocked && shortOf(line).greaterThan(0)) : [];
    if (short.length === 0) refuse("WRONG_STATE", `Nothing is missing on ${order.number}. There is nothing to reallocate.`, ["number"]);
    const wants = await wantsAcrossWarehouses(tx, order.legalEntity, short);
    const reserved = await reserveForLines(tx, ctx, short.map((line) => ({ ...line, orderRequestedDate: order.requestedDate })), wants);
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "salesOrderReallocate", entity: "SalesOrder", key: order.number, changes: { reserved: plain(sum(reserved.values())) } });
    return null;
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}
/** Each short line draws on its own warehouse first, then on the entity's others, fullest first. */
async function wantsAcrossWarehouses(tx: Tx, legalEntity: string, lines: readonly SalesOrderLineRow[]): Promise<Want[]> {
  const warehouses = await tx.selectFrom("warehouse").select("code").where("legalEntity", "=", legalEntity).orderBy("code").execute();
  const balances = await lockBalances(tx, lines.flatMap((line) => warehouses.map(({ code }) => ({ warehouse: code, item: line.itemNumber }))));
  return lines.flatMap((line) => {
    const own = balances.get(keyOf({ warehouse: line.warehouse, item: line.itemNumber }));
    const others = [...balances.values()].filter((b) => b.item === line.itemNumber && b !== own).sort((a, b) => b.available.comparedTo(a.available) || (a.warehouse < b.warehouse ? -1 : 1));
    let rest = shortOf(line);
    return (own ? [own, ...others] : others).flatMap((balance): Want[] => {
      const quantity: Dec = Decimal.max(dec(0), Decimal.min(rest, balance.available));
      rest = rest.minus(quantity);
      take(balance, quantity);
      return quantity.isZero() ? [] : [{ lineId: line.id, warehouse: balance.warehouse, item: line.itemNumber, quantity }];
    });
  });
}
function take(balance: Balance, quantity: Dec): void { balance.available = balance.available.minus(quantity); }
