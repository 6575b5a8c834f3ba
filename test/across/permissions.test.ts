// Every mutation of the graph × every role × four callers, in the gateway and in the owner. Made from the composed supergraph: what is added to the graph
// is asked here without anybody having to think of it. Fields are in permissions-fields.test.ts, filters and orders in permissions-filters.test.ts.
import { readFileSync } from "node:fs";
import { crmSchema } from "@homefield/crm/schema.ts";
import { erpSchema } from "@homefield/erp/schema.ts";
import { permissionsOf, roles } from "@homefield/gateway/identity/roles.ts";
import { aCaller, contextOf, run, silentLog } from "@homefield/kit";
import { buildSchema, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType, isRequiredArgument, isRequiredInputField } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_ROWS, anybody, type Anybody, FOREIGN_ROWS } from "../support/anybody.ts";
import type { Answered } from "../support/hand-over-house.ts";
import { knownArguments, recordsOfEveryKind } from "../support/known-arguments.ts";
import { type AnyField, filled, scopesOf } from "../support/schema-paths.ts";
import { openWholeSystem, sell, type WholeSystem } from "../support/whole-system.ts";

type Role = keyof typeof roles;
const ROLES = Object.keys(roles) as Role[];
const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const composed = buildSchema(text("gateway/supergraph.graphql"), { assumeValidSDL: true });
const mutations = Object.values(composed.getMutationType()!.getFields());
const permissionFor = (field: AnyField): string => scopesOf(field)[0]?.[0] ?? (() => { throw new Error(`${field.name} asks for no permission`); })();
const holds = (role: Role, field: AnyField): boolean => permissionsOf([role]).has(permissionFor(field));

/** Acts on what a whole side shares: there is no other company whose it could be. */
const SHARED_BY_ALL = /^((exchangeRate|paymentTerms|customerGroup|market|unit|itemCategory)Set|legalEntityCreate|item(Create|Update)|priceRule(Create|End)|lostReasonSave|pipelineSave|teamSave|userSave|salesQuotaSave|signedOrder(Accept|CallOff))$/;
const UNKNOWN_ID = "00000000-0000-7000-8000-00000000dead";

let system: WholeSystem;
let somebody: Anybody;
/** By noun of the act and name of the argument: what stands in Denmark. */
let ours: Record<string, string>;
beforeAll(async () => {
  system = await openWholeSystem();
  const accountId = system.accounts.nordic;
  const sold = await sell(system, { accountId });
  await recordsOfEveryKind(system, accountId);
  const valueOf = await knownArguments(system, accountId, sold);
  const known = (coordinate: string): string => String(valueOf(`Query.${coordinate}`, "", undefined as never));
  const erp = async (sql: string): Promise<string> => (await system.erp.pool.query<{ key: string }>(sql)).rows[0]!.key;
  const payment = await erp("select number as key from customer_payment where legal_entity = 'NHDK' limit 1");
  const erasure = await system.crm.db.insertInto("erasureRequest").values({ team: "NORDIC", reason: "Asked", askedAt: new Date(), askedBy: "test", status: "DONE", completedAt: new Date() }).returning("id").executeTakeFirstOrThrow();
  ours = {
    "erasure.id": erasure.id, customerNumbers: sold.customerNumber,
    "account.id": accountId, "accounts.ids": accountId, accountId, "contact.id": known("contact.id"), contactId: known("contact.id"), "opportunity.id": known("opportunity.id"), opportunityId: known("opportunity.id"), "activity.id": known("activity.id"),
    "quote.id": sold.quoteId, quoteId: sold.quoteId, "signedOrder.id": (await system.crm.db.selectFrom("signedOrder").select("signatureId").executeTakeFirstOrThrow()).signatureId, "signedOrder.ids": (await system.crm.db.selectFrom("signedOrder").select("signatureId").executeTakeFirstOrThrow()).signatureId,
    "salesOrder.number": sold.orderNumber, salesOrderNumber: sold.orderNumber, "shipment.number": sold.shipmentNumber, "invoice.id": sold.invoiceId, "invoice.number": sold.invoiceNumber, invoiceNumber: sold.invoiceNumber, "creditNote.number": sold.invoiceNumber,
    "customer.number": sold.customerNumber, customerNumber: sold.customerNumber, "customerPayment.number": payment, "journalEntry.number": known("journalEntry.number"), "journalEntry.id": known("journalEntryById.id"), "allocation.id": await erp("select id::text as key from allocation limit 1"),
    "period.id": await erp("select id::text as key from fiscal_period where legal_entity = 'NHDK' limit 1"), legalEntity: "NHDK", "legalEntity.code": "NHDK", "legalEntity.id": "NHDK", "ledgerAccount.id": await erp("select id::text as key from ledger_account where legal_entity = 'NHDK' limit 1"), warehouse: "AARHUS", from: "AARHUS", to: "AARHUS", team: "NORDIC",
  };
  somebody = await anybody(system);
}, 240_000);
afterAll(async () => {
  await somebody?.stop();
  await system?.stop();
});

