import { describe, expect, it } from "vitest";
import { readAuditArguments, readAuditSearch } from "./read-audit-filter.ts";

describe("the filter of a read audit", () => {
  it("reads an address as somebody may have written it", () => {
    expect(readAuditSearch({ who: " user:1 ", what: "", key: 10451, from: "2026-11-01", until: "soon", view: "all" })).toEqual({ who: "user:1", key: "10451", from: "2026-11-01" });
    expect(readAuditSearch({ from: "2026-13-45", until: null })).toEqual({});
  });
  it("asks for a type, a field, or a field of a type", () => {
    expect(readAuditArguments({ what: "Customer" })).toEqual({ type: "Customer" });
    expect(readAuditArguments({ what: "Customer.openBalance" })).toEqual({ type: "Customer", field: "openBalance" });
    expect(readAuditArguments({ what: "openBalance" })).toEqual({ field: "openBalance" });
    expect(readAuditArguments({ what: "Customer." })).toEqual({ type: "Customer" });
  });
  it("takes the last day whole", () => {
    const { from, until } = readAuditArguments({ from: "2026-11-18", until: "2026-11-18" });
    expect(new Date(until!).getTime() - new Date(from!).getTime()).toBe(86_400_000);
    expect(new Date(from!).getHours()).toBe(0);
  });
  it("asks for nothing in particular without conditions", () => expect(readAuditArguments({})).toEqual({}));
});
