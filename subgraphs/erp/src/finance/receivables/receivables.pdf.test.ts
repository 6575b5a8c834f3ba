import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErpContext } from "../../context.ts";
import { legalEntityAt } from "../../company/company.module.ts";
import { updateLegalEntity } from "../../company/legal-entity-update.action.ts";
import { aBilling, type Billing, LATER } from "./receivables.fixture.ts";
import { receivablesRoutes } from "./receivables.pdf.ts";

let billing: Billing;
beforeAll(async () => { billing = await aBilling(); });
afterAll(() => billing.close());

interface Answer { status: number; headers: Record<string, unknown>; body: Buffer }
async function get(ctx: ErpContext, kind: "invoice" | "credit-note", number: string): Promise<Answer> {
  const answer: Answer = { status: 0, headers: {}, body: Buffer.alloc(0) };
  const res = {
    writeHead: (status: number, headers: Record<string, unknown>) => { Object.assign(answer, { status, headers }); return res; },
    end: (body: Buffer | string) => { answer.body = Buffer.from(body); },
  };
  await receivablesRoutes.find((route) => route.path === `/pdf/${kind}/:number`)!.handle(ctx, { number }, res as unknown as ServerResponse);
  return answer;
}

describe("the PDF of an invoice", () => {
  it("is served to who may read it, and stays the same when the customer's name or what is open changes", async () => {
    const invoice = await billing.posted("1", "800", { customerNumber: "C-3", freight: "12.50" });
    const first = await get(billing.at(), "invoice", invoice.number);
    expect([first.status, first.headers["content-type"], first.headers["content-disposition"], first.body.subarray(0, 5).toString()]).toEqual([200, "application/pdf", `inline; filename="${invoice.number}.pdf"`, "%PDF-"]);
    expect(first.headers["content-length"]).toBe(first.body.length);
    expect(first.body.toString("latin1")).toContain("NotoSansSC");
    await billing.db.updateTable("customer").set({ name: "Renamed Ltd" }).where("number", "=", "C-3").execute();
    await billing.paid("100", { customerNumber: "C-3", currency: "CNY", allocateOldestFirst: true });
    expect((await get(billing.at(), "invoice", invoice.number)).body.equals(first.body)).toBe(true);
  });
  it("keeps the seller's name and bank of its day; the next one has the new", async () => {
    const invoice = await billing.posted("1", "800");
    const first = await get(billing.at(), "invoice", invoice.number);
    await updateLegalEntity(billing.at(LATER(1)), { code: "NHDK", input: { name: "Nordhavn Group A/S", bankName: "Other Bank" }, expectedVersion: 1 });
    expect((await get(billing.at(LATER(2)), "invoice", invoice.number)).body.equals(first.body)).toBe(true);
    const next = await billing.posted("1", "800", {}, billing.at(LATER(2)));
    const sold = await legalEntityAt(billing.at(LATER(3)), "NHDK", next.postedAt!);
    expect([sold!.name, sold!.bankName]).toEqual(["Nordhavn Group A/S", "Other Bank"]);
  });
  it("is refused without the permission, and does not exist for another company, under another kind or as a draft", async () => {
    const invoice = await billing.posted("1", "800");
    expect((await get(billing.as({ permissions: [] }), "invoice", invoice.number)).status).toBe(403);
    expect((await get(billing.as({ permissions: ["invoice:read"], legalEntities: ["NHFR"] }), "invoice", invoice.number)).status).toBe(404);
    expect((await get(billing.at(), "credit-note", invoice.number)).status).toBe(404);
    expect((await get(billing.at(), "invoice", "INV-NHDK-2026-999999")).status).toBe(404);
  });
  it("comes for credit notes too", async () => {
    const note = await billing.credited((await billing.posted("1", "800")).number);
    expect((await get(billing.at(), "credit-note", note.number)).status).toBe(200);
  });
});