const ourKey = (act: string, name: string): string | undefined => Object.entries(ours).find(([key]) => { const [noun, argument] = key.split("."); return argument === name && act.startsWith(noun!) && /^[A-Z]|^$/.test(act.slice(noun!.length)); })?.[1] ?? ours[name];
const OTHERS: Record<string, unknown> = { itemNumber: "LNG-210", item: "LNG-210", country: "DK", currency: "DKK", paymentTerms: "NET30", signerEmail: "aase@fjordby.example", email: "aase@fjordby.example", invoiceEmail: "aase@fjordby.example", fiscalYear: 2031, ledgerAccountCode: "1000", quantity: "1" };
/** Values that fit, naming what is ours wherever something is named: only rights stand in the way. */
function valueFor(type: GraphQLInputType, act: string, name: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, act, name);
  if (isListType(type)) return [valueFor(type.ofType, act, name)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || ourKey(act, field.name) !== undefined);
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.type, act, field.name)]));
  }
  return ourKey(act, name) ?? OTHERS[name] ?? filled(type, name, () => undefined);
}
interface Asked { query: string; variables: Record<string, unknown> }
function documentOf(field: AnyField): Asked {
  const args = field.args.filter((arg) => isRequiredArgument(arg));
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  return {
    query: `mutation ${declared && `(${declared})`} { ${field.name}${args.length > 0 ? `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(", ")})` : ""} { userErrors { code message path } } }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, arg.name === "idempotencyKey" ? crypto.randomUUID() : valueFor(arg.type, field.name, arg.name)])),
  };
}
const namesOurs = ({ variables }: Asked): string[] => [...new Set(Object.values(ours))].filter((key) => JSON.stringify(variables).includes(JSON.stringify(key)));
/** The same about what nobody has. */
function aboutNothing({ query, variables }: Asked): Asked {
  const swapped = namesOurs({ query, variables }).reduce((said, key) => said.replaceAll(JSON.stringify(key), JSON.stringify(/^[0-9a-f-]{36}$/.test(key) ? UNKNOWN_ID : "XX-999999")), JSON.stringify(variables));
  return { query, variables: { ...(JSON.parse(swapped) as Record<string, unknown>), ...("idempotencyKey" in variables && { idempotencyKey: crypto.randomUUID() }) } };
}

/** How many rows every table has, and which transaction wrote the newest: a refusal leaves both alone. */
async function written(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const side of ["crm", "erp"] as const) {
    const { rows } = await system[side].pool.query<{ name: string; n: string }>(`select relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) || '' rows, newest '' || coalesce(max(xmin::text::bigint), 0) as n from %I', relname), true, true, '')))[1]::text as n
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^read_audit' order by 1`);
    for (const { name, n } of rows) all[`${side}.${name}`] = n;
  }
  return all;
}
const owners = { crm: crmSchema(), erp: erpSchema() };
const ownerOf = (field: AnyField): "crm" | "erp" | null => (["crm", "erp"] as const).find((side) => field.name in owners[side].getMutationType()!.getFields()) ?? null;
const codes = (answer: Answered, field: AnyField): string[] => [...(answer.errors ?? []).map((error) => String(error.extensions["code"])), ...(answer.data?.[field.name]?.userErrors ?? []).map((error: { code: string }) => error.code)];

