// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { useState, type FunctionComponent } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FilterBar } from "./filter/FilterBar.tsx";
import { useListState, type ListSpec } from "./filter/list-state.ts";
import { plainSearch } from "./shell/start.tsx";
import { column, type Column } from "./table/columns.tsx";
import type { Pages } from "./table/pages.ts";
import { TableTools } from "./table/TableTools.tsx";
import { MOST_EXPORTED } from "./table/use-export.ts";
import { forgetViews } from "./views/saved-views.ts";

interface Row {
  id: string;
  name: string;
  open: string;
}

const COLUMNS: Column<Row>[] = [
  column.name<Row>({ id: "name", head: "Name", of: (row) => row.name }),
  column.text<Row>({ id: "a", head: "A", of: (row) => row.id }),
  column.text<Row>({ id: "b", head: "B", of: (row) => row.id }),
  column.money<Row>({ id: "open", head: "Open", owner: "erp", of: (row) => ({ amount: row.open, currency: "EUR" }) }),
];
const SPEC: ListSpec = {
  fields: [
    { id: "stage", label: "Stage", owner: "crm", kind: "enum", options: [{ value: "C", label: "Customer" }, { value: "P", label: "Prospect" }] },
    { id: "held", label: "On hold", owner: "erp", kind: "boolean" },
  ],
};

let asked: { path: string; method: string; body?: Record<string, unknown> }[] = [];
let answers: ((path: string, method: string, body?: Record<string, unknown>) => unknown)[] = [];
let files: string[] = [];
const view = (over: object = {}) => ({ id: "v1", side: "crm", screen: "/people", label: "Late", search: "?filter=held.is.yes", sharedWith: null, own: true, makerName: "Ada", ...over });

beforeEach(() => {
  window.matchMedia ??= (() => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })) as unknown as typeof window.matchMedia;
  asked = [];
  files = [];
  forgetViews();
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : undefined;
    asked.push({ path, method: init.method ?? "GET", body });
    const answer = answers.shift()?.(path, init.method ?? "GET", body) ?? { views: [], teams: ["NORDIC"] };
    if (answer instanceof Response) return answer;
    return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
  });
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    void (blob as Blob).text().then((text) => files.push(text));
    return "blob:x";
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function show(Screen: FunctionComponent, at = "/crm/people") {
  const root = createRootRoute();
  const people = createRoute({ getParentRoute: () => root, path: "/people", component: Screen });
  const router = createRouter({ routeTree: root.addChildren([people]), basepath: "/crm", history: createMemoryHistory({ initialEntries: [at] }), ...plainSearch });
  await act(async () => void render(<MantineProvider env="test"><RouterProvider router={router as never} /></MantineProvider>));
  return () => (router.state.location.search as Record<string, string>);
}
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 20))));
const click = async (name: string | RegExp, role = "button") => {
  fireEvent.click(await screen.findByRole(role, { name }));
  await settle();
};

describe("the filter builder", () => {
  const Screen = () => <FilterBar list={useListState(SPEC)} />;

  it("makes alternatives of conditions, by keyboard, and the address carries them", async () => {
    const search = await show(Screen);
    fireEvent.keyDown(document.body, { key: "f" });
    await click("On hold", "menuitem");
    await click("Apply");
    expect(search().filter).toBe("held.is.yes");
    await click(/On hold is yes/);
    await click("Or\u2026");
    expect(search().filter).toBe("any(held.is.yes)");
    await click("Stage", "menuitem");
    fireEvent.click(await screen.findByRole("radio", { name: "Customer" }));
    await click("Apply");
    expect(search().filter).toBe("any(held.is.yes~stage.is.C)");
    await click("any of: change");
    await click("none of", "menuitem");
    expect(search().filter).toBe("none(held.is.yes~stage.is.C)");
    fireEvent.keyDown(screen.getByRole("button", { name: /Stage is Customer/ }), { key: "Delete" });
    await settle();
    expect(search().filter).toBe("none(held.is.yes)");
    await click("Remove the group: none of these");
    expect(search().filter).toBeUndefined();
  });

  it("says whose each field is, and that conditions it cannot use were left out", async () => {
    await show(Screen, "/crm/people?filter=stage.is.C~salary.over.1");
    expect(screen.getByRole("status").textContent).toContain("1 condition of this address is not for your role");
    await click("Filter");
    const menu = screen.getByRole("menu");
    expect(within(menu).getByText("CRM")).toBeTruthy();
    expect(within(menu).getByText("ERP")).toBeTruthy();
  });
});

