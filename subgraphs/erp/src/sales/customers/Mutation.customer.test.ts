import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fourCallers, NOW, refusedFor } from "../../erp.fixture.ts";
import { aCustomerHouse, type CallerParts, type CustomerHouse, schema, without } from "./customers.fixture.ts";

let house: CustomerHouse;
let erp: CustomerHouse["erp"];
beforeAll(async () => {
  house = await aCustomerHouse();
  ({ erp } = house);
});
afterAll(() => erp.close());
const ask: CustomerHouse["ask"] = (...asked) => house.ask(...asked);
const aCustomer: CustomerHouse["aCustomer"] = (parts) => house.aCustomer(parts);
const customerCount = (): Promise<number> => house.customerCount();
const rowOf = async (number: string) => (await sql<Record<string, unknown>>`select * from customer where number = ${number}`.execute(erp.db)).rows[0]!;

const CREATE = `mutation ($input: CustomerCreateInput!, $key: String!) { customerCreate(input: $input, idempotencyKey: $key) { customer { number name legalEntity { code } country market { code } currency vatNumber paymentTerms { code } creditLimit { amount } invoiceEmail addresses { kind isDefault address { name line1 line2 city country } } version } userErrors { code message path } } }`;
const NEW = { name: "Göteborgs Trädgård", legalEntity: "NHDK", country: "SE", vatNumber: "SE 123456-789001", paymentTerms: "NET14", invoiceEmail: "faktura@example.se", billingAddress: { line1: "Gatan 1", postalCode: "41101", city: "Göteborg", country: "SE" } };
describe("Mutation.customerCreate", () => {
  const create = async (input: object, key = erp.key(), caller: CallerParts = {}) => (await ask(CREATE, { input, key }, caller)).data.customerCreate;
  it("is for who may edit customers, in their companies", async () => {
    const before = await customerCount();
    const got = await fourCallers(erp, schema, "customer:edit", "NHDK", CREATE, { input: NEW, key: "four" });
    expect(got.nobody.errors).toEqual(refusedFor("customer:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer:edit"));
    expect(got.otherCompany.data.customerCreate).toEqual({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["input", "legalEntity"], message: "There is no legal entity NHDK that you may see. Check the number, or ask its owner for access." }] });
    const address = { name: "Göteborgs Trädgård", line1: "Gatan 1", line2: null, city: "Göteborg", country: "SE" };
    expect(got.right.data.customerCreate).toEqual({ userErrors: [], customer: {
      number: expect.stringMatching(/^C-1\d{4}$/), name: "Göteborgs Trädgård", legalEntity: { code: "NHDK" }, country: "SE", market: { code: "NORDIC" }, currency: "DKK", vatNumber: "SE123456789001", paymentTerms: { code: "NET14" }, creditLimit: null, invoiceEmail: "faktura@example.se", version: 1,
      addresses: [{ kind: "BILLING", isDefault: true, address }, { kind: "DELIVERY", isDefault: true, address }],
    } });
    expect(await customerCount()).toBe(before + 1);
  });
  it("answers the same key with the same customer, and another body with a refusal", async () => {
    const key = erp.key();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(NEW, key)));
    expect(new Set(answers.map((answered) => answered.customer.number)).size).toBe(1);
    expect(await create({ ...NEW, name: "Another" }, key)).toMatchObject({ customer: null, userErrors: [{ code: "IDEMPOTENCY_KEY_REUSED", path: ["idempotencyKey"] }] });
  });
  it("takes a credit limit only from who may set one", async () => {
    expect((await create({ ...NEW, creditLimit: "5000" }, erp.key(), without("customer-credit:edit"))).userErrors).toEqual([{ code: "FORBIDDEN", path: ["input", "creditLimit"], message: "Your role may not set credit limits. Leave it out and ask accounting to set one." }]);
    expect((await create({ ...NEW, creditLimit: "5000" })).customer.creditLimit).toEqual({ amount: "5000.00" });
  });
  it.each([
    ["no name", { name: " " }, "EMPTY", ["name"]], ["an over-long name", { name: "x".repeat(201) }, "TOO_LONG", ["name"]], ["control characters", { name: "a\u0000b" }, "BAD_CHARACTERS", ["name"]], ["a made-up country", { country: "ZZ" }, "UNKNOWN_COUNTRY", ["country"]],
    ["an unknown company", { legalEntity: "NOPE" }, "NOT_FOUND", ["legalEntity"]], ["unknown terms", { paymentTerms: "NOPE" }, "NOT_FOUND", ["paymentTerms"]], ["an unknown group", { customerGroup: "NOPE" }, "NOT_FOUND", ["customerGroup"]],
    ["a VAT number of another country", { vatNumber: "DK12345678" }, "BAD_VAT_NUMBER", ["vatNumber"]], ["no e-mail address", { invoiceEmail: "faktura" }, "BAD_EMAIL", ["invoiceEmail"]], ["a negative limit", { creditLimit: "-1" }, "NEGATIVE", ["creditLimit"]],
    ["a limit too fine", { creditLimit: "1.005" }, "TOO_MANY_DECIMALS", ["creditLimit"]], ["an enormous limit", { creditLimit: "1000000000000" }, "TOO_LARGE", ["creditLimit"]], ["an address without a street", { billingAddress: { ...NEW.billingAddress, line1: "" } }, "EMPTY", ["billingAddress", "line1"]],
    ["an address in no country", { deliveryAddress: { ...NEW.billingAddress, country: "Sweden" } }, "UNKNOWN_COUNTRY", ["deliveryAddress", "country"]], ["an over-long town", { billingAddress: { ...NEW.billingAddress, city: "x".repeat(81) } }, "TOO_LONG", ["billingAddress", "city"]],
  ])("refuses %s and makes nothing", async (_what, more, code, path) => {
    const before = await erp.count("customer_address");
    expect(await create({ ...NEW, ...more })).toMatchObject({ customer: null, userErrors: [{ code, path: ["input", ...path], message: expect.stringMatching(/\.$/) }] });
    expect(await erp.count("customer_address")).toBe(before);
  });
});

