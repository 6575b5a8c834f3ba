// @vitest-environment happy-dom
import { gql } from "@apollo/client";
import { ApolloProvider, useQuery } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import { act, cleanup, render, screen } from "@testing-library/react";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAnswers } from "../owner/answers.ts";
import type { Owned } from "../owner/owned.ts";
import { forgetSources, reportSource } from "../owner/sources.ts";
import { useOwned } from "../owner/use-owned.ts";
import { intents, takesKey, useAct, type ActResult } from "./act.ts";
import { createClient } from "./client.ts";
import { pretendSession, readSession } from "./session.ts";

interface Sent {
  body: { query?: string; operationName: string; variables: Record<string, unknown>; extensions?: { persistedQuery?: { sha256Hash: string } } };
  headers: Record<string, string>;
}

let sent: Sent[] = [];
let answers: (() => Response)[] = [];
const answer = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "x-request-id": "r-1" } });

const inventedFetch = (async (_url: unknown, init?: RequestInit) => {
  sent.push({ body: JSON.parse(String(init?.body)) as Sent["body"], headers: init?.headers as Record<string, string> });
  const next = answers.shift();
  if (!next) throw new TypeError("fetch failed");
  return next();
}) as typeof fetch;

const Post: TypedDocumentNode<{ post: { note: { id: string } | null; userErrors: { code: string; message: string; path: string[] }[] } }, { id: string; idempotencyKey: string }> = gql`
  mutation Post($id: ID!, $idempotencyKey: String!) { post(id: $id, idempotencyKey: $idempotencyKey) { note { id } userErrors { code message path } } }
`;
const Thing: TypedDocumentNode<{ thing: { id: string; far: { id: string } | null } | null }, { id: string }> = gql`
  query Thing($id: ID!) { thing(id: $id) { id far { id } } }
`;

function Frame({ children, client }: { children: ReactNode; client: ReturnType<typeof createClient> }) {
  return (
    <MantineProvider env="test">
      <ApolloProvider client={client}>{children}</ApolloProvider>
    </MantineProvider>
  );
}

beforeEach(() => {
  sent = [];
  answers = [];
  forgetAnswers();
  forgetSources();
});
afterEach(cleanup);

const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 20))));

describe("intents", () => {
  it("keep their key until they are answered, and never share one", () => {
    let count = 0;
    const made = intents(() => `k${(count += 1)}`);
    expect([made.keyFor({ id: 1 }), made.keyFor({ id: 1 }), made.keyFor({ id: 2 })]).toEqual(["k1", "k1", "k2"]);
    made.answered({ id: 1 });
    expect(made.keyFor({ id: 1 })).toBe("k3");
  });
  it("are asked for by the mutation's own text", () => {
    expect([takesKey(Post), takesKey(Thing)]).toEqual([true, false]);
  });
});

describe("an act", () => {
  const hands: { post?: (variables: { id: string }) => Promise<ActResult<unknown>> } = {};
  function Sample() {
    const [post, state] = useAct(Post);
    hands.post = post;
    return <p>{state.failure?.code ?? state.userErrors.map((error) => error.code).join() ?? "fine"}</p>;
  }
  it("repeats its key after a broken line, takes a new one after an answer, and gives refusals as values", async () => {
    render(<Frame client={createClient({ app: "crm", fetch: inventedFetch })}><Sample /></Frame>);
    const results: ActResult<unknown>[] = [];
    const once = () => act(async () => void results.push((await hands.post?.({ id: "7" })) ?? { ok: false, userErrors: [] }));
    await once();
    answers = [answer({ data: { post: { __typename: "P", note: null, userErrors: [{ __typename: "U", code: "PERIOD_CLOSED", message: "Closed.", path: ["input", "date"] }] } } })];
    await once();
    answers = [answer({ data: { post: { __typename: "P", note: { __typename: "Note", id: "7" }, userErrors: [] } } })];
    await once();
    expect(results.map((result) => [result.ok, result.failure?.code, result.userErrors.map((error) => error.code)])).toEqual([
      [false, "UNREACHABLE", []], [false, undefined, ["PERIOD_CLOSED"]], [true, undefined, []],
    ]);
    const keys = sent.map((one) => one.body.variables.idempotencyKey);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
  });
  it("went well when only a field of its answer is not for this reader; one that was refused itself did not", async () => {
    render(<Frame client={createClient({ app: "crm", fetch: inventedFetch })}><Sample /></Frame>);
    const forbidden = (path: string[]) => ({ errors: [{ message: "Not for your role.", path, extensions: { code: "FORBIDDEN", permission: "customer-balance:read" } }] });
    const results: ActResult<unknown>[] = [];
    for (const [payload, path] of [[{ __typename: "P", note: null, userErrors: [] }, ["post", "note"]], [null, ["post"]]] as const) {
      answers = [answer({ data: { post: payload }, ...forbidden([...path]) })];
      await act(async () => void results.push((await hands.post?.({ id: "7" })) ?? { ok: false, userErrors: [] }));
    }
    expect(results.map((result) => [result.ok, result.failure?.code])).toEqual([[true, undefined], [false, "FORBIDDEN"]]);
    const keys = sent.map((one) => one.body.variables.idempotencyKey);
    expect(keys[1]).not.toBe(keys[0]);
  });
});

