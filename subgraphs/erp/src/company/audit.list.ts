import { ALWAYS, by, defineList } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type ErpContext, inEntities, seesAll } from "../context.ts";

export interface AuditRow { id: string; at: Date; actorName: string; act: string; entity: string; entityKey: string; requestId: string; changes: object }

/** An entry belongs to whom its record belongs to. Kinds that are common to all entities are in COMMON. */
const OWNED: Record<string, { table: string; keys: RawBuilder<boolean> }> = {
  Customer: { table: "customer", keys: sql`r.number = a.entity_key` },
  SalesOrder: { table: "sales_order", keys: sql`r.number = a.entity_key` },
  Shipment: { table: "shipment", keys: sql`r.number = a.entity_key` },
  Invoice: { table: "invoice", keys: sql`(r.number = a.entity_key or r.id = a.key_id)` },
  CustomerPayment: { table: "customer_payment", keys: sql`r.number = a.entity_key` },
  JournalEntry: { table: "journal_entry", keys: sql`(r.number = a.entity_key or r.id = a.key_id)` },
  LedgerAccount: { table: "ledger_account", keys: sql`r.id = a.key_id` },
  FiscalPeriod: { table: "fiscal_period", keys: sql`r.id = a.key_id` },
  Allocation: { table: "(select a.id, i.legal_entity from allocation a join invoice i on i.id = a.invoice_id)", keys: sql`r.id = a.key_id` },
  StockMove: { table: "(select m.id, w.legal_entity from stock_move m join warehouse w on w.code = m.warehouse)", keys: sql`r.id = a.key_id` },
  StockBalance: { table: "warehouse", keys: sql`r.code = split_part(a.entity_key, '/', 1)` },
  Warehouse: { table: "warehouse", keys: sql`r.code = a.entity_key` },
  // A rule for nobody in particular counts for all.
  PriceRule: { table: "(select p.id, e.code as legal_entity from price_rule p left join customer c on c.number = p.customer_number join legal_entity e on e.code = coalesce(p.legal_entity, c.legal_entity, e.code))", keys: sql`r.id = a.key_id` },
  LegalEntity: { table: "(select code, code as legal_entity from legal_entity)", keys: sql`r.code = a.entity_key` },
};
const COMMON = ["Item", "ItemCategory", "Unit", "ExchangeRate", "PaymentTerms", "CustomerGroup", "Market"];

const owned = (ctx: ErpContext): RawBuilder<boolean> => sql<boolean>`(a.entity = any(${COMMON}::text[]) or ${sql.join(Object.entries(OWNED).map(([entity, { table, keys }]) =>
  sql`(a.entity = ${entity} and exists (select 1 from ${sql.raw(table)} r where ${keys} and ${inEntities(ctx, sql`r.legal_entity`)}))`), sql` or `)})`;

/** The audit trail, newest first: ids are made in order of time. */
export const auditList = defineList<AuditRow, ErpContext>({
  name: "audit entries",
  from: sql`(select e.*, case when e.entity_key ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then e.entity_key::uuid end as key_id from audit_entry e) a`,
  select: sql`a.id, a.at, a.actor_name, a.act, a.entity, a.entity_key, a.request_id, a.changes`,
  key: { by: sql`a.id`, type: "uuid" },
  visible: (ctx) => (seesAll(ctx) ? ALWAYS : owned(ctx)),
  filters: { entity: by.id(sql`a.entity`), entityKey: by.id(sql`a.entity_key`) },
  orders: { ID: { by: sql`a.id`, type: "uuid" } },
  defaultOrder: [{ field: "ID", direction: "DESC" }],
});
