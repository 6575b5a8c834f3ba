import { readFileSync } from "node:fs";
import { entitiesAtHome, ownershipRegister } from "@homefield/commands/ownership/register.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeSystem, operation, receive, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

type Side = "crm" | "erp";
let system: WholeSystem;
let sold: Sold;
let accountId: string;

/** Words and figures that stand nowhere else. Those the acts take are given to the acts; the rest are written where the tables allow it. */
const planted: Record<Side, Map<string, string>> = { erp: new Map(), crm: new Map() };
const word = (side: Side, where: string): string => {
  const made = `${side === "erp" ? "Kestrel" : "Walnut"}${planted[side].size + 1}x${Math.random().toString(36).slice(2, 8)}`;
  planted[side].set(where, made);
  return made;
};
const figure = (side: Side, where: string, whole: number): string => {
  // Seven digits no other figure has; found with or without zeros behind.
  const made = `${whole}.${String(planted[side].size + 11).padStart(2, "0")}`;
  planted[side].set(where, made);
  return made;
};

/** What may stand on both sides: its name, why, and what it is in this test. Everything else is a copy. */
type Crossing = readonly [what: string, why: string, ...values: string[]];
async function mayCross(): Promise<Crossing[]> {
  const signed = await system.crm.db.selectFrom("signedOrder as o").innerJoin("quote as q", "q.id", "o.quoteId").select(["o.signatureId", "q.number"]).executeTakeFirstOrThrow();
  const callers = await system.erp.db.selectFrom("auditEntry").select("subject").distinct().execute();
  return [
    ["customer.number", "pointer: an account knows its customer", sold.customerNumber],
    ["sales_order.number", "pointer: a signed order knows its order", sold.orderNumber],
    ["item.number", "pointer: a line of an offer names the item", "LNG-210"],
    ["quote.number", "pointer: an order knows the offer it came from", signed.number],
    ["account.id", "pointer: a customer knows the relationship it came from", accountId],
    ["signature.id", "the key by which a signature becomes one order", signed.signatureId],
    ["account.name", "crosses at hand-over: what the new customer is called, from then on each side's own", "Fjordby", "Kommune"],
    ["caller", "identity's: each side's audit trail says who acted", ...callers.flatMap(({ subject }) => [subject, subject.replace(/^user:/, "")]), "Integration"],
    ["market and team", "each side's own list; the fixture happens to choose the same word", "Nordic", "South"],
    ["the fixture's own accounts and customers", "written on both sides by the fixture", "Havecenter", "Soleil"],
    ["who hands over", "a caller of its own in both audit trails", "service", "hand-over"],
    ["an audit entry", "names what an act was about in words of its own, not with values", "quote", "false"],
  ];
}

beforeAll(async () => {
  system = await openWholeSystem();
  const { crm } = system;
  await plantWhereTablesAllow();
  [accountId] = (await crm.db.insertInto("account").values({ name: "Fjordby Kommune", team: "NORDIC", country: "DK", segment: word("crm", "account.segment"), territory: word("crm", "account.territory"), website: `https://${word("crm", "account.website").toLowerCase()}.example`, phone: `+45 ${figure("crm", "account.phone", 7731941)}`, meetingLine1: word("crm", "account.meeting_line1"), meetingCity: word("crm", "account.meeting_city"), meetingPostalCode: word("crm", "account.meeting_postal_code").slice(0, 12) }).returning("id").execute()).map((row) => row.id) as [string];
  planted.crm.set("account.website", planted.crm.get("account.website")!.toLowerCase());
  planted.crm.set("account.meeting_postal_code", planted.crm.get("account.meeting_postal_code")!.slice(0, 12));
  const contact = (await crm.db.insertInto("contact").values({ accountId, name: word("crm", "contact.name"), email: `${word("crm", "contact.email")}@fjordby.example`, phone: word("crm", "contact.phone"), jobTitle: word("crm", "contact.job_title") }).returning("id").executeTakeFirstOrThrow()).id;
  const stage = await crm.db.selectFrom("stage").select(["id", "pipelineId"]).limit(1).executeTakeFirstOrThrow();
  await crm.db.insertInto("opportunity").values({ accountId, contactId: contact, name: word("crm", "opportunity.name"), pipelineId: stage.pipelineId, stageId: stage.id, currency: "DKK", amount: figure("crm", "opportunity.amount", 6428197) }).execute();
  await crm.db.insertInto("activity").values({ accountId, contactId: contact, kind: "CALL", subject: word("crm", "activity.subject"), body: word("crm", "activity.body"), createdBy: "test", dueAt: new Date() }).execute();

  await receive(system, "AARHUS", "LNG-210", figure("erp", "stock_move.unit_cost", 8193), "3");
  // The whole flow, from offer to cash, and every page that borrows from the other side.
  sold = await sell(system, {
    accountId, carrier: word("erp", "shipment.carrier"), bankText: word("erp", "customer_payment.bank_text"), paid: "1000.00",
    quote: { contactId: contact, title: word("crm", "quote.title"), words: word("crm", "quote.words") }, lines: [{ itemNumber: "LNG-210", quantity: "2", note: word("crm", "quote_line.note") }, { itemNumber: "FAB-001", quantity: "1.5" }].slice(0, 1),
    signing: {
      signerName: word("crm", "signature.signer_name"), signerEmail: `${word("crm", "signature.signer_email")}@fjordby.example`, customerReference: word("erp", "signing.customer_reference"), vatNumber: "DK73918246", invoiceEmail: `${word("erp", "customer.invoice_email").toLowerCase()}@fjordby.example`,
      billingAddress: { name: word("erp", "customer_address.name"), line1: word("erp", "customer_address.line1"), line2: word("erp", "customer_address.line2"), postalCode: "8991", city: word("erp", "customer_address.city"), region: word("erp", "customer_address.region"), country: "DK" },
    },
  });
  planted.erp.set("customer.invoice_email", planted.erp.get("customer.invoice_email")!.toLowerCase());
  planted.erp.set("customer.vat_number", "DK73918246");
  await afterwards();
  for (let i = 0; i < 2; i++) {
    for (const who of ["sales", "integrator"]) {
      await system.ask(operation("Account360"), { id: accountId }, who);
      await system.ask(operation("PriceAndPromise"), { customerNumber: sold.customerNumber, currency: "DKK", lines: [{ itemNumber: "LNG-210", quantity: "2" }] }, who);
      await system.ask(operation("OrderDesk"), {}, who);
      await system.ask(operation("AccountsByOverdue"), {}, who);
      await system.ask(operation("CustomerWithAccount"), { number: sold.customerNumber }, who);
    }
  }
});
afterAll(() => system?.stop());