describe("the client", () => {
  it("names the screens, and sends the hash of a trusted document instead of its text", async () => {
    answers = [answer({ data: { thing: null } }), answer({ data: { thing: null } })];
    const client = createClient({ app: "erp", fetch: inventedFetch });
    const trusted = { ...Thing, __meta__: { hash: "abc" } } as typeof Thing;
    await client.query({ query: trusted, variables: { id: "1" } });
    await client.query({ query: Thing, variables: { id: "1" } });
    expect(sent[0]?.headers["x-homefield-client"]).toBe("web-erp");
    expect(sent[0]?.body.query).toBeUndefined();
    expect(sent[0]?.body.extensions?.persistedQuery?.sha256Hash).toBe("abc");
    expect(sent[1]?.body.query).toContain("thing");
  });
  it("notices that the session is over, however it is told", async () => {
    const me = { id: "1", name: "Ada", email: "a@x", roles: [], permissions: [] };
    const client = createClient({ app: "erp", fetch: inventedFetch });
    for (const told of [answer({ errors: [{ message: "Sign in first.", extensions: { code: "UNAUTHENTICATED" } }] }), answer({ code: "UNAUTHENTICATED" }, 401)]) {
      pretendSession({ state: "in", me });
      answers = [told];
      await client.query({ query: Thing, variables: { id: "1" } }).catch(() => undefined);
      expect(readSession().state).toBe("expired");
    }
  });
});

describe("useOwned", () => {
  const eyes: { owned?: Owned } = {};
  function Sample() {
    const result = useQuery(Thing, { variables: { id: "1" } });
    eyes.owned = useOwned(result, "thing.far");
    return null;
  }
  const thing = (far: unknown, extra: object = {}) => answer({ data: { thing: { __typename: "Thing", id: "1", far } }, ...extra });

  it("goes from waiting to silent, and fills by itself once the owner is back", async () => {
    answers = [
      thing(null, {
        errors: [{ message: "ERP is not answering.", path: ["thing", "far"], extensions: { code: "SOURCE_UNAVAILABLE", source: "erp", since: "2026-11-18T13:00:00Z" } }],
        extensions: { sources: { crm: { status: "answered" }, erp: { status: "silent", since: "2026-11-18T13:00:00Z" } } },
      }),
    ];
    render(<Frame client={createClient({ app: "crm", fetch: inventedFetch })}><Sample /></Frame>);
    expect(eyes.owned?.state).toBe("loading");
    await settle();
    expect(eyes.owned).toMatchObject({ state: "silent", since: "2026-11-18T13:00:00Z", owner: "erp" });

    answers = [thing({ __typename: "Far", id: "9" }, { extensions: { sources: { erp: { status: "answered", asOf: "2026-11-18T13:05:00Z" } } } })];
    await act(async () => reportSource("erp", { silent: false }));
    await settle();
    expect(eyes.owned).toMatchObject({ state: "ready", asOf: "2026-11-18T13:05:00Z" });
    expect(sent).toHaveLength(2);
  });
  it("names the permission that is missing", async () => {
    answers = [thing(null, { errors: [{ message: "No.", path: ["thing", "far"], extensions: { code: "FORBIDDEN", permission: "far:read" } }] })];
    render(<Frame client={createClient({ app: "crm", fetch: inventedFetch })}><Sample /></Frame>);
    await settle();
    expect(eyes.owned).toMatchObject({ state: "denied", permission: "far:read" });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
