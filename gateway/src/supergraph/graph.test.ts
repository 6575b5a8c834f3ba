import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { everything, startSmallCompany } from "../../test/small-company.ts";
import { type Caller, permissionKeyOf } from "../identity/caller.ts";
import { type Graph, startGraph } from "./graph.ts";
import { type SourceState, SourceReports } from "./source-state.ts";

let company: Awaited<ReturnType<typeof startSmallCompany>>;
let graph: Graph;
const turns: [string, SourceState["state"]][] = [];

const DEADLINE_MS = 300;
const PAUSE_MS = 400;

beforeAll(async () => {
  company = await startSmallCompany();
  graph = await startGraph({
    supergraphSdl: company.supergraphSdl,
    urls: company.urls,
    log: pino({ level: "silent" }),
    deadlineMs: DEADLINE_MS,
    mutationDeadlineMs: 2 * DEADLINE_MS,
    failuresToPause: 3,
    pauseMs: PAUSE_MS,
    probeEveryMs: 50,
    onSourceTurned: (name, { state }) => turns.push([name, state]),
  });
});
afterAll(async () => {
  await graph.close();
  await company.stop();
});
afterEach(async () => {
  for (const source of [company.crm, company.erp]) {
    source.behaviour = "answers";
    source.forget();
  }
  turns.length = 0;
});

function asking(permissions: readonly string[], requestId = "r-1") {
  const held = new Set(permissions);
  const caller = { kind: "user", via: "api-key", subject: "u", userId: "u", sessionId: null, name: "U", email: "u@x", employeeNumber: null, roles: [], teams: [], legalEntities: [] } as const;
  return { caller: { ...caller, permissions: held, permissionKey: permissionKeyOf(held) } satisfies Caller, requestId, sources: new SourceReports(), token: async () => "a.b.c" };
}
const ask = (query: string, permissions = everything, variables?: Record<string, unknown>) => graph.execute({ query, variables }, asking(permissions));
const errorsOf = ({ body }: Awaited<ReturnType<typeof ask>>) => (body.errors ?? []).map(({ path, extensions }) => [path?.join("."), extensions?.code]);
/** Waits until the source has said itself that it is well, and asks. */
async function recover() {
  await expect.poll(() => graph.sources()["erp"]?.state, { timeout: 5_000, interval: 10 }).toBe("answering");
  expect((await ask("{ days { code } }")).body.errors).toBeUndefined();
}

describe("asking the sources", () => {
  it("asks for each entity once, however often it occurs, with the caller's token and the request's id", async () => {
    const { body } = await ask("{ accounts { nodes { id customer { number openBalance } } } }");
    expect((body.data as { accounts: { nodes: { customer: unknown }[] } }).accounts.nodes.map((node) => node.customer)).toEqual(
      ["C-1", "C-2", "C-1", "C-2", "C-1", "C-2"].map((number) => ({ number, openBalance: "100.00" })),
    );
    expect(company.erp.received.map(({ variables, authorization, requestId }) => [variables.representations, authorization, requestId])).toEqual([
      [[{ __typename: "Customer", number: "C-1" }, { __typename: "Customer", number: "C-2" }], "Bearer a.b.c", "r-1"],
    ]);
  });

  it("gives every occurrence of an entity its error", async () => {
    const answer = await ask("{ accounts { nodes { customer { name } } } }");
    expect(errorsOf(answer)).toEqual([1, 3, 5].map((index) => [`accounts.nodes.${index}.customer.name`, "NO_NAME"]));
  });

  it("says of each source whether and when it answered", async () => {
    const { body } = await ask("{ account(id: \"a0\") { name } }");
    expect(body.extensions).toEqual({ requestId: "r-1", sources: { crm: { status: "answered", asOf: expect.stringMatching(/^\d{4}-.*Z$/) as string }, erp: { status: "not-asked" } } });
  });
});

describe("errors of a source", () => {
  it("passes on what is meant for the client, without the rest", async () => {
    const { body } = await ask('{ account(id: "a0") { name refused } }');
    expect(body.data).toEqual({ account: { name: "Account 0", refused: null } });
    expect(body.errors).toEqual([{ message: "There is no such month. Choose 1 to 12.", path: ["account", "refused"], extensions: { code: "BAD_USER_INPUT", inputPath: ["month"] } }]);
  });

  it("masks a fault and names the request instead", async () => {
    const { body } = await ask('{ account(id: "a0") { name broken } }');
    expect(body.data).toEqual({ account: { name: "Account 0", broken: null } });
    expect(body.errors).toEqual([{ message: expect.stringContaining("r-1") as string, path: ["account", "broken"], extensions: { code: "INTERNAL", requestId: "r-1" } }]);
    expect(JSON.stringify(body)).not.toContain("hunter2");
  });

  it("refuses an unknown field with 400 and a helpful sentence", async () => {
    const { status, body } = await ask('{ account(id: "a0") { nam } }');
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('Did you mean "name"') as string, extensions: { code: "GRAPHQL_VALIDATION_FAILED" } })]);
    expect(company.crm.received).toEqual([]);
  });
});

