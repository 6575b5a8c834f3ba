import { describe, expect, it } from "vitest";
import { column, type Column } from "./columns.tsx";
import { tableCsv } from "./export.ts";
import { joinPages } from "./connections.ts";
import { bandsOf, fitFigures, nextSort, orderRows, pinOffsets, rangeOf, startsBand, visibleColumns, writtenLength } from "./table-model.ts";

interface Row {
  id: string;
  name: string | null;
  open: string | null;
}

const columns: Column<Row>[] = [
  column.name<Row>({ id: "name", head: "Name", of: (row) => row.name ?? "", width: 200 }),
  column.text<Row>({ id: "note", head: "Note", of: (row) => row.id, width: 100, rank: 3 }),
  column.text<Row>({ id: "city", head: "City", of: (row) => row.id, width: 100 }),
  column.text<Row>({ id: "more", head: "More", of: (row) => row.id, width: 100, hidden: true }),
  column.money<Row>({ id: "open", head: "Open", owner: "erp", of: (row) => (row.open === null ? null : { amount: row.open, currency: "EUR" }), width: 100 }),
  column.text<Row>({ id: "hold", head: "Hold", owner: "erp", of: () => "=no", width: 100, rank: 3 }),
];
const ids = (shown: readonly Column<Row>[]) => shown.map((one) => one.id);

describe("columns", () => {
  it("leave by rank, from the right, and money and names stay", () => {
    expect(ids(visibleColumns(columns, undefined, 600))).toEqual(["name", "note", "city", "open", "hold"]);
    expect(ids(visibleColumns(columns, undefined, 500))).toEqual(["name", "note", "city", "open"]);
    expect(ids(visibleColumns(columns, undefined, 400))).toEqual(["name", "city", "open"]);
    expect(ids(visibleColumns(columns, undefined, 10))).toEqual(["name", "open"]);
  });
  it("are those chosen, with the pinned one and each owner together", () => {
    expect(ids(visibleColumns(columns, ["hold", "more", "open", "gone"], 10))).toEqual(["name", "more", "hold", "open"]);
  });
  it("grow to their longest figure, so that none is cut", () => {
    const rows = [{ id: "1", name: "", open: "-123456789012.5" }];
    expect(writtenLength("-123456789012.5")).toBe("−123,456,789,012.50".length);
    expect(fitFigures(columns, rows).find((one) => one.id === "open")?.width).toBeGreaterThan(150);
    expect(fitFigures(columns, [])).toBe(columns);
    const dated = [column.date<Row>({ id: "due", head: "Due", of: (row) => row.name, width: 84 })];
    expect(fitFigures(dated, [{ id: "1", name: `${new Date().getFullYear()}-05-09`, open: null }])[0]?.width).toBe(84);
    expect(fitFigures(dated, [{ id: "1", name: "2019-05-19", open: null }])[0]?.width).toBeGreaterThan(100);
    const timed = [column.moment<Row>({ id: "at", head: "At", of: (row) => row.name })];
    expect(fitFigures(timed, [{ id: "1", name: `${new Date().getFullYear()}-05-09T14:02:00Z`, open: null }])[0]?.width).toBe(fitFigures(timed, [])[0]?.width);
    expect(fitFigures(timed, [{ id: "1", name: "2019-05-19T14:02:00Z", open: null }])[0]?.width).toBeGreaterThan(140);
  });
  it("stand in bands by owner, and pin at growing distances", () => {
    const shown = visibleColumns(columns, undefined, undefined);
    expect(bandsOf(shown).map((band) => [band.owner, band.span])).toEqual([[undefined, 3], ["erp", 2]]);
    expect(shown.map((_, at) => startsBand(shown, at, "crm"))).toEqual([false, false, false, true, false]);
    expect(shown.map((_, at) => startsBand(shown, at, "erp"))).toEqual([false, false, false, false, false]);
    expect(pinOffsets(shown, true).get("name")).toEqual({ start: 40, edge: true });
  });
});

describe("order", () => {
  const rows: Row[] = [{ id: "a", name: "10", open: "9.5" }, { id: "b", name: "9", open: null }, { id: "c", name: null, open: "-100" }, { id: "d", name: "Åse", open: "10" }];
  it("compares figures as figures, and what has none comes last either way", () => {
    const open = columns.find((one) => one.id === "open");
    expect(orderRows(rows, open, "asc").map((row) => row.id)).toEqual(["c", "a", "d", "b"]);
    expect(orderRows(rows, open, "desc").map((row) => row.id)).toEqual(["d", "a", "c", "b"]);
  });
  it("turns round when a head is pressed again, figures first from the top", () => {
    const open = columns.find((one) => one.id === "open") as Column<Row>;
    expect(nextSort(open, undefined)).toEqual({ field: "open", direction: "desc" });
    expect(nextSort(open, { field: "open", direction: "desc" })).toEqual({ field: "open", direction: "asc" });
  });
});

describe("selection", () => {
  it("takes all between the last one and this, in either direction", () => {
    expect(rangeOf(["a", "b", "c", "d"], "d", "b")).toEqual(["b", "c", "d"]);
    expect(rangeOf(["a", "b"], undefined, "b")).toEqual(["b"]);
    expect(rangeOf(["a", "b"], "gone", "b")).toEqual(["b"]);
    expect(rangeOf(["a", "b"], "a", "gone")).toEqual([]);
  });
});

describe("export", () => {
  it("names the owner of borrowed columns and writes none that is silent", () => {
    const shown = visibleColumns(columns, undefined, undefined);
    const rows: Row[] = [{ id: "1", name: "@Brightwater", open: "-5.00" }];
    expect(tableCsv(shown, rows)).toBe("\uFEFFName,Note,City,Open (ERP),Hold (ERP)\r\n'@Brightwater,1,1,-5.00,'=no\r\n");
    expect(tableCsv(shown, rows, { erp: { state: "silent", owner: "erp", asking: false, retry: () => undefined } })).toBe("\uFEFFName,Note,City\r\n'@Brightwater,1,1\r\n");
  });
});

describe("pages", () => {
  it("join without showing a row twice that moved meanwhile", () => {
    const joined = joinPages(
      { nodes: [{ __typename: "A", id: "1" }, { __typename: "A", id: "2" }], pageInfo: { hasNextPage: true, endCursor: "x" }, totalCount: 3 },
      { nodes: [{ __typename: "A", id: "2" }, { __typename: "A", id: "3" }], pageInfo: { hasNextPage: false } },
    );
    expect(joined).toEqual({ nodes: [{ __typename: "A", id: "1" }, { __typename: "A", id: "2" }, { __typename: "A", id: "3" }], pageInfo: { hasNextPage: false }, totalCount: 3 });
  });
});
