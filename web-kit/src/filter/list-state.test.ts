import { describe, expect, it } from "vitest";
import { readFilters, writeFilters } from "./filter-address.ts";
import { clausesOf, filterInput, whyNotUsable, type FilterClause, type FilterField, type FilterNode } from "./filters.ts";
import { readList, writeList, type ListSpec } from "./list-state.ts";

const fields: FilterField[] = [
  { id: "name", label: "Name", owner: "crm", kind: "text" },
  { id: "stage", label: "Stage", owner: "crm", kind: "enum", options: [{ value: "A", label: "A" }, { value: "B", label: "B" }] },
  { id: "overdue", label: "Overdue", owner: "erp", kind: "money", at: "overdueBalance" },
  { id: "orders", label: "Orders", owner: "erp", kind: "number" },
  { id: "touch", label: "Last touch", owner: "crm", kind: "date" },
  { id: "held", label: "Held", owner: "erp", kind: "boolean", at: "customer.isOnHold" },
  { id: "keeper", label: "Keeper", owner: "crm", kind: "person" },
];

const clause = (field: string, op: FilterClause["op"], ...values: string[]): FilterClause => ({ field, op, values });

describe("filters in the address", () => {
  it("comes back as it went, whatever signs the values hold", () => {
    const clauses = [clause("name", "has", "A.B ~ C! & ü 上 %2E"), clause("stage", "any", "A", "B"), clause("touch", "empty"), clause("overdue", "over", "10000.50")];
    expect(readFilters(writeFilters(clauses), fields)).toEqual({ nodes: clauses, unread: 0 });
  });
  it("leaves out what names no field, an unfit operator or a value that makes no sense", () => {
    expect(readFilters("nope.is.1~overdue.has.1~overdue.over.many~touch.from.someday~held.is.maybe~stage.is.A~~.", fields)).toEqual({ nodes: [clause("stage", "is", "A")], unread: 6 });
  });
  it("carries groups within groups, and values that look like their signs", () => {
    const nodes: FilterNode[] = [
      clause("stage", "is", "A"),
      { join: "any", parts: [clause("overdue", "over", "0"), { join: "none", parts: [clause("name", "has", "any(x~y)"), { join: "all", parts: [clause("held", "is", "yes")] }] }] },
    ];
    const text = writeFilters(nodes) ?? "";
    expect(text).toBe("stage.is.A~any(overdue.over.0~none(name.has.any!ox!ty!c~all(held.is.yes)))");
    expect(readFilters(text, fields)).toEqual({ nodes, unread: 0 });
    expect(clausesOf(nodes).map((one) => one.field)).toEqual(["stage", "overdue", "name", "held"]);
  });
  it("reads broken words as far as they make sense, whatever they are", () => {
    expect(readFilters("any(stage.is.A", fields).nodes).toEqual([{ join: "any", parts: [clause("stage", "is", "A")] }]);
    expect(readFilters("stage.is.A)~stage.is.B", fields).nodes).toEqual([clause("stage", "is", "A"), clause("stage", "is", "B")]);
    expect(readFilters("some(stage.is.A)~any()~any(any(nope.is.1))", fields)).toEqual({ nodes: [], unread: 1 });
    expect(readFilters(`${"any(".repeat(5_000)}stage.is.A`, fields).nodes).toEqual([]);
    expect(readFilters("!", fields).nodes).toEqual([]);
  });
  it("says why a clause cannot be used yet", () => {
    expect(whyNotUsable(clause("overdue", "over"), fields[2] as FilterField)).toBe("Give a value.");
    expect(whyNotUsable(clause("overdue", "over", "12,5"), fields[2] as FilterField)).toContain("figure");
    expect(whyNotUsable(clause("touch", "empty"), fields[4] as FilterField)).toBeUndefined();
  });
});