describe("a silent source", () => {
  it("blanks what it owns, says since when, and leaves the rest: status 200", async () => {
    await company.erp.stop();
    const before = Date.now();
    const { status, body } = await ask('{ account(id: "a0") { name customer { number openBalance group { name } } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ account: { name: "Account 0", customer: { number: "C-1", openBalance: null, group: null } } });
    const since = body.extensions.sources.erp?.since;
    expect(Date.parse(since ?? "")).toBeGreaterThanOrEqual(before);
    expect(body.errors).toEqual(
      ["openBalance", "group"].map((field) => ({
        message: "The ERP can't be reached. What it owns is missing from this answer; try again in a moment.",
        path: ["account", "customer", field],
        extensions: { code: "SOURCE_UNAVAILABLE", source: "erp", since },
      })),
    );
    expect(body.extensions.sources).toEqual({ crm: { status: "answered", asOf: expect.any(String) as string }, erp: { status: "silent", since } });
    expect(turns).toEqual([["erp", "silent"]]);
    await company.erp.start();
    await recover();
    expect(turns).toEqual([["erp", "silent"], ["erp", "answering"]]);
  });

  it("names one place per field of a list", async () => {
    company.erp.behaviour = "babbles";
    expect(errorsOf(await ask("{ accounts { nodes { customer { openBalance } } } days { code } }"))).toEqual([
      ["days", "SOURCE_UNAVAILABLE"],
      ["accounts.nodes.0.customer.openBalance", "SOURCE_UNAVAILABLE"],
    ]);
    company.erp.behaviour = "answers";
    await recover();
  });

  it("is given up at the deadline and not asked twice for being slow", async () => {
    company.erp.behaviour = "hangs";
    const before = performance.now();
    const answer = await ask("{ customers { totalCount } }");
    expect(performance.now() - before).toBeLessThan(DEADLINE_MS + 150);
    expect(answer.body.errors?.[0]?.message).toContain("did not answer within 0.3 seconds");
    expect(company.erp.received).toHaveLength(1);
    company.erp.behaviour = "answers";
    await recover();
  });

  it("is asked once more when the line breaks", async () => {
    company.erp.behaviour = "hangs up";
    setTimeout(() => (company.erp.behaviour = "answers"), 20);
    expect((await ask("{ customers { totalCount } }")).body.data).toEqual({ customers: { totalCount: 1 } });
    expect(company.erp.received).toHaveLength(2);
  });

  it("is never asked twice to do something", async () => {
    company.erp.behaviour = "hangs up";
    const { body } = await ask('mutation { customerHold(number: "C-1") { customer { number } } }');
    expect(company.erp.received).toHaveLength(1);
    expect(body.errors?.[0]?.message).toContain("Whether this was done is not known");
    company.erp.behaviour = "answers";
    await recover();
  });

  it("is left alone after failing again and again, until its own word is that it is well", async () => {
    company.erp.behaviour = "hangs";
    for (let failure = 0; failure < 3; failure++) await ask("{ customers { totalCount } }");
    const { length: tries } = company.erp.received;
    expect(tries).toBeLessThanOrEqual(3);
    const before = performance.now();
    const paused = await ask("{ customers { totalCount } }");
    expect(performance.now() - before).toBeLessThan(100);
    expect(company.erp.received).toHaveLength(tries);
    expect(paused.body.errors?.[0]?.message).toContain("has not answered for a while");
    expect(paused.body.extensions.sources.erp?.status).toBe("silent");

    await new Promise((resolve) => setTimeout(resolve, 2 * PAUSE_MS));
    await Promise.all([ask("{ customers { totalCount } }"), ask("{ days { code } }"), ask("{ days { name } }")]);
    expect(company.erp.received).toHaveLength(tries);
    company.erp.behaviour = "answers";
    await recover();
    expect(company.erp.received).toHaveLength(tries + 1);
  });

  it("is on trial when it says that it is well and answers nothing: one question finds that out, after longer and longer", async () => {
    company.erp.behaviour = "only lives";
    for (let failure = 0; failure < 3; failure++) await ask("{ customers { totalCount } }");
    company.erp.forget();
    const triedAt: number[] = [];
    const until = Date.now() + 12 * PAUSE_MS;
    while (Date.now() < until) {
      const known = company.erp.received.length;
      await ask("{ customers { totalCount } }");
      if (company.erp.received.length > known) triedAt.push(Date.now());
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(triedAt.length).toBeGreaterThanOrEqual(2);
    expect(triedAt.length).toBeLessThanOrEqual(5);
    company.erp.behaviour = "answers";
    await recover();
  });

  it("counts as answering again after its own word, when nobody asks", async () => {
    const watched = await startGraph({
      ...{ supergraphSdl: company.supergraphSdl, urls: company.urls, log: pino({ level: "silent" }), deadlineMs: 200, mutationDeadlineMs: 200, failuresToPause: 1, pauseMs: 100, probeEveryMs: 50 },
      onSourceTurned: () => {},
    });
    await company.erp.stop();
    await watched.execute({ query: "{ customers { totalCount } }" }, asking(everything));
    expect(watched.sources().erp?.state).toBe("silent");
    await company.erp.start();
    await expect.poll(() => watched.sources().erp?.state, { timeout: 2_000 }).toBe("answering");
    await watched.close();
  });
});

describe("what the caller may not have", () => {
  const without = (...lacking: string[]) => everything.filter((permission) => !lacking.includes(permission));

  it("is not asked for, is null with the permission that lacks, and leaves its siblings", async () => {
    const { body } = await ask('{ account(id: "a0") { name customer { number openBalance } } }', without("customer-balance:read"));
    expect(body.data).toEqual({ account: { name: "Account 0", customer: { number: "C-1", openBalance: null } } });
    expect(body.errors).toEqual([
      {
        message: 'Your role does not include "customer-balance:read", which Customer.openBalance needs. Ask an administrator for it.',
        path: ["account", "customer", "openBalance"],
        extensions: { code: "FORBIDDEN", permission: "customer-balance:read" },
      },
    ]);
    expect(company.erp.received).toEqual([]);
  });

  it("is refused where the type it returns is guarded, and for a page of such rows as a whole", async () => {
    const answer = await ask('{ account(id: "a0") { customer { number } contacts { totalCount } } }', without("customer:read", "contact:read"));
    expect(answer.body.data).toEqual({ account: { customer: null, contacts: null } });
    expect(errorsOf(answer)).toEqual([["account.customer", "FORBIDDEN"], ["account.contacts", "FORBIDDEN"]]);
  });

  it("takes the nearest nullable place with it where null is not allowed", async () => {
    const answer = await ask('{ account(id: "a0") { name notes { text author } margin } other: account(id: "a1") { notes { author } } }', without("account:margin", "note:author"));
    expect(answer.body.data).toEqual({ account: null, other: { notes: null } });
    expect(errorsOf(answer)).toEqual([
      ["account.notes.0.author", "FORBIDDEN"],
      ["account.margin", "FORBIDDEN"],
      ["other.notes.0.author", "FORBIDDEN"],
    ]);
  });

  it("nulls the whole answer when nothing above may be null", async () => {
    const answer = await ask("{ accounts { nodes { margin } } }", without("account:margin"));
    expect(answer.body.data).toBeNull();
    expect(errorsOf(answer)).toEqual([["accounts.nodes.0.margin", "FORBIDDEN"]]);
  });

  it("finds it through fragments, aliases, unions and directives, in the order asked", async () => {
    const answer = await ask(
      'query($no: Boolean = false) { search { __typename ... on Account { ...Facts } ... on Contact { name } } account(id: "a0") { zz: name ...Facts } } fragment Facts on Account { customer { bal: openBalance skipped: openBalance @include(if: $no) } name }',
      without("customer-balance:read", "contact:read"),
    );
    expect(JSON.stringify(answer.body.data)).toBe(
      JSON.stringify({ search: [{ __typename: "Account", customer: { bal: null }, name: "Account 0" }, null], account: { zz: "Account 0", customer: { bal: null }, name: "Account 0" } }),
    );
    expect(errorsOf(answer)).toEqual([["search.0.customer.bal", "FORBIDDEN"], ["search.1.name", "FORBIDDEN"], ["account.customer.bal", "FORBIDDEN"]]);
  });

  it("leaves no error where the thing itself is not there, and asks nobody when nothing is left", async () => {
    expect((await ask('{ account(id: "unknown") { customer { openBalance } } }', without("customer-balance:read"))).body).toMatchObject({ data: { account: null } });
    company.crm.forget();
    const answer = await ask('mutation { accountRename(id: "a0", name: "x") { account { id } } }', without("account:edit"));
    expect(answer.body.data).toBeNull();
    expect(errorsOf(answer)).toEqual([["accountRename", "FORBIDDEN"]]);
    expect(company.crm.received).toEqual([]);
  });

  it("can't be told by a filter or an order either, given in the document or as a variable", async () => {
    const lacking = without("customer-balance:read");
    const refused = [["customers", "FORBIDDEN"]];
    expect(errorsOf(await ask("{ customers(orderBy: [{ field: NAME }, { field: OPEN_BALANCE }]) { totalCount } }", lacking))).toEqual(refused);
    expect(errorsOf(await ask('{ customers(filter: { and: [{ openBalance: { atLeast: "10" } }] }) { totalCount } }', lacking))).toEqual(refused);
    const withVariable = "query($f: CustomerFilter) { customers(filter: $f) { totalCount } }";
    expect(errorsOf(await ask(withVariable, lacking, { f: { and: [{ openBalance: { atLeast: "10" } }] } }))).toEqual(refused);
    expect(company.erp.received).toEqual([]);
    expect((await ask(withVariable, lacking, { f: { name: "x" } })).body.data).toEqual({ customers: { totalCount: 1 } });
    expect((await ask(withVariable, everything, { f: { openBalance: { atLeast: "10" } } })).body.data).toEqual({ customers: { totalCount: 1 } });
  });
});
