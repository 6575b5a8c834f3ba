// Who saw what: noted by each owner for every answer, kept through an orderly stop, read by the auditor alone. And who did what, under their own name.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openWholeSystem, operation, type WholeSystem } from "../support/whole-system.ts";

let system: WholeSystem;
beforeAll(async () => {
  system = await openWholeSystem();
}, 240_000);
afterAll(() => system?.stop());

const SEEN = "query ($type: String, $key: String) { seen: erpReadAuditEntries(type: $type, key: $key) { nodes { at actorName requestId type fields keys keyCount } totalCount } }";
const seenBy = async (name: string): Promise<{ fields: string[]; requestId: string }[]> =>
  (await system.get<{ nodes: { actorName: string; fields: string[]; requestId: string }[] }>(SEEN, { type: "Customer", key: "C-1" }, "auditor")).nodes.filter(({ actorName }) => actorName === name);

describe("who saw what", () => {
  it("stands in the owner's read audit within a second: fields, keys and the request, never a value", async () => {
    await system.get(operation("Account360"), { id: system.accounts.nordic }, "sales");
    await vi.waitFor(async () => expect((await seenBy("Ines Holm")).flatMap(({ fields }) => fields)).toContain("openBalance"), { timeout: 15_000, interval: 300 });
    const { rows } = await system.erp.pool.query<{ row: string }>("select r::text as row from read_audit r");
    expect(rows.filter(({ row }) => row.includes("Havecenter"))).toEqual([]);
    const crm = await system.get(`{ crmReadAuditEntries(type: "Account", key: "${system.accounts.nordic}") { nodes { actorName fields } } }`, {}, "auditor");
    expect(crm["nodes"].map(({ actorName }: { actorName: string }) => actorName)).toContain("Ines Holm");
  });

  it("is kept through an orderly stop right after the answer", async () => {
    await system.get("{ customer(number: \"C-1\") { invoiceEmail name } }", {}, "controller");
    await system.services.erp.stop();
    expect((await system.erp.pool.query("select 1 from read_audit where actor_name = 'Birgit Sørensen' and type = 'Customer'")).rowCount).toBe(1);
    await system.services.erp.start();
    await vi.waitFor(async () => expect((await system.ask(SEEN, {}, "auditor")).errors).toBeUndefined(), { timeout: 20_000, interval: 500 });
  });

  it("names nothing that was refused, and is for the auditor alone", async () => {
    await system.ask("{ customer(number: \"C-1\") { name openBalance { amount } } }", {}, "marketing");
    await vi.waitFor(async () => expect(await seenBy("Maja Öberg")).toHaveLength(1), { timeout: 15_000, interval: 300 });
    expect((await seenBy("Maja Öberg"))[0]!.fields).toEqual(["name"]);
    for (const who of ["sales.manager", "controller", "admin", "integrator"]) expect((await system.ask(SEEN, {}, who)).errors?.map(({ extensions }) => extensions["permission"])).toEqual(["erp-read-audit:read"]);
  });
});

describe("who did what", () => {
  it("a salesperson who works on lines of an ERP order stands in the ERP's audit under their own name", async () => {
    const { salesOrder } = await system.get("mutation ($i: SalesOrderCreateInput!, $k: String!) { salesOrderCreate(input: $i, idempotencyKey: $k) { salesOrder { number version } userErrors { code message } } }", { i: { customerNumber: "C-1", lines: [{ itemNumber: "LNG-210", quantity: "1" }] }, k: crypto.randomUUID() }, "planner");
    await system.get("mutation ($n: ID!, $v: Int!, $k: String!) { salesOrderLineAdd(number: $n, input: { itemNumber: \"TBL-100\", quantity: \"1\" }, expectedVersion: $v, idempotencyKey: $k) { userErrors { code message } } }", { n: salesOrder.number, v: salesOrder.version, k: crypto.randomUUID() }, "sales");
    const { nodes } = await system.get(`{ erpAuditEntries(entity: "SalesOrder", entityKey: "${salesOrder.number}") { nodes { act actorName } } }`, {}, "auditor");
    expect(nodes).toEqual([{ act: "salesOrderLineAdd", actorName: "Ines Holm" }, { act: "salesOrderCreate", actorName: "Pavel Novák" }]);
  });
});
