import { loaderOf, listLoaderOf, optionalText, refuse, text } from "@homefield/kit";
import type { Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { CustomerAddress, DB } from "../../generated/tables.ts";
import { isCountry } from "../../company/company.module.ts";

export type AddressKind = "BILLING" | "DELIVERY";
export type AddressRow = Selectable<CustomerAddress>;
export interface AddressGiven { name?: string | null | undefined; line1: string; line2?: string | null | undefined; postalCode: string; city: string; region?: string | null | undefined; country: string }
export interface Address { name: string; line1: string; line2: string | null; postalCode: string; city: string; region: string | null; country: string }

/** The address as it is kept: trimmed, its country known. */
export function assertAddress(given: AddressGiven, path: string[], nameWhenAbsent: string): Address {
  const country = given.country.trim().toUpperCase();
  if (!isCountry(country)) refuse("UNKNOWN_COUNTRY", `"${given.country.slice(0, 40)}" is no ISO 3166 country code, such as DK.`, [...path, "country"]);
  return {
    name: optionalText(given.name, [...path, "name"], "The name", 120) ?? nameWhenAbsent,
    line1: text(given.line1, [...path, "line1"], "The street", 120),
    line2: optionalText(given.line2, [...path, "line2"], "The second line", 120),
    postalCode: text(given.postalCode, [...path, "postalCode"], "The postal code", 20),
    city: text(given.city, [...path, "city"], "The town", 80),
    region: optionalText(given.region, [...path, "region"], "The region", 80),
    country,
  };
}
const same = (row: AddressRow, address: Address): boolean =>
  (["name", "line1", "line2", "postalCode", "city", "region", "country"] as const).every((field) => row[field] === address[field]);

/**
 * Adds an address to a customer locked by this act; an address that is already there is not doubled. The first of a kind becomes the
 * default. Documents point to the row of their day: an address is never overwritten.
 */
export async function addAddress(tx: Tx, customerNumber: string, kind: AddressKind, address: Address, options: { isDefault?: boolean } = {}): Promise<AddressRow> {
  const rows = await tx.selectFrom("customerAddress").selectAll().where("customerNumber", "=", customerNumber).where("kind", "=", kind).where("archivedAt", "is", null).execute();
  const isDefault = options.isDefault === true || rows.every((row) => !row.isDefault);
  const existing = rows.find((row) => same(row, address));
  if (existing && (existing.isDefault || !isDefault)) return existing;
  if (isDefault) await tx.updateTable("customerAddress").set({ isDefault: false }).where("customerNumber", "=", customerNumber).where("kind", "=", kind).where("isDefault", "=", true).execute();
  return existing
    ? tx.updateTable("customerAddress").set({ isDefault: true }).where("id", "=", existing.id).returningAll().executeTakeFirstOrThrow()
    : tx.insertInto("customerAddress").values({ customerNumber, kind, ...address, isDefault }).returningAll().executeTakeFirstOrThrow();
}
/** Where a customer is billed or delivered to when nothing else is said; the billing address when there is none for goods. */
export async function defaultAddress(db: Kysely<DB>, customerNumber: string, kind: AddressKind): Promise<AddressRow | null> {
  const rows = await db.selectFrom("customerAddress").selectAll().where("customerNumber", "=", customerNumber).where("archivedAt", "is", null)
    .orderBy(sql`kind <> ${kind}`).orderBy("isDefault", "desc").orderBy("id").limit(1).execute();
  return rows[0] ?? null;
}
/** Batched, for documents the caller may see: the address as it was on their day, archived or not. */
export const addressById = (ctx: ErpContext, id: string): Promise<AddressRow | null> =>
  loaderOf<DB, AddressRow>(ctx, "customerAddress", (row) => row.id, (ids) => ctx.db.selectFrom("customerAddress").selectAll().where("id", "in", ids).execute()).load(id);
/** Batched: the addresses of a customer in use, defaults first. */
export const addressesOf = (ctx: ErpContext, customerNumber: string): Promise<AddressRow[]> =>
  listLoaderOf<DB, AddressRow>(ctx, "addressesOfCustomer", (row) => row.customerNumber, (numbers) =>
    ctx.db.selectFrom("customerAddress").selectAll().where("customerNumber", "in", numbers).where("archivedAt", "is", null).orderBy("kind").orderBy("isDefault", "desc").orderBy("id").execute()).load(customerNumber);
/** A row as the graph's PostalAddress. */
export const postalAddress = (row: AddressRow | null): Address | null => row && { name: row.name, line1: row.line1, line2: row.line2, postalCode: row.postalCode, city: row.city, region: row.region, country: row.country };
/** Where goods go decides the tax: the country of the default delivery address, or the customer's own. */
export const deliveryCountryOf = async (db: Kysely<DB>, customer: { number: string; country: string }): Promise<string> => (await defaultAddress(db, customer.number, "DELIVERY"))?.country ?? customer.country;
