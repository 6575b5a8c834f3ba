import { defineList } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, onVisibleAccount } from "../context.ts";
import type { SignedOrder } from "../generated/tables.ts";

/** Where a signed order is on its way; its payload never leaves the module. */
export type HandOverRow = Omit<Selectable<SignedOrder>, "payload">;
export const handOverColumns = sql`o.signature_id, o.quote_id, o.account_id, o.status, o.order_number, o.attempts, o.next_attempt_at, o.last_error, o.created_at, o.delivered_at, o.cancel_reason`;

export const signedOrderList = defineList<HandOverRow, CrmContext>({
  name: "signed orders",
  from: sql`signed_order o`,
  select: handOverColumns,
  key: { by: sql`o.signature_id`, type: "uuid" },
  visible: (ctx) => onVisibleAccount(ctx, sql`o.account_id`),
  filters: {},
  orders: { SINCE: { by: sql`o.created_at`, type: "timestamptz" } },
  defaultOrder: [{ field: "SINCE", direction: "ASC" }],
});