describe("every mutation of the graph", () => {
  it("is refused to nobody with 401", async () => {
    expect(mutations.length).toBeGreaterThan(70);
    const wrong: string[] = [];
    for (const field of mutations) if ((await system.askBare(documentOf(field).query)).status !== 401) wrong.push(field.name);
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)("in the gateway: %s is refused what it lacks with FORBIDDEN, and nothing is written", async (role) => {
    await somebody.become(role, ALL_ROWS);
    const before = await written();
    const wrong: Record<string, unknown> = {};
    for (const field of mutations.filter((one) => !holds(role, one))) {
      const { query, variables } = documentOf(field);
      const answer = await system.ask(query, variables, somebody.name);
      const [error] = answer.errors ?? [];
      if (answer.errors?.length !== 1 || error?.extensions["code"] !== "FORBIDDEN" || error.extensions["permission"] !== permissionFor(field)) wrong[field.name] = answer;
    }
    expect(wrong).toEqual({});
    expect(await written()).toEqual(before);
  });

  it.each(ROLES)("in the owners: %s is refused what it lacks with FORBIDDEN, and nothing is written", async (role) => {
    const before = await written();
    const wrong: Record<string, unknown> = {};
    for (const field of mutations.filter((one) => !holds(role, one))) {
      const side = ownerOf(field);
      if (!side) continue;
      const { query, variables } = documentOf(field);
      const base = contextOf({ db: system[side].db as never, caller: aCaller({ permissions: permissionsOf([role]), roles: [role], ...ALL_ROWS }), log: silentLog() });
      const { errors } = await run(owners[side], Object.assign(base, { seamSecret: "secret of the tests" }) as never, query, variables);
      if (errors?.length !== 1 || errors[0]!.code !== "FORBIDDEN") wrong[field.name] = errors;
    }
    expect(wrong).toEqual({});
    expect(await written()).toEqual(before);
  });

  it("is not forbidden to a role that has it", async () => {
    const wrong: Record<string, unknown> = {};
    for (const field of mutations) {
      // About nothing, so that nothing is done: what is wrong with the values is said as such.
      const { query, variables } = aboutNothing(documentOf(field));
      for (const role of ROLES.filter((one) => holds(one, field))) {
        await somebody.become(role, ALL_ROWS);
        const answer = await system.ask(query, { ...variables, ...("idempotencyKey" in variables && { idempotencyKey: crypto.randomUUID() }) }, somebody.name);
        if (codes(answer, field).some((code) => /FORBIDDEN|UNAUTHENTICATED|INTERNAL|BAD_USER_INPUT/.test(code))) wrong[`${field.name}, ${role}`] = answer;
      }
    }
    expect(wrong).toEqual({});
  });

  it("is about something of somebody's, or it is known to be everybody's", () => {
    const [everybodys, somebodys] = [mutations.filter((field) => SHARED_BY_ALL.test(field.name)), mutations.filter((field) => !SHARED_BY_ALL.test(field.name))];
    expect(somebodys.filter((field) => namesOurs(documentOf(field)).length === 0).map(({ name }) => name)).toEqual([]);
    expect(everybodys.length).toBeGreaterThan(8);
  });

  it("on something of another company or team answers as for something that does not exist", async () => {
    const wrong: Record<string, unknown> = {};
    for (const field of mutations.filter((one) => !SHARED_BY_ALL.test(one.name))) {
      const document = documentOf(field);
      for (const role of ROLES.filter((one) => holds(one, field))) {
        await somebody.become(role, FOREIGN_ROWS);
        const before = await written();
        const theirs = await system.ask(document.query, document.variables, somebody.name);
        const nothing = aboutNothing(document);
        const nobodys = await system.ask(nothing.query, nothing.variables, somebody.name);
        const plain = (answer: Answered): string => [...namesOurs(document), UNKNOWN_ID, "XX-999999"].reduce((said, key) => said.replaceAll(key, "…"), JSON.stringify([answer.errors?.map((error) => [error.extensions["code"], error.message]), answer.data]));
        if (plain(theirs) !== plain(nobodys) || codes(theirs, field).length === 0) wrong[`${field.name}, ${role}`] = [plain(theirs), plain(nobodys)];
        expect(await written(), field.name).toEqual(before);
      }
    }
    expect(wrong).toEqual({});
  });
});