describe("filters as the graph's input", () => {
  it("writes comparators by kind and keeps owners apart", () => {
    const clauses = [
      clause("name", "has", "bright"), clause("stage", "is", "A"), clause("stage", "not", "A", "B"), clause("overdue", "over", "0.00"), clause("orders", "atLeast", "1"),
      clause("touch", "before", "2026-09-01"), clause("held", "is", "yes"), clause("keeper", "empty"),
    ];
    expect(filterInput(clauses, fields, "crm")).toEqual({
      and: [
        { name: { contains: "bright" } }, { stage: { equals: "A" } }, { not: { stage: { in: ["A", "B"] } } }, { touch: { lessThan: "2026-09-01" } }, { keeper: { isNull: true } },
      ],
    });
    expect(filterInput(clauses, fields, "erp")).toEqual({
      and: [{ overdueBalance: { greaterThan: "0.00" } }, { orders: { atLeast: 1 } }, { customer: { isOnHold: { equals: true } } }],
    });
  });
  it("nests groups, and leaves to an owner only groups it can answer alone", () => {
    const nodes: FilterNode[] = [
      { join: "any", parts: [clause("stage", "is", "A"), clause("overdue", "over", "0")] },
      { join: "none", parts: [clause("stage", "is", "B"), { join: "all", parts: [clause("name", "has", "x"), clause("keeper", "is", "1")] }] },
    ];
    const none = { not: { or: [{ stage: { equals: "B" } }, { and: [{ name: { contains: "x" } }, { keeper: { equals: "1" } }] }] } };
    expect(filterInput(nodes, fields)).toEqual({ and: [{ or: [{ stage: { equals: "A" } }, { overdueBalance: { greaterThan: "0" } }] }, none] });
    expect(filterInput(nodes, fields, "crm")).toEqual({ and: [none] });
    expect(filterInput(nodes, fields, "erp")).toBeUndefined();
  });
  it("is nothing without clauses of that owner", () => {
    expect(filterInput([clause("stage", "is", "A")], fields, "erp")).toBeUndefined();
  });
});

describe("a list in the address", () => {
  const spec: ListSpec = {
    fields,
    sort: { field: "NAME", direction: "asc" },
    views: [
      { id: "all", label: "All" },
      { id: "late", label: "Late", filters: [clause("overdue", "over", "0")], sort: { field: "OVERDUE", direction: "desc" } },
    ],
  };
  it("takes from the view what the address does not say", () => {
    expect(readList({}, spec)).toEqual({ view: "all", filters: [], unread: 0, sort: { field: "NAME", direction: "asc" }, columns: undefined, group: undefined, q: "" });
    expect(readList({ view: "late" }, spec)).toMatchObject({ view: "late", filters: [clause("overdue", "over", "0")], sort: { field: "OVERDUE", direction: "desc" } });
  });
  it("writes only what differs from the view, and remembers that a view's filters were dropped", () => {
    const late = readList({ view: "late" }, spec);
    expect(writeList(late, spec)).toEqual({ view: "late" });
    const bare = writeList({ ...late, filters: [] }, spec);
    expect(bare).toEqual({ view: "late", filter: "none" });
    expect(readList(bare, spec).filters).toEqual([]);
    expect(writeList({ ...late, sort: { field: "NAME", direction: "asc" }, columns: ["a", "b"], q: "x" }, spec)).toEqual({ view: "late", sort: "NAME", columns: "a,b", q: "x" });
  });
  it("knows what it is grouped by, of what it can be", () => {
    const grouped: ListSpec = { ...spec, groups: [{ id: "STAGE", label: "Stage", owner: "crm" }] };
    expect([readList({ group: "STAGE" }, grouped).group, readList({ group: "MOON" }, grouped).group]).toEqual(["STAGE", undefined]);
    expect(writeList({ ...readList({}, grouped), group: "STAGE" }, grouped)).toEqual({ group: "STAGE" });
  });
  it("asks for the value itself where the graph takes no comparator", () => {
    const bought: FilterField[] = [{ id: "bought", label: "Bought", owner: "erp", kind: "person", ops: ["is"], at: "customer.bought.itemNumber", bare: true }];
    expect(filterInput([clause("bought", "is", "FJ-1")], bought)).toEqual({ and: [{ customer: { bought: { itemNumber: "FJ-1" } } }] });
  });
  it("falls back to the first view for one it does not know", () => {
    expect(readList({ view: "gone", sort: "-TOUCH" }, spec)).toMatchObject({ view: "all", sort: { field: "TOUCH", direction: "desc" } });
  });
});
