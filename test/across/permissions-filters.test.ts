// What a role may not read it can neither filter nor order by, nor total; and whose rows they are holds for pages, counts and totals alike.
// Made from the schema: every argument of every list, for every role, in the gateway and in the owner.
import { readFileSync } from "node:fs";
import { crmSchema } from "@homefield/crm/schema.ts";
import { erpSchema } from "@homefield/erp/schema.ts";
import { permissionsOf, roles } from "@homefield/gateway/identity/roles.ts";
import { aCaller, contextOf, run, silentLog } from "@homefield/kit";
import { namesOf } from "@homefield/kit/telling-inputs";
import { buildSchema, type GraphQLInputType, type GraphQLSchema, getNamedType, isEnumType, isInputObjectType, isListType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_ROWS, anybody, type Anybody, FOREIGN_ROWS } from "../support/anybody.ts";
import { knownArguments, recordsOfEveryKind } from "../support/known-arguments.ts";
import { type FieldPath, filled, literal, missing, pathsToEveryField, requirementsOf, scopesOf, type ValueOf } from "../support/schema-paths.ts";
import { openWholeSystem, sell, type WholeSystem } from "../support/whole-system.ts";

const ROLES = Object.keys(roles) as (keyof typeof roles)[];
const held = (role: keyof typeof roles): Set<string> => permissionsOf([role]);
const composed = buildSchema(readFileSync(new URL("../../gateway/supergraph.graphql", import.meta.url), "utf8"), { assumeValidSDL: true });

/** Names of filters and orders that stand for no field of that name, with what they tell beyond the record itself. A new one stands here before it passes. */
const TELLS: Record<string, string[]> = {
  "AccountFilter.city": [], "AccountOrderField.CITY": [], "AccountFilter.search": [], "ContactFilter.search": [], "ActivityOrderField.HAPPENS_AT": [], "CustomerPaymentFilter.text": [],
  "JournalEntryFilter.ledgerAccountCode": ["ledger:read"], "InvoiceFilter.isOverdue": [], "CustomerFilter.bought": ["sales-order:read"],
  "SalesOrderFilter.isBlocked": [], "SalesOrderFilter.blockKind": [], "SalesOrderOrderField.IS_BLOCKED": [], "SalesOrderFilter.warehouse": [], "SalesOrderFilter.itemNumber": [],
};

interface Question { path: FieldPath; argument: string; value: string; tells: string[][][]; name: string }
let system: WholeSystem;
let somebody: Anybody;
let valueOf: ValueOf;

beforeAll(async () => {
  system = await openWholeSystem();
  const sold = await sell(system, { accountId: system.accounts.nordic });
  await recordsOfEveryKind(system, system.accounts.nordic);
  valueOf = await knownArguments(system, system.accounts.nordic, sold);
  somebody = await anybody(system);
}, 240_000);
afterAll(async () => {
  await somebody?.stop();
  await system?.stop();
});