describe("a customer made from a signature", () => {
  const sign = (firstSignature: string, relationshipKey: string | null = null, name = "Signed"): Promise<string> => aCustomer({ name, firstSignature, relationshipKey, paymentTerms: null });
  it("exists once for the signature, however often and at once it is handed over", async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, () => sign("signature-1")));
    expect(new Set(numbers).size).toBe(1);
    expect((await sql<{ n: number }>`select count(*)::int as n from customer where first_signature = 'signature-1'`.execute(erp.db)).rows).toEqual([{ n: 1 }]);
    expect((await sql<{ n: number }>`select count(*)::int as n from customer_address where customer_number = ${numbers[0]!}`.execute(erp.db)).rows).toEqual([{ n: 2 }]);
  });
  it("exists once for the relationship, when two of its quotes are signed at once", async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, (_, i) => sign(`signature-2-${i}`, "account-2")));
    expect(new Set(numbers).size).toBe(1);
  });
  it("gets the usual terms", async () => {
    expect((await rowOf(await sign("signature-3")))["paymentTerms"]).toBe("NET30");
  });
});

describe("Mutation.customerUpdate", () => {
  const UPDATE = `mutation ($n: ID!, $input: CustomerUpdateInput!, $v: Int!) { customerUpdate(number: $n, input: $input, expectedVersion: $v) { customer { name vatNumber customerGroup { code } paymentTerms { code } invoiceEmail version } userErrors { code message path } } }`;
  const update = async (n: string, input: object, v = 1) => (await ask(UPDATE, { n, input, v })).data.customerUpdate;
  it("is for who may edit customers, of their companies", async () => {
    const n = await aCustomer();
    const got = await fourCallers(erp, schema, "customer:edit", "NHDK", UPDATE, { n, input: { name: "Renamed" }, v: 1 });
    expect(got.nobody.errors).toEqual(refusedFor("customer:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer:edit"));
    expect(got.otherCompany.data.customerUpdate).toEqual({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"], message: `There is no customer ${n} that you may see. Check the number, or ask its owner for access.` }] });
    expect(got.right.data.customerUpdate).toMatchObject({ customer: { name: "Renamed", version: 2 }, userErrors: [] });
  });
  it("leaves what is absent, clears what is null, and does nothing when nothing differs", async () => {
    const n = await aCustomer({ vatNumber: "DK11223344", customerGroup: "RETAIL", invoiceEmail: "a@b.dk" });
    expect((await update(n, { customerGroup: null, invoiceEmail: "c@d.dk" })).customer).toEqual({ name: expect.any(String), vatNumber: "DK11223344", customerGroup: null, paymentTerms: { code: "NET30" }, invoiceEmail: "c@d.dk", version: 2 });
    expect((await update(n, { vatNumber: null, invoiceEmail: "c@d.dk" }, 2)).customer).toMatchObject({ vatNumber: null, version: 3 });
    expect((await update(n, { invoiceEmail: "c@d.dk" }, 3)).customer.version).toBe(3);
    const trail = await sql`select changes from audit_entry where entity_key = ${n} and act = 'customerUpdate' order by id`.execute(erp.db);
    expect(trail.rows).toEqual([{ changes: { customerGroup: ["RETAIL", null], invoiceEmail: ["a@b.dk", "c@d.dk"] } }, { changes: { vatNumber: ["DK11223344", null] } }]);
  });
  it.each([["a cleared name", { name: null }, "EMPTY", "name"], ["an empty name", { name: "" }, "EMPTY", "name"], ["cleared terms", { paymentTerms: null }, "EMPTY", "paymentTerms"], ["unknown terms", { paymentTerms: "NOPE" }, "NOT_FOUND", "paymentTerms"], ["an unknown group", { customerGroup: "NOPE" }, "NOT_FOUND", "customerGroup"], ["a bad VAT number", { vatNumber: "DK1" }, "BAD_VAT_NUMBER", "vatNumber"], ["no e-mail address", { invoiceEmail: "x" }, "BAD_EMAIL", "invoiceEmail"]])(
    "refuses %s and changes nothing", async (_what, input, code, field) => {
      const n = await aCustomer();
      const before = await rowOf(n);
      expect(await update(n, { name: "Half", ...input })).toMatchObject({ customer: null, userErrors: [{ code, path: ["input", field] }] });
      expect(await rowOf(n)).toEqual(before);
    });
  it("lets one of two editors win and tells the other", async () => {
    const n = await aCustomer();
    const answers = await Promise.all(["One", "Two"].map((name) => update(n, { name })));
    expect(answers.flatMap((answered) => answered.userErrors).map((error: { code: string }) => error.code)).toEqual(["STALE_VERSION"]);
    expect((await rowOf(n))["version"]).toBe(2);
  });
});

describe("Mutation.customerAddressAdd", () => {
  const ADD = `mutation ($n: ID!, $kind: AddressKind!, $input: AddressInput!, $default: Boolean) { customerAddressAdd(number: $n, kind: $kind, input: $input, isDefault: $default) { customer { addresses(kind: DELIVERY) { isDefault address { name line1 } } } userErrors { code message path } } }`;
  const input = { line1: "Havnen 7", postalCode: "8700", city: "Horsens", country: "dk" };
  const add = async (n: string, more: object = {}, isDefault = false) => (await ask(ADD, { n, kind: "DELIVERY", input: { ...input, ...more }, default: isDefault })).data.customerAddressAdd;
  it("is for who may edit customers, of their companies", async () => {
    const n = await aCustomer();
    const got = await fourCallers(erp, schema, "customer:edit", "NHDK", ADD, { n, kind: "DELIVERY", input });
    expect(got.nobody.errors).toEqual(refusedFor("customer:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer:edit"));
    expect(got.otherCompany.data.customerAddressAdd).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"] }] });
    expect(got.right.data.customerAddressAdd.customer.addresses.map((row: { isDefault: boolean; address: { line1: string } }) => [row.address.line1, row.isDefault])).toEqual([["Vej 1", true], ["Havnen 7", false]]);
  });
  it("keeps one default, and one row of the same address", async () => {
    const n = await aCustomer();
    const lines = (answered: { customer: { addresses: { isDefault: boolean; address: { line1: string } }[] } }) => answered.customer.addresses.map((row) => [row.address.line1, row.isDefault]);
    expect(lines(await add(n, {}, true))).toEqual([["Havnen 7", true], ["Vej 1", false]]);
    expect(lines(await add(n))).toEqual([["Havnen 7", true], ["Vej 1", false]]);
    expect(lines(await add(n, { line1: "Vej 1", postalCode: "8000", city: "Aarhus" }, true))).toEqual([["Vej 1", true], ["Havnen 7", false]]);
    await Promise.all(Array.from({ length: 8 }, (_, i) => add(n, { line1: `Kaj ${i}` }, true)));
    expect((await sql<{ n: number }>`select count(*)::int as n from customer_address where customer_number = ${n} and kind = 'DELIVERY' and is_default`.execute(erp.db)).rows).toEqual([{ n: 1 }]);
  });
  it.each([["no street", { line1: " " }, "EMPTY", "line1"], ["no town", { city: "" }, "EMPTY", "city"], ["an over-long postal code", { postalCode: "1".repeat(21) }, "TOO_LONG", "postalCode"], ["no country there is", { country: "XX" }, "UNKNOWN_COUNTRY", "country"]])("refuses %s", async (_what, more, code, field) => {
    const n = await aCustomer();
    const before = await erp.count("customer_address");
    expect(await add(n, more)).toMatchObject({ customer: null, userErrors: [{ code, path: ["input", field] }] });
    expect(await erp.count("customer_address")).toBe(before);
  });
});

describe("Mutation.customerCreditLimitSet", () => {
  const SET = `mutation ($n: ID!, $limit: Decimal, $v: Int!) { customerCreditLimitSet(number: $n, creditLimit: $limit, expectedVersion: $v) { customer { creditLimit { amount currency } creditLeft { amount } version } userErrors { code message path } } }`;
  const set = async (n: string, limit: string | null, v = 1) => (await ask(SET, { n, limit, v })).data.customerCreditLimitSet;
  it("is for who may decide on credit, of their companies' customers", async () => {
    const n = await aCustomer();
    const got = await fourCallers(erp, schema, "customer-credit:edit", "NHDK", SET, { n, limit: "25000", v: 1 });
    expect(got.nobody.errors).toEqual(refusedFor("customer-credit:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer-credit:edit"));
    expect(got.otherCompany.data.customerCreditLimitSet).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"] }] });
    expect(got.right.data.customerCreditLimitSet).toEqual({ customer: { creditLimit: { amount: "25000.00", currency: "DKK" }, creditLeft: { amount: "25000.00" }, version: 2 }, userErrors: [] });
  });
  it("may be nothing at all, or none; but a forgotten limit is not a lifted one", async () => {
    const n = await aCustomer({ creditLimit: "100" });
    expect((await set(n, "0")).customer).toMatchObject({ creditLimit: { amount: "0.00" }, version: 2 });
    expect((await set(n, null, 2)).customer).toMatchObject({ creditLimit: null, creditLeft: null, version: 3 });
    const forgotten = await ask(`mutation { customerCreditLimitSet(number: "${n}", expectedVersion: 3) { customer { version } userErrors { code path } } }`);
    expect(forgotten.data.customerCreditLimitSet).toEqual({ customer: null, userErrors: [{ code: "MISSING", path: ["creditLimit"] }] });
  });
  it("refuses a negative, a too fine and an enormous limit and a stale version", async () => {
    const n = await aCustomer();
    expect((await set(n, "-0.01")).userErrors).toMatchObject([{ code: "NEGATIVE", path: ["creditLimit"] }]);
    expect((await set(n, "0.001")).userErrors).toMatchObject([{ code: "TOO_MANY_DECIMALS", path: ["creditLimit"] }]);
    expect((await set(n, "1000000000000")).userErrors).toMatchObject([{ code: "TOO_LARGE", path: ["creditLimit"] }]);
    expect((await set(n, "1", 9)).userErrors).toMatchObject([{ code: "STALE_VERSION", path: ["expectedVersion"] }]);
    expect((await rowOf(n))["creditLimit"]).toBeNull();
  });
});

describe("Mutation.customerHold and customerRelease", () => {
  const HOLD = `mutation ($n: ID!, $reason: String!) { customerHold(number: $n, reason: $reason) { customer { isOnHold holdReason heldAt } userErrors { code message path } } }`;
  const RELEASE = `mutation ($n: ID!, $reason: String!) { customerRelease(number: $n, reason: $reason) { customer { isOnHold holdReason heldAt } userErrors { code message path } } }`;
  it("are for who may decide on credit, of their companies' customers", async () => {
    const n = await aCustomer();
    for (const [mutation, field, right] of [[HOLD, "customerHold", { isOnHold: true, holdReason: "Disputed", heldAt: NOW.toISOString() }], [RELEASE, "customerRelease", { isOnHold: false, holdReason: null, heldAt: null }]] as const) {
      const got = await fourCallers(erp, schema, "customer-credit:edit", "NHDK", mutation, { n, reason: "Disputed" });
      expect(got.nobody.errors).toEqual(refusedFor("customer-credit:edit"));
      expect(got.wrongRole.errors).toEqual(refusedFor("customer-credit:edit"));
      expect(got.otherCompany.data[field]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"] }] });
      expect(got.right.data[field]).toEqual({ customer: right, userErrors: [] });
    }
  });
  it("block open orders and let them go again", async () => {
    const n = await aCustomer();
    const order = await erp.confirmed([{ itemNumber: "SRV-ASM", quantity: "1" }], { customerNumber: n });
    const done = await erp.shippedOrder("1", "100", { customerNumber: n });
    await ask(HOLD, { n, reason: "Disputed" });
    expect(await erp.blocks(order)).toEqual([{ kind: "HOLD", reason: "The customer is on hold: Disputed" }]);
    expect(await erp.blocks(done)).toEqual([]);
    await ask(RELEASE, { n, reason: "Settled" });
    expect(await erp.blocks(order)).toEqual([]);
  });
  it("refuse what is so already, and want a reason", async () => {
    const n = await aCustomer();
    expect((await ask(RELEASE, { n, reason: "x" })).data.customerRelease.userErrors).toMatchObject([{ code: "NOT_ON_HOLD", path: ["number"] }]);
    expect((await ask(HOLD, { n, reason: " " })).data.customerHold.userErrors).toMatchObject([{ code: "EMPTY", path: ["reason"] }]);
    expect((await ask(HOLD, { n, reason: "x".repeat(501) })).data.customerHold.userErrors).toMatchObject([{ code: "TOO_LONG", path: ["reason"] }]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(HOLD, { n, reason: "Disputed" })));
    expect(answers.filter((answered) => answered.data.customerHold.userErrors.length === 0)).toHaveLength(1);
    expect((await ask(HOLD, { n, reason: "Again" })).data.customerHold.userErrors).toEqual([{ code: "ALREADY_ON_HOLD", path: ["number"], message: `${String((await rowOf(n))["name"])} is on hold since 2026-03-16: Disputed. Release it first to give another reason.` }]);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => expect(await house.broken()).toEqual([]));
});
