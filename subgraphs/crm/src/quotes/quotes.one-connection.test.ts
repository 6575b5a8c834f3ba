import { silentLog } from "@homefield/kit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deliverNext } from "../signed-orders/signed-orders.module.ts";
import { aSalesHouse, BILLING, NOON, type Place } from "./quotes.fixture.ts";

// An act that asks for a second connection while it holds one can wait for itself: with as many such acts as connections all stand still.
let place: Place;
beforeAll(async () => { place = await aSalesHouse({ poolSize: 1 }); });
afterAll(() => place.close());

it("each act, and a delivery, gets along with a single connection", async () => {
  const done: string[] = [];
  const act = async (field: string, call: string, variables: Record<string, unknown>, who: "ines" | "rosa" = "ines", payload = "quote { id contentHash lockVersion }"): Promise<any> => {
    const types: Record<string, string> = { id: "ID!", input: field === "quoteCreate" ? "QuoteCreateInput!" : field === "quoteUpdate" ? "QuoteUpdateInput!" : "QuoteSignInput!" };
    const declared = Object.keys(variables).map((name) => `$${name}: ${types[name]}`).join(", ");
    const { data, errors } = await place.ask(`mutation (${declared}) { ${field}(${call}) { ${payload} userErrors { code message } } }`, variables, who);
    expect([field, errors, data?.[field].userErrors]).toEqual([field, undefined, []]);
    done.push(field);
    return Object.values(data[field])[0];
  };
  const opportunityId = await place.opportunity(place.accounts.prospect);
  const lines = [{ itemNumber: "BEN-100", quantity: "1", discountPercent: "20" }];
  const { id } = await act("quoteCreate", `input: $input, idempotencyKey: "1"`, { input: { accountId: place.accounts.prospect, opportunityId, contactId: place.contact, lines } });
  await act("quoteUpdate", "id: $id, input: $input, expectedVersion: 1", { id, input: { title: "x", lines } });
  await act("quoteAskApproval", `id: $id, reason: "x", expectedVersion: 2`, { id });
  await act("quoteDecideApproval", `id: $id, decision: APPROVED, expectedVersion: 3`, { id }, "rosa");
  await act("quoteSend", "id: $id, expectedVersion: 4", { id });
  await act("quoteReject", `id: $id, reason: "x", expectedVersion: 5`, { id });
  const second = await act("quoteRevise", "id: $id, expectedVersion: 6", { id });
  await act("quoteUpdate", "id: $id, input: $input, expectedVersion: 1", { id: second.id, input: { lines: [{ itemNumber: "BEN-100", quantity: "1" }] } });
  const sent = await act("quoteSend", "id: $id, expectedVersion: 2", { id: second.id });
  await act("quoteSign", `id: $id, input: $input, idempotencyKey: "2"`, { id: second.id, input: { signerName: "Åse", signerEmail: "aase@fjordby.example", contentHash: sent.contentHash, billingAddress: BILLING } });
  expect(await deliverNext(place.db, { log: silentLog(), now: NOON, deliver: async () => ({ kind: "REFUSED", code: "NOT_FOUND" }) })).toBe(true);
  const { signatureId } = await place.db.selectFrom("signedOrder").select("signatureId").executeTakeFirstOrThrow();
  await act("signedOrderRetry", "id: $id", { id: signatureId }, "rosa", "signedOrder { id }");
  await act("signedOrderCancel", `id: $id, reason: "x"`, { id: signatureId }, "rosa", "signedOrder { id }");
  expect(new Set(done).size).toBe(10);
});
