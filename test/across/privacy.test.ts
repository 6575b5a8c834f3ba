// Somebody asks what is kept about them, and then to be forgotten: over both sides, with a law that holds some of it, and with the ERP away in between.
import { createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeSystem, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

const EMAIL = "aase.oersted@fjordby.example";
const NAME = "Åse Ørsted-Kvist";
let system: WholeSystem;
let accountId: string;
let contactId: string;
let sold: Sold;

beforeAll(async () => {
  system = await openWholeSystem();
  const { db } = system.crm;
  accountId = (await db.insertInto("account").values({ name: "Fjordby Kommune", team: "NORDIC", country: "DK" }).returning("id").executeTakeFirstOrThrow()).id;
  contactId = (await system.get(`mutation ($i: ContactCreateInput!) { contactCreate(input: $i) { contact { id } userErrors { code message } } }`, { i: { accountId, name: NAME, email: EMAIL, phone: "+45 33 98 76 54", jobTitle: "Head of parks" } }, "sales"))["contact"].id;
  await system.get(`mutation ($i: ActivityCreateInput!) { activityCreate(input: $i) { userErrors { code message } } }`, { i: { kind: "CALL", subject: `Called ${NAME}`, body: `She wants benches, mail ${EMAIL}`, accountId, contactId } }, "sales");
  const address = { name: NAME, line1: "Havnevej 1", postalCode: "8000", city: "Aarhus", country: "DK" };
  sold = await sell(system, { accountId, quote: { contactId }, signing: { signerName: NAME, signerEmail: EMAIL, invoiceEmail: EMAIL, billingAddress: address } });
  // An address of hers that no voucher names.
  await system.get(`mutation ($n: ID!, $i: AddressInput!) { customerAddressAdd(number: $n, kind: DELIVERY, input: $i) { userErrors { code message } } }`, { n: sold.customerNumber, i: { ...address, line1: "Sommervej 2" } });
}, 240_000);
afterAll(() => system?.stop());

const ACCESS = "mutation ($s: SubjectInput!) { subjectAccess(subject: $s) { subjectPackage { document signature publicKey itemCount isComplete } userErrors { code } } }";
const ERASE = `mutation ($s: SubjectInput!, $k: String!) { subjectErase(subject: $s, reason: "Asked in writing", idempotencyKey: $k) { erasureRequest { id status crmErased erpErased holds { source count until law } } userErrors { code } } }`;
const RESUME = "mutation ($id: ID!) { erasureResume(id: $id) { erasureRequest { id status crmErased erpErased holds { source count until law } completedAt } userErrors { code } } }";
interface Item { source: string; owner: string; value: string; purpose: string; retention: string; personalData: string }
async function itemsFor(subject: object): Promise<Item[]> {
  const { subjectPackage } = await system.get<{ subjectPackage: { document: string } }>(ACCESS, { s: subject }, "privacy");
  return (JSON.parse(subjectPackage.document) as { items: Item[] }).items;
}
async function everything(side: "crm" | "erp"): Promise<string> {
  const { rows } = await system[side].pool.query<{ name: string }>("select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace");
  const all = await Promise.all(rows.map(async ({ name }) => (await system[side].pool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => `${name}: ${row}`)));
  return all.flat().join("\n");
}
const traces = async (side: "crm" | "erp"): Promise<string[]> => (await everything(side)).split("\n").filter((line) => line.toLowerCase().includes(EMAIL) || line.includes(NAME)).map((line) => line.split(":")[0]!);

describe("what is kept about somebody", () => {
  it("comes as one signed package over both sides, each fact with source, owner, purpose and retention", async () => {
    const { subjectPackage } = await system.get(ACCESS, { s: { email: EMAIL.toUpperCase() } }, "privacy");
    const key = createPublicKey({ key: Buffer.from(subjectPackage.publicKey, "base64"), format: "der", type: "spki" });
    const signature = Buffer.from(subjectPackage.signature, "base64");
    expect(verify(null, Buffer.from(subjectPackage.document), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(subjectPackage.document.replace("Head of parks", "Head of works")), key, signature)).toBe(false);
    const { items, isComplete } = JSON.parse(subjectPackage.document) as { items: Item[]; isComplete: boolean };
    expect([isComplete, subjectPackage.isComplete, subjectPackage.itemCount]).toEqual([true, true, items.length]);
    const has = (source: string, value: string): boolean => items.some((item) => item.source === source && item.value === value);
    expect([["Contact.name", NAME], ["Contact.email", EMAIL], ["Contact.phone", "+45 33 98 76 54"], ["Contact.jobTitle", "Head of parks"], ["Signature.signerName", NAME], ["Signature.signerEmail", EMAIL], ["Activity.subject", `Called ${NAME}`], ["Customer.invoiceEmail", EMAIL], ["PostalAddress.name", NAME], ["PostalAddress.line1", "Sommervej 2"]]
      .filter(([source, value]) => !has(source!, value!))).toEqual([]);
    expect(items.filter(({ purpose, retention, owner }) => !purpose || !retention || !/^(crm|erp)$/.test(owner))).toEqual([]);
    expect(await itemsFor({ contactId })).toEqual(items);
  });

  it("is for who may act on it, and about nobody it says so", async () => {
    for (const who of ["sales", "admin", "integrator", "controller"]) expect((await system.ask(ACCESS, { s: { email: EMAIL } }, who)).errors?.map(({ extensions }) => extensions["permission"]), who).toEqual(["privacy:act"]);
    expect(await itemsFor({ email: "nobody@nowhere.example" })).toEqual([]);
    const refusals = async (s: object): Promise<unknown> => (await system.ask(ACCESS, { s }, "privacy")).data!["subjectAccess"].userErrors;
    expect([await refusals({}), await refusals({ contactId: crypto.randomUUID() }), await refusals({ email: "no address" })]).toEqual([[{ code: "MISSING" }], [{ code: "NOT_FOUND" }], [{ code: "BAD_EMAIL" }]]);
  });

  it("stands in both audit trails, without saying about whom", async () => {
    const { rows } = await system.crm.pool.query("select changes::text from audit_entry where act = 'subjectAccess'");
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows).toLowerCase()).not.toContain(EMAIL);
    expect((await system.erp.pool.query("select 1 from audit_entry where act = 'erpPersonalData' and actor_name = 'Liv Strand'")).rowCount).toBeGreaterThan(1);
  });
});

