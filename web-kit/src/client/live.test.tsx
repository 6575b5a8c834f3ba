// @vitest-environment happy-dom
import { gql } from "@apollo/client";
import { ApolloProvider, useQuery } from "@apollo/client/react";
import { act, cleanup, render, screen } from "@testing-library/react";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { usePages } from "../table/pages.ts";
import { createClient } from "./client.ts";
import { concerns } from "./live-concern.ts";
import { keepScreensTrue, type LiveEvent } from "./live.ts";

describe("what an answer shows", () => {
  const order = { __typename: "SalesOrder", number: "SO-1", customer: { __typename: "Customer", number: "C-1", invoices: { __typename: "InvoiceConnection", nodes: [{ __typename: "Invoice", number: "INV-1" }] } } };
  const shown = (data: unknown, type: string, number?: string): boolean => concerns(data, number === undefined ? { type } : { type, number });
  it("is an object wherever it stands, by id, number or code", () => {
    expect(shown({ salesOrder: order }, "Invoice", "INV-1")).toBe(true);
    expect(shown({ salesOrder: order }, "Invoice", "INV-2")).toBe(false);
    expect(shown({ salesOrder: order }, "Shipment", "SO-1")).toBe(false);
    expect(shown({ account: { __typename: "Account", id: "a1" }, entity: { __typename: "LegalEntity", code: "NHDK" } }, "LegalEntity", "NHDK")).toBe(true);
    expect(shown({ account: { __typename: "Account", id: "a1" } }, "Account", "a1")).toBe(true);
  });
  it("is a list at its top, whichever of its kind came or went, and empty too", () => {
    expect(shown({ invoices: { __typename: "InvoiceConnection", nodes: [] } }, "Invoice", "INV-9")).toBe(true);
    expect(shown({ invoiceTotals: { __typename: "InvoiceTotals", count: 3 } }, "Invoice", "INV-9")).toBe(true);
    expect(shown({ accountList: { __typename: "AccountListConnection", nodes: [] } }, "Account", "a9")).toBe(true);
    expect(shown({ users: [{ __typename: "User", id: "u1" }] }, "User", "u9")).toBe(true);
    expect(shown({ invoices: { __typename: "InvoiceConnection", nodes: [] } }, "In", "x")).toBe(false);
  });
  it("is no list below an object: its owner names that object when the list changes", () => {
    expect(shown({ salesOrder: order }, "Invoice", "INV-9")).toBe(false);
    expect(shown({ salesOrder: order }, "Customer", "C-1")).toBe(true);
  });
  it("may be any of a type when no number is told", () => {
    expect(shown({ salesOrder: order }, "Invoice")).toBe(true);
    expect(shown({ board: { __typename: "PipelineBoard", columns: [] } }, "PipelineBoard")).toBe(true);
    expect(shown({ salesOrder: order }, "Item")).toBe(false);
    expect(shown({ salesOrder: null }, "Everything")).toBe(true);
    expect(shown(undefined, "Invoice", "INV-1")).toBe(false);
  });
});

