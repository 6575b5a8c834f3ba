// Every field of the graph × every role × four callers, in the gateway and in the owner. Made from the schemas: a new field is asked here at once.
import { readFileSync } from "node:fs";
import { crmSchema } from "@homefield/crm/schema.ts";
import { erpSchema } from "@homefield/erp/schema.ts";
import { permissionsOf, roles } from "@homefield/gateway/identity/roles.ts";
import { aCaller, contextOf, run, silentLog } from "@homefield/kit";
import { buildSchema, type GraphQLSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_ROWS, anybody, type Anybody, FOREIGN_ROWS, type Rows } from "../support/anybody.ts";
import { knownArguments, recordsOfEveryKind } from "../support/known-arguments.ts";
import { type FieldPath, missing, pathsToEveryField, requirementsOf, unreached } from "../support/schema-paths.ts";
import { openWholeSystem, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

type Side = "crm" | "erp";
type Role = keyof typeof roles;
const ROLES = Object.keys(roles) as Role[];
const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const composed = buildSchema(text("gateway/supergraph.graphql"), { assumeValidSDL: true });
const held = (role: Role): Set<string> => permissionsOf([role]);

let system: WholeSystem;
let known: Sold;
let somebody: Anybody;
let ours: string[];
const graph: { paths: FieldPath[] } = { paths: [] };
const owners = { crm: { schema: crmSchema(), paths: [] as FieldPath[] }, erp: { schema: erpSchema(), paths: [] as FieldPath[] } };

beforeAll(async () => {
  system = await openWholeSystem();
  known = await sell(system, { accountId: system.accounts.nordic });
  await recordsOfEveryKind(system, system.accounts.nordic);
  const valueOf = await knownArguments(system, system.accounts.nordic, known);
  somebody = await anybody(system);
  ours = await nordicOnly();
  graph.paths = pathsToEveryField(composed, valueOf);
  const named = { Customer: { number: known.customerNumber }, SalesOrder: { number: known.orderNumber }, Item: { number: "LNG-210" }, Invoice: { number: known.invoiceNumber }, Shipment: { number: known.shipmentNumber }, Employee: { number: "E-1001" }, Account: { id: system.accounts.nordic }, AccountSelection: { customerSet: "of nobody" } };
  for (const side of ["crm", "erp"] as const) {
    const { schema } = owners[side];
    owners[side].paths = pathsToEveryField(schema, valueOf, Object.entries(named).filter(([type]) => isEntity(schema, type)).map(([__typename, key]) => ({ __typename, ...key })));
  }
}, 240_000);
afterAll(async () => {
  await somebody?.stop();
  await system?.stop();
});
const isEntity = (schema: GraphQLSchema, type: string): boolean => (schema.getType("_Entity") as unknown as { getTypes(): { name: string }[] }).getTypes().some(({ name }) => name === type);

/** Numbers and identifiers of what belongs to the Danish company and the Nordic team alone. */
async function nordicOnly(): Promise<string[]> {
  const { rows: erp } = await system.erp.pool.query<{ key: string }>(`select number as key from customer where legal_entity = 'NHDK' union select number from sales_order where legal_entity = 'NHDK' union select number from invoice where legal_entity = 'NHDK'
    union select number from shipment where legal_entity = 'NHDK' union select number from customer_payment where legal_entity = 'NHDK' union select number from journal_entry where legal_entity = 'NHDK' union select id::text from invoice where legal_entity = 'NHDK'`);
  const { rows: crm } = await system.crm.pool.query<{ key: string }>(`select a.id::text as key from account a where team = 'NORDIC' union select a.name from account a where team = 'NORDIC' union select q.id::text from quote q union select q.number from quote q
    union select c.id::text from contact c join account a on a.id = c.account_id where a.team = 'NORDIC'`);
  return [...erp, ...crm].map(({ key }) => key).filter(Boolean);
}

const DOCUMENT_FIELDS = 18;
type Ask = (query: string) => Promise<{ data: Record<string, unknown> | null; errors: { path: string; code: unknown; permission: unknown; message: string }[] }>;
const inGateway = (): Ask => async (query) => {
  const { data, errors } = await system.ask(query, {}, somebody.name);
  return { data, errors: (errors ?? []).map((error) => ({ path: String((error as unknown as { path?: unknown[] }).path?.[0]), code: error.extensions["code"], permission: error.extensions["permission"], message: error.message })) };
};
const inOwner = (side: Side, role: Role, rows: Rows): Ask => {
  const { schema } = owners[side];
  return async (query) => {
    const base = contextOf({ db: system[side].db as never, caller: aCaller({ permissions: held(role), roles: [role], ...rows, email: "sales@demo.homefield.example" }), log: silentLog() });
    const erp = { price: async () => null, customerTerms: async () => null, names: async () => new Map(), orderStatus: async () => null, callOff: async () => null, ask: async () => ({}) };
    const { data, errors } = await run(schema, Object.assign(base, { seamSecret: "secret of the tests", erp, wakeRelay: () => undefined }) as never, query);
    return { data, errors: (errors ?? []).map((error) => ({ path: String((error.path as unknown[] | undefined)?.[0]), code: error.code, permission: /"([a-z-]+:[a-z-]+)"/.exec(error.message)?.[1], message: error.message })) };
  };
};
/** Asks every path under an alias of its own and hands each answer to `check`; what that says is what is wrong. */
async function askAll(ask: Ask, paths: readonly FieldPath[], check: (path: FieldPath, value: unknown, errors: Awaited<ReturnType<Ask>>["errors"]) => string | null): Promise<string[]> {
  const wrong: string[] = [];
  for (const some of documentsOf(paths)) {
    const { data, errors } = await ask(`{ ${some.map(({ selection }, n) => `f${n}: ${selection}`).join(" ")} }`);
    for (const [n, path] of some.entries()) {
      const complaint = check(path, data?.[`f${n}`], errors.filter((error) => error.path === `f${n}` || error.path === "undefined"));
      if (complaint) wrong.push(`${path.coordinate}: ${complaint}`);
    }
  }
  return wrong;
}
/** What fails below `_entities` takes the whole answer with it: each of those stands alone. */
function documentsOf(paths: readonly FieldPath[]): FieldPath[][] {
  const { alone = [], together = [] } = Object.groupBy(paths, ({ steps }) => (steps[0]!.field.name === "_entities" ? "alone" : "together"));
  const documents = alone.map((path) => [path]);
  for (let i = 0; i < together.length; i += DOCUMENT_FIELDS) documents.push(together.slice(i, i + DOCUMENT_FIELDS));
  return documents;
}
/** The values that stand where the field's own value would be: none where a list above is empty. */
function found({ steps }: FieldPath, value: unknown): { parents: number; values: number } {
  let level = [value].flat(3).filter((one) => one !== null && one !== undefined);
  let parents = 1;
  for (const { field } of steps.slice(1)) {
    parents = level.length;
    level = level.flatMap((one) => (one as Record<string, unknown>)[field.name]).flat(3).filter((one) => one !== null && one !== undefined);
  }
  return { parents, values: level.length };
}
/** A role reads what it holds all permissions for; for anything else it is told one that it lacks. */
const asTheSchemaSays = (role: Role) => (path: FieldPath, value: unknown, errors: Awaited<ReturnType<Ask>>["errors"]): string | null => {
  const lacking = missing(requirementsOf(path), held(role));
  const refused = errors.filter(({ code }) => code === "FORBIDDEN");
  if (lacking.length === 0) return refused.length > 0 ? `refused although the role has all it needs (${String(refused[0]!.permission)})` : null;
  const { parents, values } = found(path, value);
  if (values > 0) return `answered without ${lacking.join(", ")}`;
  if (refused.length === 0) return parents > 0 ? `neither answered nor refused without ${lacking.join(", ")}` : null;
  return refused.every(({ permission }) => lacking.includes(String(permission))) ? null : `refused for ${refused.map(({ permission }) => String(permission)).join(", ")} instead of ${lacking.join(", ")}`;
};
/** Somebody of the same role who works for the French company and the South finds nothing Danish, wherever it looks. */
const nothingOfOurs = (role: Role) => (path: FieldPath, value: unknown): string | null => {
  if (missing(requirementsOf(path), held(role)).length > 0) return null;
  const said = JSON.stringify(value ?? null);
  // An owner repeats the key it was given.
  const given = path.steps[0]!.field.name === "_entities" ? path.selection : "";
  const seen = ours.filter((key) => said.includes(JSON.stringify(key)) && !given.includes(JSON.stringify(key)));
  return seen.length > 0 ? `shows ${seen.slice(0, 3).join(", ")}` : null;
};

/** Answered by acts alone, under the permission of the act (permissions.test.ts). */
const BY_ACTS_ALONE = ["ErpErasureHold", "SubjectPackage"];
const byReading = (name: string): boolean => !/Payload$|^UserError$/.test(name);

describe("every field", () => {
  it("can be reached by reading, so that it is asked here", () => {
    expect(unreached(composed, graph.paths).filter(byReading).sort()).toEqual(BY_ACTS_ALONE);
    expect(graph.paths.length).toBeGreaterThan(700);
    expect(graph.paths.filter((path) => requirementsOf(path).length === 0).map(({ coordinate }) => coordinate)).toEqual([]);
    for (const side of ["crm", "erp"] as const) expect(unreached(owners[side].schema, owners[side].paths).filter((name) => byReading(name) && !BY_ACTS_ALONE.includes(name)), side).toEqual([]);
  });

  it("is nothing to nobody, in the gateway and in the owners", async () => {
    for (const some of documentsOf(graph.paths)) {
      const { status, body } = await system.askBare(`{ ${some.map(({ selection }, n) => `f${n}: ${selection}`).join(" ")} }`);
      expect([status, body["data"]]).toEqual([401, undefined]);
    }
    for (const side of ["crm", "erp"] as const) {
      const response = await fetch(`${system.urls[side]}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: `{ ${owners[side].paths[0]!.selection} }` }) });
      expect(response.status).toBe(401);
    }
  });

  it.each(ROLES)("in the gateway: %s reads what the schema grants, nothing else, and as a stranger nothing of ours", async (role) => {
    await somebody.become(role, ALL_ROWS);
    expect(await askAll(inGateway(), graph.paths, asTheSchemaSays(role))).toEqual([]);
    await somebody.become(role, FOREIGN_ROWS);
    expect(await askAll(inGateway(), graph.paths, nothingOfOurs(role))).toEqual([]);
  });

  it.each(ROLES)("in the owners: %s reads what the schema grants, nothing else, and as a stranger nothing of ours", async (role) => {
    for (const side of ["crm", "erp"] as const) {
      expect(await askAll(inOwner(side, role, ALL_ROWS), owners[side].paths, asTheSchemaSays(role)), side).toEqual([]);
      expect(await askAll(inOwner(side, role, FOREIGN_ROWS), owners[side].paths, nothingOfOurs(role)), side).toEqual([]);
    }
  });

  it("our own things are found by those who may, so that a stranger could have found them", async () => {
    await somebody.become("integrator", ALL_ROWS);
    const seen = new Set<string>();
    const empty = await askAll(inGateway(), graph.paths, (path, value) => {
      for (const key of ours) if (JSON.stringify(value ?? null).includes(JSON.stringify(key))) seen.add(key);
      return found(path, value).parents > 0 ? null : "there is none";
    });
    expect(seen.size).toBeGreaterThan(10);
    // Fields of records that this house has none of are refused before anything is looked for; most stand on a record here.
    expect(empty.length / graph.paths.length, empty.join(", ")).toBeLessThan(0.15);
  });
});