describe("being forgotten", () => {
  const key = crypto.randomUUID();
  let id: string;

  it("with the ERP away: the CRM forgets at once, and the request waits where everybody can see it", async () => {
    await system.services.erp.stop();
    const erasureRequest = (await system.get(ERASE, { s: { contactId }, k: key }, "privacy"))["erasureRequest"];
    id = erasureRequest.id;
    expect(erasureRequest).toMatchObject({ status: "WAITING", erpErased: null, holds: [] });
    // What the request needs to go on with, and the evidence of the order, until the ERP has said what the law holds.
    expect([...new Set(await traces("crm"))].sort()).toEqual(["erasure_request", "signature"]);
    expect((await system.ask(`{ crmSearch(text: "Ørsted-Kvist") { title } }`, {}, "sales.manager")).data).toEqual({ crmSearch: [] });
  });

  it("goes on when the ERP is back, and reports what bookkeeping law holds, until when", async () => {
    await system.services.erp.start();
    const { erasureRequest } = await system.get(RESUME, { id }, "privacy");
    const until = `${new Date().getFullYear() + 5}-12-31`;
    expect(erasureRequest).toMatchObject({ status: "HELD", erpErased: 3, completedAt: expect.any(String) as string });
    expect(erasureRequest.holds.map((hold: { source: string; until: string; law: string }) => [hold.source, hold.until, /Bogføringsloven/.test(hold.law)])).toEqual([["PostalAddress.name", until, true], ["Signature.signerName", until, true]]);
    expect([...new Set(await traces("crm"))]).toEqual(["signature"]);
    expect([...new Set(await traces("erp"))].sort()).toEqual(["audit_entry", "customer_address"]);
    expect(await itemsFor({ email: EMAIL }).then((items) => items.map(({ source }) => source))).toEqual(["Signature.signerName", "Signature.signerEmail", "Signature.signedAt"]);
  });

  it("is safe to repeat: the same key, another key and another resume change nothing", async () => {
    const before = [await everything("crm"), await everything("erp")].map((text) => text.split("\n").filter((line) => !/^(audit_entry|erasure_request|idempotency_key|change|read_audit)/.test(line)));
    expect((await system.get(ERASE, { s: { contactId }, k: key }, "privacy"))["erasureRequest"].id).toBe(id);
    expect((await system.get(RESUME, { id }, "privacy"))["erasureRequest"].status).toBe("HELD");
    const again = (await system.get(ERASE, { s: { email: EMAIL }, k: crypto.randomUUID() }, "privacy"))["erasureRequest"];
    expect([again.crmErased, again.erpErased]).toEqual([1, 0]);
    const after = [await everything("crm"), await everything("erp")].map((text) => text.split("\n").filter((line) => !/^(audit_entry|erasure_request|idempotency_key|change|read_audit|signature)/.test(line)));
    expect(after).toEqual(before.map((lines) => lines.filter((line) => !line.startsWith("signature"))));
  });

  it("leaves nothing about the person in any log", () => {
    for (const [name, { said }] of Object.entries(system.services)) expect([name, said.toLowerCase().includes(EMAIL), said.includes("Kvist")]).toEqual([name, false, false]);
  });
});