/** What a browser has to hear events with. */
class FakeStream {
  static readonly CLOSED = 2;
  static opened: FakeStream[] = [];
  readyState = 1;
  readonly url: string;
  onmessage: ((message: { data: string; lastEventId: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(url: string) {
    this.url = url;
    FakeStream.opened.push(this);
  }
  addEventListener(): void {}
  close(): void {
    this.readyState = FakeStream.CLOSED;
  }
}
let told = 0;
const tell = (event: LiveEvent): void => act(() => FakeStream.opened.at(-1)!.onmessage!({ data: JSON.stringify(event), lastEventId: `e-${++told}` }));

interface Sent { operationName: string; variables: Record<string, unknown>; event: string | undefined }
let sent: Sent[];
const respond = { Order: () => ({ salesOrder: { __typename: "SalesOrder", number: "SO-1", status: `v${sent.length}` } }), Orders: (after: unknown) => ({ salesOrders: { __typename: "SalesOrderConnection", nodes: [{ __typename: "SalesOrder", number: after ? "SO-2" : "SO-1", status: `v${sent.length}` }], pageInfo: { __typename: "PageInfo", hasNextPage: !after, endCursor: "c1" } } }) };
const invented = (async (_url: unknown, init?: RequestInit) => {
  const body = JSON.parse(String(init?.body)) as Omit<Sent, "event">;
  sent.push({ operationName: body.operationName, variables: body.variables, event: ((init?.headers ?? {}) as Record<string, string>)["x-homefield-event"] });
  const data = respond[body.operationName as keyof typeof respond](body.variables["after"]);
  return new Response(JSON.stringify({ data }), { headers: { "content-type": "application/json" } });
}) as typeof fetch;

interface OrderRow { number: string; status: string }
const Order: TypedDocumentNode<{ salesOrder: OrderRow }> = gql`query Order { salesOrder(number: "SO-1") { number status } }`;
const Orders: TypedDocumentNode<{ salesOrders: { nodes: OrderRow[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }, { after?: string }> = gql`query Orders($after: String) { salesOrders(after: $after) { nodes { number status } pageInfo { hasNextPage endCursor } } }`;
function OrderView() {
  return <p>{useQuery(Order).data?.salesOrder.status}</p>;
}
function OrderList() {
  const pages = usePages(useQuery(Orders), "salesOrders");
  return <><button onClick={pages.more}>more</button><p>{pages.rows?.map((row) => `${row.number} ${row.status}`).join(", ")}</p></>;
}
let client: ReturnType<typeof createClient>;
let stop: () => void;
let visibility: DocumentVisibilityState;
const settle = (ms = 150) => act(async () => void (await new Promise((resolve) => setTimeout(resolve, ms))));
const look = (state: DocumentVisibilityState): void => act(() => {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
});

beforeEach(() => {
  sent = [];
  visibility = "visible";
  FakeStream.opened = [];
  vi.stubGlobal("EventSource", FakeStream);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  client = createClient({ app: "erp", keys: { SalesOrder: "number" }, fetch: invented });
  stop = keepScreensTrue(client);
});
afterEach(() => {
  stop();
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const show = async (view: React.ReactElement) => {
  render(<ApolloProvider client={client}>{view}</ApolloProvider>);
  await settle(30);
};

describe("an open screen", () => {
  it("asks again when what it shows has changed, says why, and shows the new answer", async () => {
    await show(<OrderView />);
    tell({ type: "SalesOrder", number: "SO-7" });
    await settle();
    expect(sent).toHaveLength(1);
    tell({ type: "SalesOrder", number: "SO-1" });
    await settle();
    expect(sent.map(({ event }) => event)).toEqual([undefined, `e-${told}`]);
    expect(screen.getByText("v2")).toBeTruthy();
  });
  it("asks once for many events, and not more than once a second", async () => {
    await show(<OrderView />);
    for (let i = 0; i < 20; i++) tell({ type: "SalesOrder", number: "SO-1" });
    await settle();
    expect(sent).toHaveLength(2);
    tell({ type: "SalesOrder", number: "SO-1" });
    await settle(300);
    expect(sent).toHaveLength(2);
    await settle(1_000);
    expect(sent).toHaveLength(3);
  });
  it("holds no connection while nobody looks at it, and goes on from what it heard last", async () => {
    await show(<OrderView />);
    tell({ type: "SalesOrder", number: "SO-1" });
    look("hidden");
    expect(FakeStream.opened.map(({ readyState }) => readyState)).toEqual([FakeStream.CLOSED]);
    look("visible");
    expect(FakeStream.opened.map(({ url }) => url).at(-1)).toBe(`/events?after=e-${told}`);
    tell({ type: "SalesOrder", number: "SO-1" });
    await settle();
    expect(sent).toHaveLength(2);
  });
  it("asks again when it may have missed anything", async () => {
    await show(<OrderView />);
    tell({ type: "Everything", source: "erp" });
    await settle(1_800);
    expect(sent).toHaveLength(2);
  });
  it("keeps the pages its reader has gone on to, and exchanges them at once", async () => {
    await show(<OrderList />);
    act(() => screen.getByText("more").click());
    await settle();
    expect(screen.getByText("SO-1 v1, SO-2 v2")).toBeTruthy();
    tell({ type: "SalesOrder", number: "SO-2" });
    await settle(300);
    expect(sent.slice(2)).toEqual([{ operationName: "Orders", variables: {}, event: `e-${told}` }, { operationName: "Orders", variables: { after: "c1" }, event: `e-${told}` }]);
    expect(screen.getByText("SO-1 v3, SO-2 v4")).toBeTruthy();
  });
  it("hears nothing more once it is closed", async () => {
    await show(<OrderView />);
    stop();
    expect(FakeStream.opened.at(-1)!.readyState).toBe(FakeStream.CLOSED);
  });
});