async function plantWhereTablesAllow(): Promise<void> {
  const { erp } = system;
  const put = (table: string, column: string, value: string, where = ""): Promise<unknown> => erp.pool.query(`update ${table} set ${column} = $1 ${where}`, [value]);
  for (const [table, column, where] of [
    ["item", "name", "where number = 'LNG-210'"], ["item", "description", "where number = 'LNG-210'"], ["item_category", "name", "where code = 'CHAIRS'"], ["unit", "name", "where code = 'PCS'"],
    ["legal_entity", "registration_number", "where code = 'NHDK'"], ["legal_entity", "line1", "where code = 'NHDK'"], ["legal_entity", "bank_name", "where code = 'NHDK'"], ["legal_entity", "city", "where code = 'NHDK'"],
    ["warehouse", "name", "where code = 'AARHUS'"], ["warehouse", "line1", "where code = 'AARHUS'"], ["warehouse", "city", "where code = 'AARHUS'"], ["payment_terms", "name", "where code = 'NET30'"], ["customer_group", "name", "where code = 'RETAIL'"], ["market", "name", "where code = 'NORDIC'"],
    ["tax_code", "name", "where legal_entity = 'NHDK' and code = 'DK25'"], ["price_rule", "name", "where item_number = 'LNG-210' and currency = 'DKK'"], ["ledger_account", "name", "where legal_entity = 'NHDK' and control = 'RECEIVABLES'"],
  ] as const) {
    const value = word("erp", `${table}.${column}`);
    await put(table, column, value, where).catch((error: Error) => { throw new Error(`${table}.${column}: ${error.message}`); });
  }
}
/** What acts of later days bring: a limit, a hold, a manual journal. */
async function afterwards(): Promise<void> {
  const { version } = await system.get("query ($n: ID!) { customer(number: $n) { version } }", { n: sold.customerNumber });
  await system.get(`mutation ($n: ID!, $v: Int!, $l: Decimal) { customerCreditLimitSet(number: $n, creditLimit: $l, expectedVersion: $v) { userErrors { code message } } }`, { n: sold.customerNumber, v: version, l: figure("erp", "customer.credit_limit", 5317284) });
  await system.get(`mutation ($n: ID!, $r: String!) { customerHold(number: $n, reason: $r) { userErrors { code message } } }`, { n: sold.customerNumber, r: word("erp", "customer.hold_reason") });
  const codes = (await system.get<{ code: string; control: string | null }[]>(`{ ledgerAccounts(legalEntity: "NHDK") { code control } }`)).filter((one) => !one.control).map((one) => one.code);
  const amount = figure("erp", "journal_line.debit", 4926173);
  const { journalEntry } = await system.get(`mutation ($i: JournalEntryCreateInput!, $k: String!) { journalEntryCreate(input: $i, idempotencyKey: $k) { journalEntry { id } userErrors { code message } } }`, {
    i: { legalEntity: "NHDK", postingDate: new Date().toISOString().slice(0, 10), text: word("erp", "journal_entry.text"), lines: [{ ledgerAccountCode: codes[0], debit: amount, text: word("erp", "journal_line.text") }, { ledgerAccountCode: codes[1], credit: amount }] }, k: crypto.randomUUID() });
  await system.get(`mutation ($id: ID!, $k: String!) { journalEntryPost(id: $id, idempotencyKey: $k) { userErrors { code message } } }`, { id: journalEntry.id, k: crypto.randomUUID() });
}
/** Every row of every table as text. */
async function everyRow(side: Side): Promise<{ table: string; row: string }[]> {
  const { pool } = system[side];
  const tables = (await pool.query<{ name: string }>("select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ 'migration'")).rows;
  const found: { table: string; row: string }[] = [];
  for (const { name } of tables) for (const { row } of (await pool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows) found.push({ table: name, row });
  return found;
}
const findings = (places: readonly { table: string; row: string }[], of: Side): string[] => [...planted[of]].flatMap(([where, sentinel]) => places.filter(({ row }) => row.includes(sentinel)).map(({ table }) => `${of} ${where} stands in ${table}`));
const said = (...services: (keyof WholeSystem["services"])[]): { table: string; row: string }[] => services.map((name) => ({ table: `the log of ${name}`, row: system.services[name].said }));

describe("after the whole flow has run", () => {
  it("each planted value stands where it belongs, so that it could be found elsewhere", async () => {
    for (const side of ["erp", "crm"] as const) {
      const home = await everyRow(side);
      expect([...planted[side]].filter(([, sentinel]) => !home.some(({ row }) => row.includes(sentinel))).map(([where]) => where)).toEqual([]);
    }
    expect(planted.erp.size).toBeGreaterThan(25);
    expect(planted.crm.size).toBeGreaterThan(15);
  });

  it("nothing of the ERP's is kept in the CRM's database, its queue, or any log", async () => {
    expect(findings(await everyRow("crm"), "erp")).toEqual([]);
    expect(findings(said("crm", "secondCrm", "gateway"), "erp")).toEqual([]);
    expect(await system.crm.db.selectFrom("signedOrder").select(["status", "payload"]).execute()).toEqual([{ status: "DELIVERED", payload: null }]);
  });

  it("nothing of the CRM's is kept in the ERP's database or any log", async () => {
    expect(findings(await everyRow("erp"), "crm")).toEqual([]);
    expect(findings(said("erp", "gateway"), "crm")).toEqual([]);
  });

  it("what stands on both sides is a pointer or was signed, and nothing else", async () => {
    const [crm, erp] = await Promise.all([everyRow("crm"), everyRow("erp")]);
    const words = (rows: readonly { row: string }[]): Set<string> => new Set(rows.flatMap(({ row }) => row.toLowerCase().match(/[\p{L}\d][\p{L}\d._@-]{4,}/gu) ?? []));
    const allowed = new Set([...(await mayCross()).flatMap(([, , ...values]) => values.map((value) => value.toLowerCase())), ...(await wordsOfTheSchemas())]);
    const here = words(crm);
    // Figures and instants alone tell nothing: the sentinels stand for them. What is left are words.
    expect([...words(erp)].filter((one) => here.has(one) && !allowed.has(one) && !/^[\d.:t_z-]+$/.test(one))).toEqual([]);
  });

  it("the ownership report knows a home, a class and a permission for every field", () => {
    const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
    const homes = (["crm", "erp"] as const).map((name) => ({ name, entities: entitiesAtHome(text(`subgraphs/${name}/schema.graphql`)) }));
    const { fields, gaps } = ownershipRegister(text("gateway/supergraph.graphql"), (type) => homes.find(({ entities }) => entities.has(type))?.name);
    expect(gaps).toEqual([]);
    expect(fields.length).toBeGreaterThan(400);
    expect(fields.filter((field) => field.home === "" || field.personalData === "?" || field.permission.length === 0)).toEqual([]);
  });
});

/** An audit entry names the fields that changed, and a state is a word of the schema. */
async function wordsOfTheSchemas(): Promise<string[]> {
  const sql = `select distinct replace(column_name, '_', '') as word from information_schema.columns where table_schema = 'public'
    union select lower(m[1]) from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([A-Z_]+)''', 'g') m where contype = 'c'`;
  const found = await Promise.all((["crm", "erp"] as const).map(async (side) => (await system[side].pool.query<{ word: string }>(sql)).rows));
  return found.flat().map(({ word: one }) => one);
}
