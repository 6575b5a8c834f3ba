import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aSalesHouse, BILLING, type Place, UNKNOWN_ID } from "./quotes.fixture.ts";

let place: Place;
beforeAll(async () => { place = await aSalesHouse(); });
afterAll(() => place.close());

const STATE = `quote { id number version lockVersion status approvalNeed { isNeeded reason limitPercent lines { lineNumber reductionPercent isBeyondLimit } } acts rejectReason contentHash sentAt validUntilDate approvals { reason limitPercent beyondLines unjudgedLines askedBy decidedBy decision note } signature { signerName signerEmail signedAt recordedBy contentHash } handOver { status attempts since nextAttemptAt lastError } order { number } } userErrors { code message path }`;
type Who = "ines" | "rosa" | "camille";
const act = (field: string, signature: string, call: string) => async (variables: Record<string, unknown>, who: Who = "ines", more = {}) => {
  const { data, errors } = await place.ask(`mutation (${signature}) { ${field}(${call}) { ${STATE} } }`, variables, who, more);
  return { ...data?.[field], errors };
};
const askApproval = act("quoteAskApproval", "$id: ID!, $reason: String!, $v: Int!", "id: $id, reason: $reason, expectedVersion: $v");
const decide = act("quoteDecideApproval", "$id: ID!, $decision: QuoteApprovalDecision!, $note: String, $v: Int!", "id: $id, decision: $decision, note: $note, expectedVersion: $v");
const send = act("quoteSend", "$id: ID!, $v: Int!", "id: $id, expectedVersion: $v");
const sign = act("quoteSign", "$id: ID!, $input: QuoteSignInput!, $key: String!", "id: $id, input: $input, idempotencyKey: $key");
const reject = act("quoteReject", "$id: ID!, $reason: String!, $v: Int!", "id: $id, reason: $reason, expectedVersion: $v");
const revise = act("quoteRevise", "$id: ID!, $v: Int!", "id: $id, expectedVersion: $v");

const update = act("quoteUpdate", "$id: ID!, $input: QuoteUpdateInput!, $v: Int!", "id: $id, input: $input, expectedVersion: $v");

const generous = () => place.offer(undefined, [{ itemNumber: "BEN-100", quantity: "2", unitPrice: "1200.00", discountPercent: "17" }]);
const signing = (contentHash: string | null, more = {}): object => ({ signerName: "Åse Ørsted", signerEmail: "aase@fjordby.example", contentHash, billingAddress: BILLING, ...more });
const read = async (id: string, now?: Date) => (await place.ask(`query ($id: ID!) { quote(id: $id) { ${STATE.split(" userErrors")[0]!.slice("quote { ".length, -2)} } }`, { id }, "ines", now ? { now } : {})).data.quote;
const acts = async (id: string) => (await place.db.selectFrom("auditEntry").select(["act", "subject"]).where("entityKey", "=", id).orderBy("id").execute()).map((entry) => `${entry.act} ${entry.subject}`);
const AFTER = new Date("2026-12-23T12:00:00Z");

