// @vitest-environment happy-dom
import { gql } from "@apollo/client";
import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pretendSession } from "../client/session.ts";
import { column, type Column } from "../table/columns.tsx";
import { DataTable } from "../table/DataTable.tsx";
import { answeredAt, forgetAnswerTimes, noteAnswer } from "./answered.ts";
import { factOf, factsIn, factsReadBy, setEntityKeys } from "./facts.ts";
import { forgetProvenance } from "./field-provenance.ts";
import { ProvenanceCard } from "./ProvenanceCard.tsx";

const account = {
  __typename: "Account", id: "7", phone: "+45 1", tags: ["a"],
  meetingAddress: { __typename: "MeetingAddress", city: "Aarhus" },
  customer: { __typename: "Customer", number: "C-1", owed: { __typename: "Money", amount: "5.00", currency: "DKK" } },
};

beforeEach(() => {
  window.matchMedia ??= (() => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })) as unknown as typeof window.matchMedia;
  setEntityKeys({ Customer: "number" });
  forgetAnswerTimes();
  forgetProvenance();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("facts", () => {
  it("take their type from the answer, and what has no home of its own names what holds it", () => {
    expect(factsIn(factOf([account, "phone"], [account, "customer", "owed", "amount"], [account, "phone", "length"], [undefined, "x"], [Math, "max"]) ?? "")).toEqual([
      { names: ["Account.phone"], entity: "Account:7" },
      { names: ["Money.amount", "Customer.owed", "Account.customer"], entity: "Customer:C-1" },
    ]);
    expect(factOf([null, "x"], [{}, "x"])).toBeUndefined();
  });
  it("are read off a column by running it", () => {
    const read = (of: (row: typeof account) => unknown) => factsReadBy(of as never, account).map((fact) => `${fact.names[0]} of ${fact.entity}`);
    expect(read((row) => row.customer.owed)).toEqual(["Customer.owed of Customer:C-1"]);
    expect(read((row) => `${row.phone} ${row.meetingAddress.city}`)).toEqual(["Account.phone of Account:7", "MeetingAddress.city of Account:7"]);
    expect(read((row) => row.tags.map((tag) => tag.toUpperCase()).join())).toEqual(["Account.tags of Account:7"]);
    expect(read(() => { throw new Error("no such row"); })).toEqual([]);
  });
  it("know when they were answered, each object for itself", () => {
    const document = gql`query A { account { phone } }`;
    noteAnswer(document, { account }, { receivedAt: "2026-11-22T10:00:00Z", asOf: { erp: "2026-11-22T09:59:59Z" } });
    noteAnswer(document, { account: { ...account, id: "8" } }, { receivedAt: "2026-11-22T11:00:00Z", asOf: {} });
    const [phone, city] = factsReadBy(((row: typeof account) => [row.phone, row.meetingAddress.city]) as never, account);
    expect(phone && answeredAt(phone, "Account.phone")?.receivedAt).toBe("2026-11-22T10:00:00Z");
    expect(city && answeredAt(city, "MeetingAddress.city")?.receivedAt).toBe("2026-11-22T10:00:00Z");
  });
});

describe("the card", () => {
  const told = (over: object) => ({ owner: "crm", permissions: [[["account:read"]]], personalData: "NONE", purpose: null, description: null, ...over });
  const provenance = {
    Account: { phone: told({ personalData: "CONTACT", purpose: "Sales", description: "Main telephone number." }), name: told({}) },
    Customer: { owed: told({ owner: "erp", permissions: [[["customer:read"]], [["customer-balance:read"]]], personalData: "FINANCIAL" }) },
  };
  const COLUMNS: Column<typeof account>[] = [
    column.text({ id: "phone", head: "Telephone", of: (row) => row.phone, pin: true }),
    column.money({ id: "owed", head: "Owed", owner: "erp", of: (row) => row.customer.owed }),
  ];
  async function show() {
    vi.stubGlobal("fetch", async () => new Response(JSON.stringify(provenance)));
    Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
    pretendSession({ state: "in", me: { id: "1", name: "Ada", email: "a@x", roles: [], permissions: ["account:read", "customer:read"] } });
    // Under another name in the answer than in the graph.
    noteAnswer(gql`query A { account { telephone: phone customer { owed { amount } } } }`, { account }, { receivedAt: "2026-11-22T10:00:00Z", asOf: { erp: "2026-11-22T09:59:00Z" } });
    render(
      <MantineProvider env="test">
        <main>
          <b data-fact={factOf([{ __typename: "Account", id: "7", telephone: "+45 1" }, "telephone"])}>+45 1</b>
          <DataTable label="Accounts" rows={[account]} rowKey={(row) => row.id} columns={COLUMNS} />
        </main>
        <ProvenanceCard />
      </MantineProvider>,
    );
  }
  const text = async () => {
    await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 10))));
    return document.querySelector(".toldcard")?.textContent ?? "";
  };
  const press = (key: string) => fireEvent.keyDown(document.body, { key });

  it("tells on I whose a fact is, who may see it and what it says, and leads on from fact to fact", async () => {
    await show();
    press("i");
    expect(await text()).toMatch(/Owned by CRMAccount\.phone.*Main telephone number\..*Needsaccount:readPersonalHow to reach somebody, for sales/);
    press("ArrowRight");
    expect(await text()).toContain("Account.phone");
    press("ArrowRight");
    expect(await text()).toMatch(/Owned by ERPCustomer\.owed.*As of\d+ Nov( 2026)?, \d\d:\d\dNeedscustomer:read and customer-balance:read, which your role lacksPersonalWhat somebody owes/);
    press("Escape");
    expect(await text()).toBe("");
  });
  it("tells of a head and of a cell under the pointer, at once with Alt", async () => {
    await show();
    fireEvent.pointerOver(screen.getByRole("button", { name: "Owed" }), { altKey: true });
    expect(await text()).toContain("Customer.owed");
    fireEvent.pointerOver(screen.getAllByText("+45 1")[1] as Element, { altKey: true });
    expect(await text()).toContain("Account.phone");
    // Once shown, the keys can lead on from it; the pointer does not take it away then.
    press("i");
    fireEvent.pointerOver(document.body);
    expect(await text()).toContain("Account.phone");
    press("ArrowRight");
    expect(await text()).toContain("Customer.owed");
    press("i");
    expect(await text()).toBe("");
    fireEvent.pointerOver(screen.getByRole("button", { name: "Owed" }), { altKey: true });
    fireEvent.pointerOver(document.body);
    expect(await text()).toBe("");
  });
  it("says so when it cannot be told, and asks again next time", async () => {
    await show();
    vi.stubGlobal("fetch", async () => new Response("{}", { status: 503 }));
    press("i");
    expect(await text()).toContain("cannot be told");
    press("i");
    vi.stubGlobal("fetch", async () => new Response(JSON.stringify(provenance)));
    press("i");
    expect(await text()).toContain("Account.phone");
  });
});
