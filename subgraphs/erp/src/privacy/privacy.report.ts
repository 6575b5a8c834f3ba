/** What the ERP keeps about a person, and until when it has to. */
import { fileURLToPath } from "node:url";
import { loadSdl, personalDataOf, type SubjectItem, subjectItems } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../context.ts";
import type { ErpSubjectInput } from "../generated/graphql.ts";

let known: ReturnType<typeof personalDataOf> | null = null;
export const lower = (values: readonly string[]): string[] => values.map((value) => value.trim().toLowerCase()).filter(Boolean);

export async function personalDataOfSubject(ctx: ErpContext, subject: ErpSubjectInput): Promise<SubjectItem[]> {
  known ??= personalDataOf(loadSdl(fileURLToPath(new URL("..", import.meta.url))));
  const [emails, names] = [lower(subject.emails), lower(subject.names)];
  const customers = await sql<{ number: string; name: string; invoiceEmail: string | null }>`select number, name, invoice_email from customer where ${inEntities(ctx, sql`legal_entity`)} and (lower(invoice_email) = any(${emails}::text[]))`.execute(ctx.db);
  const addresses = await sql<{ id: string; name: string; line1: string; line2: string | null; postalCode: string; city: string }>`select a.id, a.name, a.line1, a.line2, a.postal_code, a.city from customer_address a join customer c on c.number = a.customer_number
    where ${inEntities(ctx, sql`c.legal_entity`)} and c.number = any(${[...subject.customerNumbers]}::text[]) and lower(a.name) = any(${names}::text[])`.execute(ctx.db);
  return [
    ...subjectItems("erp", known, "Customer", customers.rows.map(({ number, ...facts }) => ({ key: number, facts }))),
    ...subjectItems("erp", known, "PostalAddress", addresses.rows.map(({ id, ...facts }) => ({ key: id, facts }))),
  ];
}

/** Years after the fiscal year that vouchers are kept, by the company's country. */
const LAWS: Record<string, { years: number; law: string }> = {
  DK: { years: 5, law: "Bogføringsloven § 12: five years after the end of the fiscal year" },
  FR: { years: 10, law: "Code de commerce, art. L123-22: ten years after the end of the fiscal year" },
};
/** Of other countries the longest of these: too long is put right later, too short is not. */
export const lawOf = (country: string): { years: number; law: string } => LAWS[country] ?? { years: 10, law: "Ten years, for want of a rule for this country" };
export const holdUntil = (lastVoucher: string, years: number): string => `${Number(lastVoucher.slice(0, 4)) + years}-12-31`;