describe("saved views", () => {
  const Screen = () => <TableTools columns={COLUMNS} list={useListState(SPEC)} rows={[]} file="people" />;

  it("keep what is shown, for a team, and open as it was", async () => {
    answers = [() => ({ views: [view(), view({ id: "v2", label: "South", own: false, makerName: "Bo", sharedWith: "*", search: "?sort=NAME" }), view({ id: "v3", screen: "/else", label: "Elsewhere" })], teams: ["NORDIC"] })];
    const search = await show(Screen, "/crm/people?filter=stage.is.C");
    await click("Views");
    expect(screen.queryByText("Elsewhere")).toBeNull();
    expect(screen.getByText("by Bo")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Delete the view South" })).toBeNull();
    fireEvent.change(screen.getByLabelText("Name of the view"), { target: { value: " Clients " } });
    fireEvent.change(screen.getByLabelText("Who sees it"), { target: { value: "NORDIC" } });
    answers = [(_path, _method, body) => view({ id: "v4", ...body })];
    await click("Keep");
    expect(asked.at(-1)).toEqual({ path: "/views", method: "POST", body: { side: "crm", screen: "/people", label: "Clients", search: "?filter=stage.is.C", sharedWith: "NORDIC" } });
    expect(await screen.findByText("team NORDIC")).toBeTruthy();
    await click("Late", "link");
    expect(search()).toEqual({ filter: "held.is.yes" });
  });

  it("take the place of one's own of that name, go when deleted, and say why not", async () => {
    answers = [() => ({ views: [view()], teams: [] })];
    await show(Screen);
    await click("Views");
    fireEvent.change(screen.getByLabelText("Name of the view"), { target: { value: "Late" } });
    answers = [() => new Response(JSON.stringify({ code: "X", message: "Not today." }), { status: 409 })];
    await click("Replace");
    expect(asked.at(-1)).toMatchObject({ path: "/views/v1", method: "PUT" });
    expect(screen.getByRole("alert").textContent).toBe("Not today.");
    answers = [() => ({ deleted: true })];
    await click("Delete the view Late");
    expect(asked.at(-1)).toMatchObject({ path: "/views/v1", method: "DELETE" });
    expect(screen.queryByText("Late")).toBeNull();
  });

  it("are said not to answer when they do not", async () => {
    answers = [() => new Response("{}", { status: 503 })];
    await show(Screen);
    await click("Views");
    expect(screen.getByText(/Saved views are not answering/)).toBeTruthy();
    answers = [() => ({ views: [view()], teams: [] })];
    await click("Retry");
    expect(screen.getByText("Late")).toBeTruthy();
  });
});

describe("columns", () => {
  it("are chosen and moved by keyboard, and the address keeps their order", async () => {
    const search = await show(() => <TableTools columns={COLUMNS} list={useListState(SPEC)} rows={[]} file="people" />);
    await click("Display");
    fireEvent.keyDown(screen.getByRole("checkbox", { name: "B" }), { key: "ArrowUp", altKey: true });
    await settle();
    expect(search().columns).toBe("b,a,open");
    fireEvent.click(screen.getByRole("checkbox", { name: "A" }));
    await settle();
    expect(search().columns).toBe("b,open");
    await click("The usual columns");
    expect(search().columns).toBeUndefined();
  });
});

describe("the export", () => {
  const rows = (from: number, to: number): Row[] => Array.from({ length: to - from }, (_, at) => ({ id: String(from + at), name: from + at === 0 ? "=cmd()" : `P${from + at}`, open: "-5.00" }));
  const hands: { fail?: boolean; of?: number } = {};

  function Screen() {
    const of = hands.of ?? 5;
    const [loaded, setLoaded] = useState(2);
    const [failed, setFailed] = useState(false);
    const pages: Pages<Row> = {
      rows: rows(0, Math.min(loaded, of)), hasMore: loaded < of, loadingMore: false, failed, totalCount: of,
      more: () => (hands.fail ? setFailed(true) : setLoaded((now) => now + 2)),
    };
    return <TableTools columns={COLUMNS} pages={pages} file="people" />;
  }
  const run = async () => {
    await show(Screen);
    await click("Display");
    await click(/^Export all/);
  };

  it("writes every page, no formulas, and figures as figures", async () => {
    hands.fail = false;
    await run();
    await waitFor(() => expect(files).toHaveLength(1));
    expect(files[0]?.replace("\uFEFF", "").split("\r\n")).toEqual(["Name,A,B,Open (ERP)", "'=cmd(),0,0,-5.00", "P1,1,1,-5.00", "P2,2,2,-5.00", "P3,3,3,-5.00", "P4,4,4,-5.00", ""]);
  });

  it("writes nothing when a page fails, and says how far it came", async () => {
    hands.fail = true;
    await run();
    expect((await screen.findByRole("alert")).textContent).toContain("stopped after 2 rows");
    expect(files).toEqual([]);
    hands.fail = false;
  });

  it("refuses more rows than a file takes, before it fetches any", async () => {
    hands.of = MOST_EXPORTED + 1;
    await run();
    expect((await screen.findByRole("alert")).textContent).toContain("10,001 rows are more than a file takes (10,000)");
    expect(files).toEqual([]);
    hands.of = undefined;
  });
});
