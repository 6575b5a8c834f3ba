import { act, audit, notFound } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities, type Tx } from "../context.ts";
import type { ErpErasureHold, MutationErpPersonalDataEraseArgs } from "../generated/graphql.ts";
import { holdUntil, lawOf, lower } from "./privacy.report.ts";

/** Clears what nothing asks to keep, replaces names where only the person has to go, and reports what a law holds. Repeating it finds nothing more to do. */
export async function erasePersonalData(ctx: ErpContext, { requestId, subject }: MutationErpPersonalDataEraseArgs): Promise<{ erased: number; holds: ErpErasureHold[] }> {
  const [emails, names, numbers] = [lower(subject.emails), lower(subject.names), [...new Set(subject.customerNumbers)]];
  return act(ctx, { name: "erpPersonalDataErase" }, async (tx) => {
    const seen = await sql<{ number: string }>`select number from customer where number = any(${numbers}::text[]) and ${inEntities(ctx, sql`legal_entity`)} order by number for no key update`.execute(tx);
    const unseen = numbers.find((number) => !seen.rows.some((row) => row.number === number));
    if (unseen !== undefined) notFound("customer", unseen, ["subject", "customerNumbers"]);
    await sql`select set_config('homefield.erasing', 'on', true)`.execute(tx);
    const mails = await sql`update customer set invoice_email = null, version = version + 1 where lower(invoice_email) = any(${emails}::text[]) and ${inEntities(ctx, sql`legal_entity`)}`.execute(tx);
    const { replaced, holds } = await eraseAddresses(tx, numbers, names);
    const told = await eraseFromTrail(tx, ctx, [...emails, ...(holds.length === 0 ? names : [])]);
    const erased = Number(mails.numAffectedRows ?? 0n) + replaced + told;
    await audit(tx, ctx, { act: "erpPersonalDataErase", entity: "ErasureRequest", key: requestId, changes: { erased, held: holds.reduce((sum, { count }) => sum + count, 0) } });
    return { erased, holds };
  });
}

/** An address that a posted invoice or a shipment names is part of a voucher; any other loses the person's name and keeps the place. */
async function eraseAddresses(tx: Tx, numbers: readonly string[], names: readonly string[]): Promise<{ replaced: number; holds: ErpErasureHold[] }> {
  const { rows } = await sql<{ id: string; country: string; lastVoucher: string | null }>`
    select a.id, e.country, (select max(v.day)::date::text from (
        select coalesce(i.issue_date, i.created_at::date) as day from invoice i where i.billing_address = a.id and i.status = 'POSTED'
        union all select coalesce(s.shipped_date, s.created_at::date) from shipment s where s.delivery_address = a.id and s.status in ('SHIPPED', 'DELIVERED')
        union all select o.order_date from sales_order o where (o.billing_address = a.id or o.delivery_address = a.id) and o.status not in ('CANCELLED')) v) as last_voucher
    from customer_address a join customer c on c.number = a.customer_number join legal_entity e on e.code = c.legal_entity
    where c.number = any(${[...numbers]}::text[]) and lower(a.name) = any(${[...names]}::text[]) order by a.id for no key update of a`.execute(tx);
  const held = rows.filter((row) => row.lastVoucher !== null);
  const free = rows.filter((row) => row.lastVoucher === null).map(({ id }) => id);
  const replaced = await sql`update customer_address a set name = c.name from customer c where c.number = a.customer_number and a.id = any(${free}::uuid[]) and a.name <> c.name`.execute(tx);
  const byLaw = Map.groupBy(held, ({ country, lastVoucher }) => `${lawOf(country).law}\n${holdUntil(lastVoucher!, lawOf(country).years)}`);
  const holds = [...byLaw].map(([key, some]) => ({ source: "PostalAddress.name", count: some.length, law: key.split("\n")[0]!, until: key.split("\n")[1]! }));
  return { replaced: Number(replaced.numAffectedRows ?? 0n), holds };
}

/** The trail keeps that something was changed, when and by whom; not the values, where they name the person. */
async function eraseFromTrail(tx: Tx, ctx: ErpContext, words: readonly string[]): Promise<number> {
  if (words.length === 0) return 0;
  const done = await sql`update audit_entry set changes = '{"erased": true}' where changes <> '{"erased": true}' and entity in ('Customer', 'SalesOrder')
    and exists (select 1 from unnest(${[...words]}::text[]) word where position(word in lower(changes::text)) > 0)
    and case entity when 'Customer' then exists (select 1 from customer c where c.number = entity_key and ${inEntities(ctx, sql`c.legal_entity`)}) else exists (select 1 from sales_order o where o.number = entity_key and ${inEntities(ctx, sql`o.legal_entity`)}) end`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}
