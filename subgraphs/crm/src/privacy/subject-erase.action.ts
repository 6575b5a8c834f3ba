import { act, audit, isUuid, notFound, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationErasureResumeArgs, MutationSubjectEraseArgs } from "../generated/graphql.ts";
import { type ErasureRow, erasureById } from "./erasure.list.ts";
import { erpErase, type ErpHold } from "./erp-privacy.ts";
import { type Subject, subjectOf } from "./subject.ts";

export const ERASED_NAME = "Erased person";

/** The CRM forgets in one transaction with the request; then the ERP is asked. If it is silent the request waits and can be resumed. */
export async function eraseSubject(ctx: CrmContext, args: MutationSubjectEraseArgs): Promise<{ erasureRequest: ErasureRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 500);
  const id = await act(ctx, { name: "subjectErase", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const subject = await subjectOf({ ...ctx, db: tx }, args.subject);
    await assertNothingUnderWay(tx, subject);
    const erased = await eraseHere(tx, subject);
    const request = await tx.insertInto("erasureRequest").values({
      contactId: subject.contactIds[0] ?? null, team: subject.team, reason, askedAt: ctx.now, askedBy: ctx.caller.name, crmErased: erased, about: JSON.stringify(subject),
    }).returning("id").executeTakeFirstOrThrow();
    await audit(tx, ctx, { act: "subjectErase", entity: "ErasureRequest", key: request.id, changes: { contacts: subject.contactIds, erased } });
    return request.id;
  });
  return { erasureRequest: await finish(ctx, id) };
}
export async function resumeErasure(ctx: CrmContext, { id }: MutationErasureResumeArgs): Promise<{ erasureRequest: ErasureRow | null }> {
  return { erasureRequest: await finish(ctx, id) };
}

/** Asks the ERP and keeps its answer; the person's address and name are wiped with it. */
async function finish(ctx: CrmContext, id: string): Promise<ErasureRow | null> {
  const waiting = isUuid(id) ? await erasureById(ctx, id) : null;
  if (!waiting) return notFound("request", id, ["id"]);
  if (waiting.status !== "WAITING") return waiting;
  // The column is JSON to the compiler; what stands in it was written as a Subject when forgetting was asked for.
  const about = waiting.about as unknown as Subject;
  const answered = await erpErase(ctx, id, about);
  if (!answered) return waiting;
  await act(ctx, { name: "erasureFinish" }, async (tx) => {
    const { rows: [now] } = await sql<{ status: string }>`select status from erasure_request where id = ${id}::uuid for update`.execute(tx);
    if (now?.status !== "WAITING") return;
    const signatures = await eraseSignatures(tx, about.emails, answered.holds);
    const holds = [...answered.holds, ...signatures.holds];
    await tx.updateTable("erasureRequest").set((e) => ({
      status: holds.length > 0 ? "HELD" : "DONE", about: null, erpErased: answered.erased, holds: JSON.stringify(holds), crmErased: e("crmErased", "+", signatures.erased), completedAt: ctx.now,
    })).where("id", "=", id).execute();
    await audit(tx, ctx, { act: "erasureFinish", entity: "ErasureRequest", key: id, changes: { erpErased: answered.erased, signaturesErased: signatures.erased, held: holds.length } });
  });
  return erasureById(ctx, id);
}

/** What is still on its way to the ERP would bring the person there after they were forgotten. */
async function assertNothingUnderWay(tx: Tx, { emails }: Subject): Promise<void> {
  const { rows } = await sql`select 1 from signed_order o join signature s on s.id = o.signature_id where o.payload is not null and lower(s.signer_email) = any(${emails}::text[]) limit 1`.execute(tx);
  if (rows.length > 0) refuse("HAND_OVER_UNDER_WAY", "An order this person signed has not reached the ERP yet. Wait until it has, or cancel its hand-over; then ask again.", ["subject"]);
}
async function eraseHere(tx: Tx, { contactIds, emails, names }: Subject): Promise<number> {
  await sql`select set_config('homefield.erasing', 'on', true)`.execute(tx);
  const statements = [
    sql`update contact set name = ${ERASED_NAME}, email = null, phone = null, job_title = null, is_archived = true, version = version + 1 where id = any(${contactIds}::uuid[]) and name <> ${ERASED_NAME}`,
    // What was said to or about the person; that there was a call stays with the account.
    sql`update activity set subject = initcap(kind) || ' with an erased person', body = null, outcome = null, version = version + 1 where contact_id = any(${contactIds}::uuid[]) and subject <> initcap(kind) || ' with an erased person'`,
    // The address is the person wherever it stands; the name is, where the record is theirs.
    sql`with theirs as (
        select id::text as key from unnest(${contactIds}::uuid[]) id union select id::text from activity where contact_id = any(${contactIds}::uuid[])
        union select id::text from quote where contact_id = any(${contactIds}::uuid[]) union select unnest(array[id::text, quote_id::text]) from signature where lower(signer_email) = any(${emails}::text[]))
      update audit_entry set changes = '{"erased": true}' where changes <> '{"erased": true}' and (
        entity in ('Contact', 'Activity') and entity_key in (select key from theirs)
        or exists (select 1 from unnest(${emails}::text[]) word where position(word in lower(changes::text)) > 0)
        or entity_key in (select key from theirs) and exists (select 1 from unnest(${names}::text[]) word where position(lower(word) in lower(changes::text)) > 0))`,
  ];
  let erased = 0;
  for (const statement of statements) erased += Number((await statement.execute(tx)).numAffectedRows ?? 0n);
  return erased;
}
/** A signature proves the order: it is held as long as the ERP holds the vouchers of it. */
async function eraseSignatures(tx: Tx, emails: readonly string[], erpHolds: readonly ErpHold[]): Promise<{ erased: number; holds: ErpHold[] }> {
  const longest = [...erpHolds].sort((a, b) => (a.until < b.until ? 1 : -1))[0];
  if (longest) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from signature where lower(signer_email) = any(${[...emails]}::text[])`.execute(tx);
    return { erased: 0, holds: rows[0]!.n > 0 ? [{ source: "Signature.signerName", count: rows[0]!.n, until: longest.until, law: longest.law }] : [] };
  }
  await sql`select set_config('homefield.erasing', 'on', true)`.execute(tx);
  const done = await sql`update signature set signer_name = ${ERASED_NAME}, signer_email = 'erased' where lower(signer_email) = any(${[...emails]}::text[])`.execute(tx);
  return { erased: Number(done.numAffectedRows ?? 0n), holds: [] };
}