describe("Mutation.quoteAskApproval and quoteDecideApproval", () => {
  it("lets somebody else approve what is above the team's limit, and then it can be sent", async () => {
    const draft = await generous();
    const reason = "Line 1 is 17 % below the ERP's price; Nordic may go up to 10 % without approval.";
    expect(await read(draft.id)).toMatchObject({ approvalNeed: { isNeeded: true, reason, limitPercent: "10", lines: [{ lineNumber: 1, reductionPercent: "17", isBeyondLimit: true }] }, acts: ["EDIT", "ASK_APPROVAL", "SEND", "REJECT"] });
    expect((await send({ id: draft.id, v: 1 })).userErrors).toEqual([{ code: "NEEDS_APPROVAL", message: `Quote ${draft.number} can't be sent yet. ${reason} Ask for approval, or give less off.`, path: ["id"] }]);
    const asked = await askApproval({ id: draft.id, reason: "Large volume next year", v: 1 });
    expect(asked.quote).toMatchObject({ status: "IN_APPROVAL", lockVersion: 2, acts: ["REJECT"], approvals: [{ reason: "Large volume next year", limitPercent: "10", beyondLines: [1], unjudgedLines: [], askedBy: "Ines Holm", decision: null, decidedBy: null }] });
    const seenByRosa = (await place.ask(`query ($id: ID!) { quote(id: $id) { acts } }`, { id: draft.id }, "rosa")).data.quote.acts;
    expect(seenByRosa).toContain("APPROVE");
    const approved = await decide({ id: draft.id, decision: "APPROVED", v: 2 }, "rosa");
    expect(approved.quote).toMatchObject({ status: "APPROVED", approvalNeed: null, acts: ["SEND", "REJECT", "REVISE"], approvals: [{ decision: "APPROVED", decidedBy: "Rosa Castellan" }] });
    expect((await send({ id: draft.id, v: 3 })).quote.status).toBe("SENT");
    expect(await acts(draft.id)).toEqual(["quoteCreate user:ines", "quoteAskApproval user:ines", "quoteDecideApproval user:rosa", "quoteSend user:ines"]);
  });
  it("goes back to a draft when declined, with words, and can be asked again", async () => {
    const draft = await generous();
    await askApproval({ id: draft.id, reason: "Please", v: 1 });
    expect((await decide({ id: draft.id, decision: "DECLINED", note: " ", v: 2 }, "rosa")).userErrors).toEqual([{ code: "EMPTY", message: "Say what would have to change before you decline.", path: ["note"] }]);
    expect((await decide({ id: draft.id, decision: "DECLINED", note: "At most 12", v: 2 }, "rosa")).quote).toMatchObject({ status: "DRAFT", acts: ["EDIT", "ASK_APPROVAL", "SEND", "REJECT"] });
    await askApproval({ id: draft.id, reason: "Again", v: 3 });
    expect((await read(draft.id)).approvals.map((a: { reason: string }) => a.reason)).toEqual(["Again", "Please"]);
  });
  it("is never answered by who asked, nor by that person's API key", async () => {
    const draft = await generous();
    await askApproval({ id: draft.id, reason: "Please", v: 1 });
    for (const more of [{}, { subject: "api-key:of-ines", kind: "api-key" as const }]) {
      expect((await decide({ id: draft.id, decision: "APPROVED", v: 2 }, "ines", more)).userErrors[0].code).toBe("OWN_APPROVAL");
    }
    expect(await read(draft.id)).toMatchObject({ status: "IN_APPROVAL", lockVersion: 2 });
    const byHand = (set: object) => place.db.updateTable("quoteApproval").set({ decision: "APPROVED", decidedAt: new Date(), decidedByName: "x", ...set }).where("quoteId", "=", draft.id).execute();
    await expect(byHand({ decidedBy: "user:ines" })).rejects.toThrow("quote_approval_by_another");
    await expect(byHand({ decidedBy: "api-key:1", decidedByUser: place.users.ines })).rejects.toThrow("quote_approval_by_another");
  });
  it("is not asked for what needs none, nor twice", async () => {
    const modest = await place.offer();
    expect((await askApproval({ id: modest.id, reason: "x", v: 1 })).userErrors[0].code).toBe("NO_APPROVAL_NEEDED");
    const draft = await generous();
    await askApproval({ id: draft.id, reason: "x", v: 1 });
    expect((await askApproval({ id: draft.id, reason: "x", v: 2 })).userErrors[0]).toMatchObject({ code: "WRONG_STATUS", message: `Quote ${draft.number} waits for approval. Approval is asked for a draft only.` });
    expect((await decide({ id: modest.id, decision: "APPROVED", v: 1 }, "rosa")).userErrors[0].code).toBe("WRONG_STATUS");
    expect((await askApproval({ id: draft.id, reason: "", v: 2 })).userErrors[0]).toMatchObject({ code: "EMPTY", path: ["reason"] });
  });
});

