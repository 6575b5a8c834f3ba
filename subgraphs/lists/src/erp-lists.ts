/** Lists of the ERP by facts of the CRM: the ERP leads, as the rows and their order are its own. */
import type { OrderBy } from "@homefield/kit";
import { readCursor, writeCursor } from "./cursor.ts";
import { type Asking, type Page, pageSizeOf } from "./page.ts";
import type { Led } from "./plan.ts";
import { findRows } from "./rows.ts";
import { type ListFilter, treeOf } from "./tree.ts";

/** Name of the list, and of its own facts in the filter. */
export const ERP_LISTS = { customers: "customer", salesOrders: "salesOrder", invoices: "invoice" } as const;
export type ErpList = keyof typeof ERP_LISTS;
export interface ErpListAsked { filter?: object | null | undefined; orderBy?: OrderBy | null | undefined; first?: number | null | undefined; after?: string | null | undefined }

export const erpLed = (list: ErpList, filter: object | null | undefined, asOf: string): Led => ({ leader: "erp", list, tree: treeOf(filter as ListFilter | null, { [ERP_LISTS[list]]: "erp", account: "crm" }), asOf });

export async function pageOfErp({ owners, today, plan }: Asking, list: ErpList, { filter, orderBy, first, after }: ErpListAsked): Promise<Page> {
  const size = pageSizeOf(first);
  const asked = [list, filter ?? null, orderBy ?? null];
  const { asOf, at } = after ? readCursor(asked, after) : { asOf: today, at: null };
  const { rows, choice } = await findRows(owners, erpLed(list, filter, asOf), { orderBy: orderBy ?? null, after: at, first: size + 1, needsOther: false, plan });
  return {
    rows: rows.slice(0, size).map(({ ref, cursor }) => ({ ref, cursor: writeCursor(asked, { phase: "body", asOf, at: cursor }) })),
    hasNextPage: rows.length > size, leader: "erp", asOf, choice,
  };
}
