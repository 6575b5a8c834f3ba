import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, NOON, payloadOf } from "../users/users.fixture.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const TRAIL = `query ($entity: String, $key: String, $first: Int, $after: String) { crmAuditEntries(entity: $entity, entityKey: $key, first: $first, after: $after) { nodes { at actorName act entity entityKey requestId changes } pageInfo { hasNextPage endCursor } } }`;

describe("Query.crmAuditEntries", () => {
  it("tells who did what, when, in which request and what changed, newest first", async () => {
    const { id } = payloadOf(await crm.ask(`mutation { accountCreate(input: { name: "Watched" }) { account { id } } }`, {}, "ines", { requestId: "r-1" })).account;
    const later = new Date(NOON.getTime() + 60_000);
    await crm.ask(`mutation ($id: ID!) { accountUpdate(id: $id, input: { segment: "Retail" }, expectedVersion: 1) { userErrors { code } } }`, { id }, "joel", { requestId: "r-2", now: later });
    const { nodes } = (await crm.ask(TRAIL, { entity: "Account", key: id })).data.crmAuditEntries;
    expect(nodes).toEqual([
      { at: later.toISOString(), actorName: "Joel Åkesson", act: "accountUpdate", entity: "Account", entityKey: id, requestId: "r-2", changes: JSON.stringify({ segment: [null, "Retail"] }) },
      { at: NOON.toISOString(), actorName: "Ines Holm", act: "accountCreate", entity: "Account", entityKey: id, requestId: "r-1", changes: expect.stringContaining("Watched") },
    ]);
  });
  it("shows what was done to records the caller sees, and to settings", async () => {
    const acts = [
      [`mutation { accountCreate(input: { name: "Sud" }) { account { id } } }`, "camille"], [`mutation ($id: ID!) { contactCreate(input: { accountId: $id, name: "Zoé" }) { contact { id } } }`, "camille"],
      [`mutation ($id: ID!) { opportunityCreate(input: { accountId: $id, name: "Deal" }) { opportunity { id } } }`, "camille"], [`mutation ($id: ID!) { activityCreate(input: { kind: NOTE, subject: "Note", accountId: $id }) { activity { id } } }`, "camille"],
      [`mutation { activityCreate(input: { kind: TASK, subject: "Own" }) { activity { id } } }`, "camille"], [`mutation { userSave(input: { name: "Léa", email: "lea@example.com", team: "SOUTH" }) { user { id } } }`, "camille"],
      [`mutation { teamSave(input: { code: "SOUTH", name: "The South", sellingEntity: "NHFR", currency: EUR, discountLimitPercent: "5" }) { team { code } } }`.replace("EUR", `"EUR"`), "camille"],
      [`mutation { lostReasonSave(input: { code: "OTHER", name: "Something else" }) { lostReason { code } } }`, "camille"],
    ] as const;
    for (const [source, who] of acts) expect((await crm.ask(source, { id: crm.south }, who)).errors).toBeUndefined();
    const seen = async (who: "ines" | "camille" | "rosa"): Promise<string[]> => [...new Set<string>((await crm.ask(TRAIL, { first: 200 }, who)).data.crmAuditEntries.nodes.map((node: { act: string }) => node.act))].sort();
    const theirs = ["accountCreate", "activityCreate", "contactCreate", "lostReasonSave", "opportunityCreate", "teamSave", "userSave"];
    expect(await seen("camille")).toEqual(theirs);
    expect(await seen("rosa")).toEqual(["accountCreate", "accountUpdate", ...theirs.slice(1)]);
    expect(await seen("ines")).toEqual(["accountCreate", "accountUpdate", "lostReasonSave"]);
  });
  it("pages through without gaps, and is for who may read it only", async () => {
    const all = (await crm.ask(TRAIL, { first: 200 }, "rosa")).data.crmAuditEntries.nodes;
    const walked: unknown[] = [];
    for (let after: string | null = null; ;) {
      const page: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (await crm.ask(TRAIL, { first: 3, after }, "rosa")).data.crmAuditEntries;
      walked.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(walked).toEqual(all);
    expect((await crm.ask(TRAIL, {}, "ines", { without: ["crm-audit:read"] })).errors).toEqual([expect.objectContaining({ code: "FORBIDDEN" })]);
  });
});
