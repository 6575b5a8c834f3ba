/** Who is meant by an e-mail address or a contact, and what the CRM keeps about them. */
import { fileURLToPath } from "node:url";
import { isUuid, loadSdl, notFound, optionalEmail, personalDataOf, refuse, type SubjectItem, subjectItems } from "@homefield/kit";
import { type Kysely, sql } from "kysely";
import { type CrmContext, onVisibleAccount } from "../context.ts";
import type { SubjectInput } from "../generated/graphql.ts";
import type { DB } from "../generated/tables.ts";

export interface Subject {
  contactIds: string[];
  /** In lower case. */
  emails: string[];
  names: string[];
  /** Customers of the ERP that the person acted for. */
  customerNumbers: string[];
  team: string | null;
}
interface Found { id: string; name: string; email: string | null; customerNumber: string | null; team: string }

export async function subjectOf(ctx: CrmContext, { contactId, email }: SubjectInput): Promise<Subject> {
  const mail = optionalEmail(email, ["subject", "email"], "The e-mail address")?.toLowerCase() ?? null;
  if (!contactId && !mail) refuse("MISSING", "Name a contact or an e-mail address.", ["subject"]);
  const found = async (condition: ReturnType<typeof sql<boolean>>): Promise<Found[]> => (await sql<Found>`select c.id, c.name, c.email, a.customer_number, a.team from contact c join account a on a.id = c.account_id
    where ${onVisibleAccount(ctx, sql`c.account_id`)} and ${condition} order by c.id`.execute(ctx.db)).rows;
  const named = contactId ? (isUuid(contactId) ? await found(sql<boolean>`c.id = ${contactId}::uuid`) : []) : [];
  if (contactId && named.length === 0) notFound("contact", contactId, ["subject", "contactId"]);
  const emails = [...new Set([mail, ...named.map((one) => one.email?.toLowerCase())].filter((one) => one != null))];
  // The same address is the same person, at whatever account.
  const all = [...named, ...(await found(sql<boolean>`lower(c.email) = any(${emails}::text[])`)).filter((one) => !named.some(({ id }) => id === one.id))];
  return {
    contactIds: all.map(({ id }) => id), emails, names: [...new Set(all.map(({ name }) => name))],
    customerNumbers: [...new Set(all.flatMap(({ customerNumber }) => customerNumber ?? []))], team: all[0]?.team ?? null,
  };
}

let known: ReturnType<typeof personalDataOf> | null = null;
/** Every fact of the CRM about the person, with why it is kept. */
export async function factsAbout(db: Kysely<DB>, { contactIds, emails }: Subject): Promise<SubjectItem[]> {
  known ??= personalDataOf(loadSdl(fileURLToPath(new URL("..", import.meta.url))));
  const rows = async (statement: ReturnType<typeof sql>): Promise<{ key: string; facts: Record<string, unknown> }[]> =>
    ((await statement.execute(db)).rows as ({ key: string } & Record<string, unknown>)[]).map(({ key, ...facts }) => ({ key, facts }));
  const asked: [string, ReturnType<typeof sql>][] = [
    ["Contact", sql`select id as key, name, email, phone, job_title, role from contact where id = any(${contactIds}::uuid[])`],
    ["Activity", sql`select id as key, kind, subject, body, outcome, due_at, completed_at from activity where contact_id = any(${contactIds}::uuid[]) order by id`],
    ["Signature", sql`select id as key, signer_name, signer_email, signed_at from signature where lower(signer_email) = any(${emails}::text[]) order by id`],
    ["Opportunity", sql`select id as key, name from opportunity where contact_id = any(${contactIds}::uuid[]) order by id`],
    ["Quote", sql`select id as key, number from quote where contact_id = any(${contactIds}::uuid[]) order by id`],
    ["User", sql`select id as key, name, email, territory from crm_user where lower(email) = any(${emails}::text[])`],
    ["CrmAuditEntry", sql`select id as key, act, at, changes from audit_entry where entity = 'Contact' and entity_key = any(${contactIds}::text[]) order by id`],
  ];
  const items: SubjectItem[] = [];
  for (const [type, statement] of asked) {
    const found = await rows(statement);
    items.push(...subjectItems("crm", known, type, found.map(({ key, facts }) => ({ key, facts: { ...facts, ...("changes" in facts && { changes: JSON.stringify(facts["changes"]) }) } }))));
  }
  return items;
}