const camel = (name: string): string => name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
/** What naming this in a filter or order tells; undefined when nobody has said. */
function told(schema: GraphQLSchema, type: string, name: string): string[][][] | undefined {
  const subject = schema.getType(/^(.+?)(?:Filter|OrderField)$/.exec(type)![1]!);
  const field = isObjectType(subject) ? namesOf(/^[A-Z_]+$/.test(name) ? camel(name) : name).map((one) => subject.getFields()[one]).find(Boolean) : undefined;
  if (field) {
    const returned = getNamedType(field.type);
    const row = isObjectType(returned) && returned.name.endsWith("Connection") ? getNamedType(returned.getFields()["nodes"]!.type) : null;
    return [scopesOf(field), scopesOf(returned as never), ...(row ? [scopesOf(row as never)] : [])].filter((scopes) => scopes.length > 0);
  }
  const said = TELLS[`${type}.${name}`];
  return said?.map((permission) => [[permission]]);
}
/** Everything that can be named in an argument: "CustomerFilter.openBalance", and how it is written. */
function namedIn(schema: GraphQLSchema, type: GraphQLInputType, wrap: (inner: string) => string = (inner) => inner): { name: string; value: string; type: string; tells: string[][][] | undefined }[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  const list = isListType(type) || ("ofType" in type && isListType(type.ofType)) ? (inner: string): string => wrap(`[${inner}]`) : wrap;
  const direction = named.getFields()["direction"];
  const by = named.getFields()["field"];
  const order = by && getNamedType(by.type);
  if (direction && isEnumType(order)) return order.getValues().map(({ name }) => ({ name: `${order.name}.${name}`, type: order.name, value: list(`{ field: ${name}, direction: ASC }`), tells: told(schema, order.name, name) }));
  if (!named.name.endsWith("Filter")) return [];
  return Object.values(named.getFields()).filter(({ name }) => !["and", "or", "not"].includes(name)).flatMap((field) => {
    const inner = getNamedType(field.type);
    // A filter within a filter: what it names counts.
    if (inner.name.endsWith("Filter")) return namedIn(schema, field.type, (value) => list(`{ ${field.name}: ${value} }`));
    return [{ name: `${named.name}.${field.name}`, type: named.name, value: list(`{ ${field.name}: ${condition(field.type)} }`), tells: told(schema, named.name, field.name) }];
  });
}
/** One condition that can be meant. */
function condition(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return literal(type, filled(type, "", valueOf));
  const required = filled(named, "", () => undefined) as Record<string, unknown>;
  const [first] = Object.values(named.getFields());
  return literal(named, Object.keys(required).length > 0 ? required : { [first!.name]: filled(first!.type, first!.name, () => undefined) });
}
function questionsOf(schema: GraphQLSchema): { questions: Question[]; unsaid: string[] } {
  const unsaid = new Set<string>();
  const questions = pathsToEveryField(schema, valueOf).flatMap((path) => path.steps.at(-1)!.field.args.flatMap((argument) => namedIn(schema, argument.type).flatMap(({ name, value, tells }) => {
    if (!tells) unsaid.add(name);
    return [{ path, argument: argument.name, value, tells: tells ?? [], name }];
  })));
  return { questions, unsaid: [...unsaid] };
}
/** The path with the argument added to its last field. */
function asked({ path, argument, value }: Question, tail?: string): string {
  const { field, given } = path.steps.at(-1)!;
  const without = given.replace(/^\(|\)$/g, "");
  const args = [without, `${argument}: ${value}`].filter(Boolean).join(", ");
  return path.selection.replace(new RegExp(`\\b${field.name}${given.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?=( \\{[^{}]*( \\{[^{}]*\\}[^{}]*)*\\})?( \\})*$)`), `${field.name}(${args})`).replace(/\{ nodes \{[^{}]*\} \}( \})*$/, (all) => (tail ? `${tail}${" }".repeat((all.match(/\}/g)?.length ?? 2) - 2)}` : all));
}

