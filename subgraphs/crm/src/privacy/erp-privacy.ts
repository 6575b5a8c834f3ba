/** The ERP's part, asked with the caller's own token. */
import { refuse, Refused, type SubjectItem } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { Subject } from "./subject.ts";

export interface ErpHold { source: string; count: number; until: string; law: string }
const DEADLINE = { deadlineMs: 5_000 };
const ITEMS = "query ($subject: ErpSubjectInput!) { erpPersonalData(subject: $subject) { source key value personalData purpose retention } }";
const ERASE = "mutation ($id: ID!, $subject: ErpSubjectInput!) { erpPersonalDataErase(requestId: $id, subject: $subject) { erased holds { source count until law } userErrors { code } } }";

type About = Pick<Subject, "emails" | "names" | "customerNumbers">;
const aboutOf = ({ emails, names, customerNumbers }: About): About => ({ emails, names, customerNumbers });

/** Null: the ERP did not answer. */
export async function erpFacts(ctx: CrmContext, subject: Subject): Promise<SubjectItem[] | null> {
  const data = await ask(ctx, ITEMS, { subject: aboutOf(subject) });
  return data && (data["erpPersonalData"] as Omit<SubjectItem, "owner">[]).map((item) => ({ ...item, owner: "erp" }));
}
/** Null: the ERP did not answer, or not so that anything is known. */
export async function erpErase(ctx: CrmContext, requestId: string, about: About): Promise<{ erased: number; holds: ErpHold[] } | null> {
  const data = await ask(ctx, ERASE, { id: requestId, subject: aboutOf(about) });
  const payload = data?.["erpPersonalDataErase"] as { erased: number; holds: ErpHold[]; userErrors: { code: string }[] } | undefined;
  if (payload?.userErrors.length) refuse("ERP_REFUSED", `The ERP refused its part (${payload.userErrors.map(({ code }) => code).join(", ")}). A customer of this person is not visible to you there.`);
  return payload ? { erased: payload.erased, holds: payload.holds } : null;
}
async function ask(ctx: CrmContext, query: string, variables: Record<string, unknown>): Promise<Record<string, unknown> | null> {
  try {
    return await ctx.erp.ask(query, variables, DEADLINE);
  } catch (error) {
    if (error instanceof Refused && error.userErrors[0]?.code === "ERP_SILENT") return null;
    throw error;
  }
}
