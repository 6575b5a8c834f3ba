import { loaderOf, notFound } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { assertSees, type ErpContext, inEntities, type Tx } from "../../context.ts";
import type { Customer, DB } from "../../generated/tables.ts";

export type CustomerRow = Omit<Selectable<Customer>, "searchText">;
export const customerColumns = sql`c.number, c.name, c.legal_entity, c.customer_group, c.market, c.country, c.currency, c.vat_number, c.payment_terms, c.credit_limit, c.is_on_hold, c.hold_reason, c.held_at, c.invoice_email, c.first_signature, c.relationship_key, c.created_at, c.version`;

/** Batched: the customer if the caller may see it, else null. */
export const customerByNumber = (ctx: ErpContext, number: string): Promise<CustomerRow | null> =>
  loaderOf<DB, CustomerRow>(ctx, "customer", (row) => row.number, async (numbers) =>
    (await sql<CustomerRow>`select ${customerColumns} from customer c where c.number = any(${[...numbers]}::text[]) and ${inEntities(ctx, sql`c.legal_entity`)}`.execute(ctx.db)).rows).load(number);

/**
 * Inside an act: the customer, locked until it is done, so that credit limit, hold and what is open are looked at by one act at a time.
 * Unknown and not the caller's are refused alike.
 */
export async function lockCustomer(tx: Tx, ctx: ErpContext, number: string, path: string[]): Promise<CustomerRow> {
  const found = await sql<CustomerRow>`select ${customerColumns} from customer c where c.number = ${number} for no key update`.execute(tx);
  const row = found.rows[0] ?? notFound("customer", number, path);
  assertSees(ctx, row.legalEntity, "customer", number, path);
  return row;
}