type Ask = (query: string) => Promise<{ data: Record<string, unknown> | null; errors: { path: string; code: unknown; message: string }[] }>;
const inGateway: Ask = async (query) => {
  const { data, errors } = await system.ask(query, {}, somebody.name);
  return { data, errors: (errors ?? []).map((error) => ({ path: String((error as unknown as { path?: unknown[] }).path?.[0]), code: error.extensions["code"], message: error.message })) };
};
const inOwner = (side: "crm" | "erp", schema: GraphQLSchema, role: keyof typeof roles): Ask => async (query) => {
  const base = contextOf({ db: system[side].db as never, caller: aCaller({ permissions: held(role), roles: [role], ...ALL_ROWS, email: "sales@demo.homefield.example" }), log: silentLog() });
  const { data, errors } = await run(schema, Object.assign(base, { seamSecret: "secret of the tests" }) as never, query);
  return { data, errors: (errors ?? []).map((error) => ({ path: String((error.path as unknown[] | undefined)?.[0]), code: error.code, message: error.message })) };
};
async function wrongOnes(ask: Ask, role: keyof typeof roles, questions: readonly Question[]): Promise<string[]> {
  const wrong: string[] = [];
  // Who may not read the list itself is refused that: another test.
  const open = questions.filter(({ path }) => missing(requirementsOf(path), held(role)).length === 0);
  for (let i = 0; i < open.length; i += 15) {
    const some = open.slice(i, i + 15);
    const { errors } = await ask(`{ ${some.map((question, n) => `f${n}: ${asked(question)}`).join(" ")} }`);
    for (const [n, { name, tells, path }] of some.entries()) {
      const said = errors.filter((error) => error.path === `f${n}` || error.path === "undefined");
      const lacking = missing(tells, held(role));
      const refused = said.some(({ code }) => code === "FORBIDDEN");
      if (lacking.length > 0 && !refused) wrong.push(`${path.coordinate} by ${name}: answered without ${lacking.join(", ")}`);
      if (lacking.length === 0 && said.length > 0) wrong.push(`${path.coordinate} by ${name}: ${String(said[0]!.code)} ${said[0]!.message}`);
    }
  }
  return wrong;
}

describe("every filter and order of every list", () => {
  it("stands for a field, or it is said what it tells", () => {
    const { questions, unsaid } = questionsOf(composed);
    expect(unsaid).toEqual([]);
    const names = new Set(questions.map(({ name }) => name));
    expect(Object.keys(TELLS).filter((name) => !names.has(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(120);
  });

  it.each(ROLES)("%s filters and orders by what it may read, and by nothing else", async (role) => {
    await somebody.become(role, ALL_ROWS);
    expect(await wrongOnes(inGateway, role, questionsOf(composed).questions)).toEqual([]);
    for (const [side, schema] of [["crm", crmSchema()], ["erp", erpSchema()]] as const) expect(await wrongOnes(inOwner(side, schema, role), role, questionsOf(schema).questions), side).toEqual([]);
  });
});

describe("whose rows they are", () => {
  it("holds for counts and totals as for pages, under every condition", async () => {
    await somebody.become("integrator", FOREIGN_ROWS);
    const pages = questionsOf(composed).questions.filter(({ path }) => path.steps.length === 1 && getNamedType(path.steps[0]!.field.type).name.endsWith("Connection"));
    const wrong: string[] = [];
    for (const question of pages) {
      const { data, errors } = await inGateway(`{ page: ${asked(question, "{ totalCount nodes { __typename } }")} }`);
      const page = data?.["page"] as { totalCount: number; nodes: unknown[] } | null;
      if (!page || page.totalCount !== page.nodes.length) wrong.push(`${question.path.coordinate} by ${question.name}: ${JSON.stringify(page ?? errors)}`);
    }
    expect(wrong).toEqual([]);
    expect(pages.length).toBeGreaterThan(80);
  });

  it("a total counts what the list beside it counts, for a stranger too", async () => {
    const fields = composed.getQueryType()!.getFields();
    const totals = Object.keys(fields).filter((name) => name.endsWith("Totals") && `${name.slice(0, -6)}s` in fields && isObjectType(getNamedType(fields[name]!.type)) && "count" in (getNamedType(fields[name]!.type) as unknown as { getFields(): object }).getFields());
    expect(totals.length).toBeGreaterThan(2);
    for (const rows of [FOREIGN_ROWS, ALL_ROWS]) {
      await somebody.become("integrator", rows);
      for (const name of totals) {
        const { data, errors } = await inGateway(`{ total: ${name} { count } list: ${name.slice(0, -6)}s { totalCount } }`);
        expect(errors, name).toEqual([]);
        expect((data!["total"] as { count: number }).count, name).toBe((data!["list"] as { totalCount: number }).totalCount);
      }
    }
  });
});
