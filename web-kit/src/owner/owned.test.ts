import { parse } from "graphql";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { questionKey, readError, type Answer } from "./answers.ts";
import { covers, ownedState, standsAt, type OwnedQuestion } from "./owned.ts";
import { applyStatus, forgetSources, onSourceReturn, readSources, reportSource } from "./sources.ts";

const answered = (over: Partial<Answer> = {}): Answer => ({ receivedAt: "2026-11-18T13:02:00Z", asOf: { erp: "2026-11-18T13:02:01Z" }, errors: [], ...over });
const question = (over: Partial<OwnedQuestion> = {}): OwnedQuestion => ({
  path: "account.customer.invoices", owner: "erp", data: { account: { customer: { invoices: { nodes: [] } } } }, loading: false, answer: answered(), source: { state: "answering" }, ...over,
});
const silentAt = (path: (string | number)[]) => readError({ message: "", path, extensions: { code: "SOURCE_UNAVAILABLE", source: "erp", since: "2026-11-18T13:00:00Z" } });
const deniedAt = (path: (string | number)[]) => readError({ message: "", path, extensions: { code: "FORBIDDEN", permission: "invoice:read" } });

describe("what a panel may show", () => {
  it("is ready with the moment its owner answered", () => {
    expect(ownedState(question())).toMatchObject({ state: "ready", asOf: "2026-11-18T13:02:01Z" });
  });
  it("waits only while nothing is there", () => {
    expect(ownedState(question({ data: undefined, loading: true, answer: undefined }))).toMatchObject({ state: "loading" });
    expect(ownedState(question({ loading: true }))).toMatchObject({ state: "ready", asking: true });
  });
  it("is silent when its owner, or anything above it, is", () => {
    const data = { account: { customer: null } };
    expect(ownedState(question({ data, answer: answered({ errors: [silentAt(["account", "customer"])] }) }))).toMatchObject({ state: "silent", since: "2026-11-18T13:00:00Z" });
    expect(ownedState(question({ path: "list.nodes.customer", data: { list: { nodes: [{ customer: null }] } }, answer: answered({ errors: [silentAt(["list", "nodes", 3, "customer"])] }) }))).toMatchObject({ state: "silent" });
  });
  it("is silent when its owner is behind the pointer, though the pointer stands", () => {
    const data = { list: { nodes: [{ customer: { number: "C-1", openBalance: null } }, { customer: null }] } };
    const errors = [silentAt(["list", "nodes", 0, "customer", "openBalance"])];
    expect(ownedState(question({ path: "list.nodes.customer", data, answer: answered({ errors }) }))).toMatchObject({ state: "silent", owner: "erp" });
    expect(ownedState(question({ path: "list.nodes", owner: "crm", data, answer: answered({ errors }) }))).toMatchObject({ state: "ready" });
  });
  it("is not touched by an error beside it, or by a right missing below it", () => {
    expect(ownedState(question({ answer: answered({ errors: [silentAt(["account", "customer", "shipments"]), deniedAt(["account", "customer", "invoices", "nodes", 0, "openAmount"])] }) }))).toMatchObject({ state: "ready" });
    expect(ownedState(question({ path: "account.customerNumber", answer: answered({ errors: [silentAt(["account", "customer"])] }), data: { account: { customerNumber: "C-1" } } }))).toMatchObject({ state: "ready" });
  });
  it("is denied with the permission that is missing, before anything else", () => {
    const errors = [silentAt(["account", "customer"]), deniedAt(["account", "customer", "invoices"])];
    expect(ownedState(question({ answer: answered({ errors }) }))).toMatchObject({ state: "denied", permission: "invoice:read" });
  });
  it("takes a blank for silence, not for emptiness, while its owner is known to be silent", () => {
    const data = { account: { customer: null } };
    expect(ownedState(question({ data, source: { state: "silent", since: "x" } }))).toMatchObject({ state: "silent", since: "x" });
    expect(ownedState(question({ data }))).toMatchObject({ state: "ready" });
  });
  it("fails when the whole request did", () => {
    expect(ownedState(question({ data: undefined, answer: undefined, failure: { code: "UNREACHABLE", requestId: "r1" } }))).toMatchObject({ state: "failed", requestId: "r1" });
  });
});

describe("paths", () => {
  it("cover what lies below them, by whole steps", () => {
    expect([covers("a.b", "a.b.c"), covers("a.b", "a.b"), covers("a.b", "a.bc"), covers("a.b.c", "a.b"), covers("", "a")]).toEqual([true, true, false, false, true]);
  });
  it("enter lists", () => {
    expect(standsAt({ a: [{ b: null }, { b: 1 }] }, "a.b")).toBe(true);
    expect(standsAt({ a: [{ b: null }] }, "a.b")).toBe(false);
    expect(standsAt({ a: [] }, "a.b")).toBe(true);
  });
});

describe("questions", () => {
  const document = parse("query Accounts($a: Int) { accounts { id } }");
  it("are the same whatever the order of variables, and for every page of a list", () => {
    expect(questionKey(document, { a: 1, b: { d: 1, c: [2] } })).toBe(questionKey(document, { b: { c: [2], d: 1 }, a: 1, after: "xyz", none: undefined }));
    expect(questionKey(document, { a: 1 })).not.toBe(questionKey(document, { a: 2 }));
  });
});

describe("sources", () => {
  beforeEach(() => forgetSources());
  it("keep since when they are silent, and tell when they are back", () => {
    const back = vi.fn<(owner: string) => void>();
    const stop = onSourceReturn(back);
    reportSource("erp", { silent: true, since: "2026-11-18T13:00:00Z" });
    reportSource("erp", { silent: true });
    expect(readSources().erp).toMatchObject({ state: "silent", since: "2026-11-18T13:00:00Z" });
    expect(back).not.toHaveBeenCalled();
    applyStatus({ sources: { crm: { state: "answering" }, erp: { state: "answering" } } });
    expect(back.mock.calls).toEqual([["erp"]]);
    stop();
  });
  it("learn nothing from a source that was not asked", () => {
    applyStatus({ sources: { crm: { state: "answering" }, erp: { state: "not-asked" } } });
    expect(readSources().erp.state).toBe("unknown");
  });
});