describe("an offer held against the ERP's prices", () => {
  const at = (unitPrice: string, discountPercent = "0") => place.offer(undefined, [{ itemNumber: "BEN-100", quantity: "2", unitPrice, discountPercent }]);
  const whySent = async (draft: { id: string }) => (await send({ id: draft.id, v: 1 })).userErrors[0]?.code ?? "sent";
  afterEach(() => { Object.assign(place.erp, { isSilent: false, refusesPrices: false, agreedPrices: {} }); });
  it("is no way around approval by lowering the price instead of giving a discount", async () => {
    const draft = await at("996.00");
    expect(await read(draft.id)).toMatchObject({ approvalNeed: { isNeeded: true, lines: [{ reductionPercent: "17" }] } });
    expect(await whySent(draft)).toBe("NEEDS_APPROVAL");
    expect((await askApproval({ id: draft.id, reason: "Please", v: 1 })).quote.status).toBe("IN_APPROVAL");
  });
  it("may go as far as was agreed with the customer anyway, and is judged anew when that changes", async () => {
    place.erp.agreedPrices = { "BEN-100": "1020.00" };
    const draft = await at("1200.00", "17");
    expect(await read(draft.id)).toMatchObject({ approvalNeed: { isNeeded: false, lines: [{ reductionPercent: "2.36" }] } });
    place.erp.agreedPrices = {};
    expect(await whySent(draft)).toBe("NEEDS_APPROVAL");
    place.erp.agreedPrices = { "BEN-100": "1020.00" };
    expect(await whySent(draft)).toBe("sent");
  });
  it("waits while the ERP is silent, or goes to somebody who takes it on", async () => {
    const draft = await at("1200.00");
    place.erp.isSilent = true;
    expect((await send({ id: draft.id, v: 1 })).userErrors).toEqual([{ code: "NEEDS_APPROVAL", message: `Quote ${draft.number} can't be sent yet. The ERP does not answer, so nobody can tell how far below its prices this is. Ask for approval.`, path: ["id"] }]);
    expect((await askApproval({ id: draft.id, reason: "They sign today", v: 1 })).quote).toMatchObject({ status: "IN_APPROVAL", approvals: [{ beyondLines: [], unjudgedLines: [1] }] });
    await decide({ id: draft.id, decision: "APPROVED", v: 2 }, "rosa");
    expect((await send({ id: draft.id, v: 3 })).quote.status).toBe("SENT");
    const other = await at("1200.00");
    place.erp.isSilent = false;
    expect(await whySent(other)).toBe("sent");
  });
  it("is not judged for who may not ask for prices", async () => {
    place.erp.refusesPrices = true;
    const draft = await at("1200.00");
    expect(await whySent(draft)).toBe("NEEDS_APPROVAL");
    const { data, errors } = await place.ask(`query ($id: ID!) { quote(id: $id) { status approvalNeed { isNeeded } } }`, { id: draft.id }, "ines", { permissions: ["quote:read"] });
    expect([data.quote, errors?.map((error) => error.code)]).toEqual([{ status: "DRAFT", approvalNeed: null }, ["FORBIDDEN"]]);
  });
  it("leaves nothing of the ERP's behind", async () => {
    place.erp.agreedPrices = { "BEN-100": "7777.77" };
    const draft = await at("1200.00");
    await read(draft.id);
    await askApproval({ id: draft.id, reason: "Please", v: 1 });
    await decide({ id: draft.id, decision: "APPROVED", v: 2 }, "rosa");
    for (const table of ["quote", "quote_line", "quote_approval", "audit_entry"]) {
      // 84.57 is what 1,200 is below it.
      expect((await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} t where t::text ~ '7777|84\\.5'`.execute(place.db)).rows).toEqual([{ n: 0 }]);
    }
  });
});

describe("Mutation.quoteSend", () => {
  it("fixes and hashes the content, for thirty days unless set", async () => {
    const draft = await place.offer();
    const { quote } = await send({ id: draft.id, v: 1 });
    expect(quote).toMatchObject({ status: "SENT", lockVersion: 2, validUntilDate: "2026-12-22", sentAt: "2026-11-22T12:00:00.000Z", contentHash: expect.stringMatching(/^[0-9a-f]{64}$/), acts: ["SIGN", "REJECT", "REVISE"] });
  });
  it("needs an offered line; options alone are no offer", async () => {
    const optional = await place.offer(undefined, [{ itemNumber: "BEN-100", quantity: "1", unitPrice: "1.00", isOption: true }]);
    expect((await send({ id: optional.id, v: 1 })).userErrors[0]).toMatchObject({ code: "NOTHING_OFFERED", path: ["id"] });
    expect(await read(optional.id)).toMatchObject({ status: "DRAFT", contentHash: null, lockVersion: 1 });
  });
  it("does not send what could not be signed any more", async () => {
    const draft = await place.offer();
    await place.db.updateTable("quote").set({ validUntil: "2026-11-21" }).where("id", "=", draft.id).execute();
    expect((await send({ id: draft.id, v: 1 })).userErrors[0].code).toBe("PAST_DATE");
  });
  it("sends once", async () => {
    const draft = await place.offer();
    const both = await Promise.all([send({ id: draft.id, v: 1 }), send({ id: draft.id, v: 1 })]);
    expect(both.map((answer) => answer.userErrors[0]?.code ?? "sent").sort()).toEqual(["STALE_VERSION", "sent"]);
  });
});

describe("Mutation.quoteSign", () => {
  it("writes signature, hand-over and won opportunity together", async () => {
    const opportunityId = await place.opportunity(place.accounts.prospect);
    const sent = await place.sent(undefined, { opportunityId });
    const woken = place.woken.times;
    const { quote } = await sign({ id: sent.id, input: signing(sent.contentHash, { customerReference: "PO 7", vatNumber: "DK 12 34 56 78" }), key: "s1" });
    expect(quote).toMatchObject({
      status: "SIGNED", acts: [], order: null, handOver: { status: "WAITING", attempts: 0, lastError: null, since: "2026-11-22T12:00:00.000Z", nextAttemptAt: "2026-11-22T12:00:00.000Z" },
      signature: { signerName: "Åse Ørsted", signerEmail: "aase@fjordby.example", signedAt: "2026-11-22T12:00:00.000Z", recordedBy: "Ines Holm", contentHash: sent.contentHash },
    });
    expect(await place.db.selectFrom("opportunity").select("status").where("id", "=", opportunityId).executeTakeFirst()).toEqual({ status: "WON" });
    expect(place.woken.times).toBe(woken + 1);
    expect(await acts(sent.id)).toContain("quoteSign user:ines");
  });
  it("writes nothing when the opportunity can't be won", async () => {
    const opportunityId = await place.opportunity(place.accounts.prospect);
    const sent = await place.sent(undefined, { opportunityId });
    await sql`create function no_winning() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$`.execute(place.db);
    await sql`create trigger no_winning before update on opportunity for each row execute function no_winning()`.execute(place.db);
    const { errors } = await sign({ id: sent.id, input: signing(sent.contentHash), key: "s2" });
    await sql`drop trigger no_winning on opportunity`.execute(place.db);
    expect(errors).toHaveLength(1);
    expect(await read(sent.id)).toMatchObject({ status: "SENT", signature: null, handOver: null });
  });
  it("answers the same key with the same signature, and signs once under two at once", async () => {
    const sent = await place.sent();
    const both = await Promise.all([sign({ id: sent.id, input: signing(sent.contentHash), key: "s3" }), sign({ id: sent.id, input: signing(sent.contentHash), key: "s3" })]);
    expect(both.map((answer) => [answer.quote.status, answer.userErrors])).toEqual([["SIGNED", []], ["SIGNED", []]]);
    expect((await sign({ id: sent.id, input: signing(sent.contentHash, { signerName: "Other" }), key: "s3" })).userErrors[0].code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect((await sign({ id: sent.id, input: signing(sent.contentHash), key: "s4" })).userErrors[0]).toMatchObject({ code: "WRONG_STATUS", message: `Quote ${sent.number} is signed. Only a sent quote can be signed.` });
    const rows = await place.db.selectFrom("signedOrder").select("signatureId").where("quoteId", "=", sent.id).execute();
    expect(rows).toHaveLength(1);
  });
  it("takes the signature of one of two signers at once with keys of their own", async () => {
    const sent = await place.sent();
    const both = await Promise.all(["a", "b"].map((key) => sign({ id: sent.id, input: signing(sent.contentHash), key })));
    expect(both.map((answer) => answer.userErrors[0]?.code ?? "signed").sort()).toEqual(["WRONG_STATUS", "signed"]);
  });
  it("refuses another hash: something else would be signed", async () => {
    const sent = await place.sent();
    for (const hash of ["0".repeat(64), "", "nonsense"]) {
      expect((await sign({ id: sent.id, input: signing(hash), key: `h ${hash}` })).userErrors[0]).toMatchObject({ code: "CONTENT_DIFFERS", path: ["input", "contentHash"] });
    }
  });
  it("notices content that was changed past the guards", async () => {
    const sent = await place.sent();
    await sql`alter table quote_line disable trigger quote_line_guard`.execute(place.db);
    await place.db.updateTable("quoteLine").set({ quantity: "200" }).where("quoteId", "=", sent.id).execute();
    await sql`alter table quote_line enable trigger quote_line_guard`.execute(place.db);
    expect((await sign({ id: sent.id, input: signing(sent.contentHash), key: "s5" })).errors).toHaveLength(1);
    expect(await read(sent.id)).toMatchObject({ status: "SENT", signature: null });
  });
  it("can be done on the last day and not after, whether or not the sweep has run", async () => {
    const [inTime, late] = [await place.sent(), await place.sent()];
    expect((await sign({ id: inTime.id, input: signing(inTime.contentHash), key: "s6" }, "ines", { now: new Date("2026-12-22T20:00:00Z") })).quote.status).toBe("SIGNED");
    expect((await sign({ id: late.id, input: signing(late.contentHash), key: "s7" }, "ines", { now: AFTER })).userErrors).toEqual([{ code: "QUOTE_EXPIRED", message: `Quote ${late.number} could be signed until 2026-12-22. Make a new version and send it.`, path: ["id"] }]);
    expect(await read(late.id, AFTER)).toMatchObject({ status: "EXPIRED", acts: ["REVISE"] });
  });
  it("needs an address for somebody who is no customer, and none for a customer", async () => {
    const sent = await place.sent();
    expect((await sign({ id: sent.id, input: signing(sent.contentHash, { billingAddress: null }), key: "s8" })).userErrors[0]).toMatchObject({ code: "ADDRESS_NEEDED", path: ["input", "billingAddress"] });
    const known = await place.sent(place.accounts.customer);
    expect((await sign({ id: known.id, input: signing(known.contentHash, { billingAddress: undefined }), key: "s9" })).quote.status).toBe("SIGNED");
  });
  it.each<[string, object, string, string[]]>([
    ["an empty name", { signerName: " " }, "EMPTY", ["signerName"]], ["an over-long name", { signerName: "x".repeat(201) }, "TOO_LONG", ["signerName"]], ["no mail address", { signerEmail: "aase" }, "BAD_EMAIL", ["signerEmail"]], ["an empty mail address", { signerEmail: "" }, "EMPTY", ["signerEmail"]],
    ["no invoice address", { invoiceEmail: "x" }, "BAD_EMAIL", ["invoiceEmail"]], ["no VAT number", { vatNumber: "DK?" }, "BAD_VAT_NUMBER", ["vatNumber"]], ["an unknown country", { billingAddress: { ...BILLING, country: "Denmark" } }, "UNKNOWN_COUNTRY", ["billingAddress", "country"]],
    ["an empty street", { deliveryAddress: { ...BILLING, line1: "" } }, "EMPTY", ["deliveryAddress", "line1"]], ["an over-long town", { billingAddress: { ...BILLING, city: "x".repeat(81) } }, "TOO_LONG", ["billingAddress", "city"]], ["control characters", { customerReference: "a\u0000b" }, "BAD_CHARACTERS", ["customerReference"]],
  ])("refuses %s", async (_name, parts, code, path) => {
    const sent = await place.sent();
    expect((await sign({ id: sent.id, input: signing(sent.contentHash, parts), key: `bad ${sent.id}` })).userErrors[0]).toMatchObject({ code, path: ["input", ...path] });
    expect(await read(sent.id)).toMatchObject({ status: "SENT", handOver: null });
  });
  it("keeps the addresses out of everything but the payload", async () => {
    const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(place.db);
    const holders: string[] = [];
    for (const { name } of tables.rows) {
      const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t where t::text like '%Sentinel%'`.execute(place.db);
      if (found.rows[0]!.n > 0) holders.push(name);
    }
    expect(holders).toEqual(["signed_order"]);
  });
});

describe("Mutation.quoteReject", () => {
  it("records the customer's no, with the reason", async () => {
    const sent = await place.sent();
    expect((await reject({ id: sent.id, reason: "", v: 2 })).userErrors[0].code).toBe("EMPTY");
    expect((await reject({ id: sent.id, reason: "Too dear", v: 2 })).quote).toMatchObject({ status: "REJECTED", rejectReason: "Too dear", acts: ["REVISE"] });
    expect((await sign({ id: sent.id, input: signing(sent.contentHash), key: "r1" })).userErrors[0].code).toBe("WRONG_STATUS");
  });
  it("also to an offer that never went out, but not to what is decided", async () => {
    const draft = await place.offer();
    expect((await reject({ id: draft.id, reason: "They bought elsewhere", v: 1 })).quote.status).toBe("REJECTED");
    const signed = await place.signed();
    expect((await reject({ id: signed.id, reason: "x", v: 3 })).userErrors[0]).toMatchObject({ code: "WRONG_STATUS", message: `Quote ${signed.number} is signed. There is nothing left to decline.` });
    const sent = await place.sent();
    expect((await reject({ id: sent.id, reason: "x", v: 2 }, "ines", { now: AFTER })).userErrors[0].code).toBe("WRONG_STATUS");
  });
});

describe("Mutation.quoteRevise", () => {
  it("makes the next version as a draft and supersedes what could be signed", async () => {
    const sent = await place.sent();
    const { quote } = await revise({ id: sent.id, v: 2 });
    expect(quote).toMatchObject({ number: sent.number, version: 2, lockVersion: 1, status: "DRAFT", contentHash: null, validUntilDate: null });
    expect(await read(sent.id)).toMatchObject({ status: "SUPERSEDED", acts: [] });
    expect((await sign({ id: sent.id, input: signing(sent.contentHash), key: "v1" })).userErrors[0].code).toBe("WRONG_STATUS");
    const lines = (id: string) => place.db.selectFrom("quoteLine").select(["lineNumber", "itemNumber", "quantity", "unitPrice", "netAmount"]).where("quoteId", "=", id).execute();
    expect(await lines(quote.id)).toEqual(await lines(sent.id));
    const { data } = await place.ask(`query ($n: ID!) { quoteByNumber(number: $n) { version versions { version status } } }`, { n: sent.number });
    expect(data.quoteByNumber).toEqual({ version: 2, versions: [{ version: 2, status: "DRAFT" }, { version: 1, status: "SUPERSEDED" }] });
    const again = await send({ id: quote.id, v: 1 });
    expect(again.quote.contentHash).not.toBe(sent.contentHash);
  });
  it("leaves a rejected and an expired version as they are", async () => {
    const rejected = await place.sent();
    await reject({ id: rejected.id, reason: "x", v: 2 });
    expect((await revise({ id: rejected.id, v: 3 })).quote.version).toBe(2);
    expect((await read(rejected.id)).status).toBe("REJECTED");
    const expired = await place.sent();
    expect((await revise({ id: expired.id, v: 2 }, "ines", { now: AFTER })).quote.version).toBe(2);
    expect((await read(expired.id)).status).toBe("EXPIRED");
    expect((await revise({ id: rejected.id, v: 3 })).userErrors[0]).toMatchObject({ code: "NOT_NEWEST" });
  });
  it("makes one new version under two at once", async () => {
    for (const quote of [await place.sent(), await (async () => { const q = await place.sent(); await reject({ id: q.id, reason: "x", v: 2 }); return { ...q, version: 3 }; })()]) {
      const both = await Promise.all([revise({ id: quote.id, v: quote.version }), revise({ id: quote.id, v: quote.version })]);
      expect(both.filter((answer) => answer.userErrors.length === 0)).toHaveLength(1);
    }
  });
  it("is not for drafts, nor for a signed one whose order is on its way", async () => {
    const draft = await place.offer();
    expect((await revise({ id: draft.id, v: 1 })).userErrors[0]).toMatchObject({ code: "WRONG_STATUS", message: `Quote ${draft.number} is still a draft. Change it as it is.` });
    const signed = await place.signed();
    expect((await revise({ id: signed.id, v: 3 })).userErrors[0].code).toBe("WRONG_STATUS");
  });
  it("amends what is signed only once its order was called off in the ERP", async () => {
    const signed = await place.signed();
    const order = `SO-${signed.number}`;
    await place.db.updateTable("signedOrder").set({ status: "DELIVERED", orderNumber: order, deliveredAt: new Date(), payload: null }).where("quoteId", "=", signed.id).execute();
    expect((await read(signed.id)).acts).toEqual(["REVISE"]);
    const refusal = async () => (await revise({ id: signed.id, v: 3 })).userErrors[0];
    expect(await refusal()).toMatchObject({ code: "ERP_FORBIDDEN" });
    place.erp.orderStatuses[order] = "CONFIRMED";
    expect(await refusal()).toEqual({ code: "ORDER_STANDS", message: `Quote ${signed.number} is signed and order ${order} stands in the ERP. Have the order called off there, then make a new version. For more of the same, make a new quote.`, path: ["id"] });
    place.erp.isSilent = true;
    expect((await refusal()).code).toBe("ERP_SILENT");
    place.erp.isSilent = false;
    expect(await read(signed.id)).toMatchObject({ status: "SIGNED", lockVersion: 3 });
    place.erp.orderStatuses[order] = "CANCELLED";
    const { quote } = await revise({ id: signed.id, v: 3 });
    expect(quote).toMatchObject({ version: 2, status: "DRAFT", signature: null, handOver: null });
    // The signature and the order it became stay on record.
    expect(await read(signed.id)).toMatchObject({ status: "SUPERSEDED", signature: { signerName: "Åse Ørsted" }, order: { number: order }, acts: [] });
    const again = (await send({ id: quote.id, v: 1 })).quote;
    expect((await sign({ id: quote.id, input: signing(again.contentHash), key: `amended ${quote.id}` })).quote).toMatchObject({ status: "SIGNED", handOver: { status: "WAITING" } });
  });
  it("sells it after all once the hand-over was called off", async () => {
    const signed = await place.signed();
    await place.db.updateTable("signedOrder").set({ status: "CANCELLED", cancelReason: "x", payload: null }).where("quoteId", "=", signed.id).execute();
    expect((await read(signed.id)).acts).toEqual(["REVISE"]);
    expect((await revise({ id: signed.id, v: 3 })).quote).toMatchObject({ version: 2, status: "DRAFT" });
    expect((await read(signed.id)).status).toBe("SUPERSEDED");
  });
});

describe("whom each act obeys", () => {
  const unfit = [{ permissions: [] }, { permissions: ["quote:read", "account:read"] }];
  const by = (who: Who, more: object) => ({
    quoteUpdate: (id: string) => update({ id, input: { title: "x" }, v: 1 }, who, more), quoteAskApproval: (id: string) => askApproval({ id, reason: "x", v: 1 }, who, more), quoteDecideApproval: (id: string) => decide({ id, decision: "APPROVED", v: 1 }, who, more), quoteSend: (id: string) => send({ id, v: 1 }, who, more),
    quoteSign: (id: string) => sign({ id, input: signing("0"), key: crypto.randomUUID() }, who, more), quoteReject: (id: string) => reject({ id, reason: "x", v: 1 }, who, more), quoteRevise: (id: string) => revise({ id, v: 1 }, who, more),
  });
  it.each(Object.keys(by("ines", {})) as (keyof ReturnType<typeof by>)[])("%s: neither nobody, nor the wrong role, nor the right role of another team", async (name) => {
    const draft = await place.offer();
    for (const more of unfit) expect((await by("ines", more)[name](draft.id)).errors?.[0]?.code).toBe("FORBIDDEN");
    expect((await by("camille", {})[name](draft.id)).userErrors[0]).toMatchObject({ code: "NOT_FOUND", path: ["id"] });
    expect((await by("ines", {})[name](UNKNOWN_ID)).userErrors[0]).toMatchObject({ code: "NOT_FOUND", path: ["id"] });
    expect(await read(draft.id)).toMatchObject({ status: "DRAFT", lockVersion: 1 });
  });
});

const codeOf = (change: Promise<unknown>): Promise<string> => change.then(() => "done", (error: { code: string }) => error.code);
describe("what the database holds by itself", () => {
  it("keeps the content of what was sent", async () => {
    const sent = await place.sent();
    const change = (set: object) => codeOf(place.db.updateTable("quote").set(set).where("id", "=", sent.id).execute());
    const changes = [{ title: "x" }, { totalAmount: "1" }, { accountId: place.accounts.customer }, { currency: "EUR" }, { validUntil: "2027-01-01" }, { contentHash: "0" }, { number: "Q-1" }, { versionNumber: 9 }, { sentAt: new Date() }];
    expect(await Promise.all(changes.map(change))).toEqual(changes.map(() => "HF001"));
    await expect(place.db.updateTable("quoteLine").set({ quantity: "9" }).where("quoteId", "=", sent.id).execute()).rejects.toMatchObject({ code: "HF001" });
    await expect(place.db.deleteFrom("quoteLine").where("quoteId", "=", sent.id).execute()).rejects.toMatchObject({ code: "HF001" });
    await expect(place.db.insertInto("quoteLine").values({ quoteId: sent.id, lineNumber: 9, itemNumber: "X", quantity: "1", unitPrice: "1", netAmount: "1" }).execute()).rejects.toMatchObject({ code: "HF001" });
    await expect(place.db.deleteFrom("quote").where("id", "=", sent.id).execute()).rejects.toMatchObject({ code: "HF001" });
    await expect(sql`truncate quote_line`.execute(place.db)).rejects.toMatchObject({ code: "HF001" });
  });
  it("knows which step follows which", async () => {
    const [draft, signed] = [await place.offer(), await place.signed()];
    const to = ([id, status]: readonly [string, string]) => codeOf(place.db.updateTable("quote").set({ status, rejectReason: "x" }).where("id", "=", id).execute());
    const steps = [[draft.id, "SIGNED"], [draft.id, "APPROVED"], [draft.id, "EXPIRED"], [signed.id, "DRAFT"], [signed.id, "REJECTED"], [signed.id, "SENT"]] as const;
    expect(await Promise.all(steps.map(to))).toEqual(steps.map(() => "HF001"));
  });
  it("takes no signature for something else, none twice, and none that changes", async () => {
    const [sent, signed] = [await place.sent(), await place.signed()];
    const insert = (quoteId: string, contentHash: string) => place.db.insertInto("signature").values({ quoteId, signerName: "x", signerEmail: "x@x.dk", recordedBy: "x", contentHash }).execute();
    await expect(insert(sent.id, "0")).rejects.toMatchObject({ code: "HF001" });
    await expect(insert((await place.offer()).id, "0")).rejects.toMatchObject({ code: "HF001" });
    await expect(insert(signed.id, signed.contentHash!)).rejects.toMatchObject({ code: "23505" });
    await expect(sql`update signature set signer_name = 'y'`.execute(place.db)).rejects.toMatchObject({ code: "HF001" });
  });
  it("has one living version of an offer", async () => {
    const sent = await place.sent();
    await expect(place.db.insertInto("quote").values({ number: sent.number, versionNumber: 2, accountId: sent.accountId, sellingEntity: "NHDK", currency: "DKK" }).execute()).rejects.toThrow("quote_one_living_version");
  });
});
