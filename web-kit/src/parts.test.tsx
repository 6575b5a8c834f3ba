// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { useState, type ReactNode } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Board } from "./board/Board.tsx";
import type { ActResult } from "./client/act.ts";
import { Form } from "./form/Form.tsx";
import { FigureField, TextField, useFields } from "./form/fields.tsx";
import { InlineEdit } from "./form/InlineEdit.tsx";
import { setFigureLocale } from "./format/money.ts";
import { useKeys } from "./keys/keys.tsx";
import type { Owned } from "./owner/owned.ts";
import { Panel, PanelGroup } from "./panel/Panel.tsx";
import { column, type Column } from "./table/columns.tsx";
import { DataTable } from "./table/DataTable.tsx";

beforeAll(() => {
  setFigureLocale("en-GB");
  window.matchMedia ??= (() => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })) as unknown as typeof window.matchMedia;
});
afterEach(cleanup);

const show = (inside: ReactNode) => render(<MantineProvider env="test">{inside}</MantineProvider>);
const press = (key: string, over: object = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...over });
const owned = (over: Partial<Owned> = {}): Owned => ({ state: "ready", owner: "erp", asking: false, retry: () => undefined, asOf: "2026-11-18T13:02:00Z", ...over });

interface Row {
  id: string;
  name: string;
  open: string;
}

const ROWS: Row[] = ["Ada", "Bo", "Cy", "Di"].map((name, at) => ({ id: name, name, open: String(at * 100) }));
const COLUMNS: Column<Row>[] = [
  column.text<Row>({ id: "name", head: "Name", of: (row) => row.name, rank: 1, pin: true }),
  column.money<Row>({ id: "open", head: "Open", owner: "erp", of: (row) => ({ amount: row.open, currency: "EUR" }), total: { amount: "600", currency: "EUR" } }),
];
const keyOf = (row: Row) => row.id;

describe("DataTable", () => {
  it("is a real table that says whose the borrowed columns are", () => {
    show(<DataTable label="People" rows={ROWS} rowKey={keyOf} columns={COLUMNS} owned={{ erp: owned() }} totals={{ label: "4 people", by: "erp" }} />);
    const table = screen.getByRole("table", { name: "People" });
    expect(within(table).getAllByRole("columnheader").map((head) => head.textContent).filter(Boolean)).toEqual([expect.stringMatching(/^owned by ERP \u00B7 as of \d\d:\d\d$/), "Name", "Open"]);
    expect(within(table).getByText("300.00")).toBeTruthy();
    expect(within(table).getByText("600.00")).toBeTruthy();
  });
  it("shows nothing of a silent owner and does not sort by it", () => {
    const retry = vi.fn<() => void>();
    show(<DataTable label="People" rows={ROWS} rowKey={keyOf} columns={COLUMNS} owned={{ erp: owned({ state: "silent", since: "2026-11-18T13:00:00Z", retry }) }} totals={{ label: "4 people" }} />);
    expect(screen.queryByText("300.00")).toBeNull();
    expect(screen.queryByText("600.00")).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Open" }).disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(retry).toHaveBeenCalledOnce();
  });
  it("orders loaded rows by a head, and says which way", () => {
    show(<DataTable label="People" rows={ROWS} rowKey={keyOf} columns={COLUMNS} />);
    fireEvent.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("columnheader", { name: "Open" }).getAttribute("aria-sort")).toBe("descending");
    expect(screen.getAllByRole("row").slice(2).map((row) => row.getAttribute("data-key"))).toEqual(["Di", "Cy", "Bo", "Ada"]);
  });
  it("is worked by keys: J and K choose, X selects, Shift X up to here, Enter opens, Esc clears", () => {
    const open = vi.fn<(row: Row) => void>();
    const run = vi.fn<(rows: Row[]) => void>();
    show(<DataTable label="People" rows={ROWS} rowKey={keyOf} columns={COLUMNS} onOpen={open} bulk={{ acts: [{ id: "a", label: "Assign", key: "a", run }] }} />);
    press("j");
    press("j");
    press("k");
    expect(document.activeElement?.getAttribute("data-key")).toBe("Ada");
    press("x");
    press("j");
    press("j");
    press("X", { shiftKey: true });
    press("Enter");
    expect(open).toHaveBeenCalledWith(ROWS[2]);
    expect(screen.getByRole("toolbar", { name: "3 selected" })).toBeTruthy();
    press("a");
    expect(run.mock.calls[0]?.[0].map(keyOf)).toEqual(["Ada", "Bo", "Cy"]);
    press("Escape");
    expect(screen.queryByRole("toolbar")).toBeNull();
  });
  it("edits a cell in place: a figure starts, a refusal stays open with its reason, Esc restores", async () => {
    const save = vi.fn<(row: Row, value: string) => Promise<ActResult<unknown> | void>>(async (_row, value) => (value === "-5" ? { ok: false, userErrors: [{ code: "NEGATIVE", message: "Not below zero." }] } : undefined));
    const editable: Column<Row>[] = [COLUMNS[0] as Column<Row>, { ...column.money<Row>({ id: "due", head: "Due", of: (row) => ({ amount: row.open, currency: "EUR" }) }), edit: { kind: "figure", value: (row) => row.open, save } }];
    show(<DataTable label="People" rows={ROWS} rowKey={keyOf} columns={editable} />);
    press("j");
    press("l");
    press("l");
    press("-");
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Due" });
    expect(field.value).toBe("-");
    fireEvent.change(field, { target: { value: "-5" } });
    await act(async () => {
      fireEvent.keyDown(field, { key: "Enter" });
    });
    expect(save).toHaveBeenCalledWith(ROWS[0], "-5");
    expect(screen.getByRole("alert").textContent).toBe("Not below zero.");
    fireEvent.keyDown(field, { key: "Escape" });
    expect(screen.queryByRole("textbox")).toBeNull();
  });
  it("says when there is nothing, and nothing while it waits", () => {
    const view = show(<DataTable label="People" rows={[]} rowKey={keyOf} columns={COLUMNS} empty={<p>Nobody yet.</p>} />);
    expect(screen.getByText("Nobody yet.")).toBeTruthy();
    view.unmount();
    show(<DataTable label="People" rows={undefined} rowKey={keyOf} columns={COLUMNS} empty={<p>Nobody yet.</p>} />);
    expect(screen.queryByText("Nobody yet.")).toBeNull();
    expect(screen.getByRole("table").getAttribute("aria-busy")).toBe("true");
  });
});

describe("panels", () => {
  it("show their facts only when they are there, and name the right that is missing", () => {
    const facts = vi.fn<() => ReactNode>(() => <p>Facts</p>);
    show(
      <>
        <Panel title="Orders" owned={owned()}>{facts}</Panel>
        <Panel title="Papers" owned={owned({ state: "silent", since: "2026-11-18T13:00:00Z" })}>{facts}</Panel>
        <Panel title="Invoices" owned={owned({ state: "denied", permission: "invoice:read" })}>{facts}</Panel>
        <Panel title="Shipments" owned={owned()} isEmpty empty="No open shipments.">{facts}</Panel>
      </>,
    );
    expect(facts).toHaveBeenCalledOnce();
    expect(screen.getByText(/ERP is not answering since/)).toBeTruthy();
    expect(screen.getByText("Your role does not include invoices.")).toBeTruthy();
    expect(screen.getByText(/invoice:read/)).toBeTruthy();
    expect(screen.getByText("No open shipments.")).toBeTruthy();
  });
  it("say it once together when several are silent, and retry all", () => {
    const retry = vi.fn<() => void>();
    const silent = owned({ state: "silent", since: "2026-11-18T13:00:00Z", retry });
    show(
      <PanelGroup>
        <Panel title="Balance" owned={silent} />
        <Panel title="Orders" owned={silent} />
        <Panel title="Papers" owned={owned()}>Facts</Panel>
      </PanelGroup>,
    );
    expect(screen.getAllByText(/is not answering/)).toHaveLength(1);
    expect(screen.getByText(/Balance and Orders are not shown/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Retry all" }));
    expect(retry).toHaveBeenCalledTimes(2);
  });
});

describe("Board", () => {
  function Sample({ onMove }: { onMove: (card: string, to: string, from: string) => Promise<ActResult<unknown> | void> }) {
    const [columns, setColumns] = useState([{ id: "a", title: "Ask", cards: ["one", "two"] }, { id: "b", title: "Build", cards: [] as string[] }]);
    return (
      <Board
        label="Work" cardNoun="card" columns={columns} cardKey={same} cardLabel={same} renderCard={same}
        onMove={async (card, to, from) => {
          const result = await onMove(card, to, from);
          if (!result || result.ok) setColumns((before) => before.map((one) => ({ ...one, cards: one.id === to ? [card, ...one.cards] : one.cards.filter((other) => other !== card) })));
          return result;
        }}
      />
    );
  }
  const same = (card: string) => card;
  const cardsOf = (title: string) => within(screen.getByRole("region", { name: new RegExp(`^${title},`) })).queryAllByRole("listitem").map((item) => item.textContent);

  it("lifts, carries and drops by keys, and tells each step", async () => {
    const onMove = vi.fn<(card: string, to: string, from: string) => Promise<void>>(async () => undefined);
    show(<Sample onMove={onMove} />);
    const card = screen.getByRole("listitem", { name: "two" });
    act(() => card.focus());
    fireEvent.keyDown(card, { key: " " });
    expect(screen.getByText(/two lifted from Ask/)).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("listitem", { name: "two" }), { key: "ArrowRight" });
    expect(screen.getByText("Over Build")).toBeTruthy();
    await act(async () => {
      fireEvent.keyDown(screen.getByRole("listitem", { name: "two" }), { key: " " });
    });
    expect(onMove.mock.calls).toEqual([["two", "b", "a"]]);
    expect([cardsOf("Ask"), cardsOf("Build")]).toEqual([["one"], ["two"]]);
    expect(screen.getByText("two moved to Build.")).toBeTruthy();
  });
  it("puts a refused card back and says why until it is dismissed", async () => {
    show(<Sample onMove={async () => ({ ok: false, userErrors: [{ code: "NO_DATE", message: "Give it a date first." }] })} />);
    await act(async () => {
      press("]");
    });
    expect(cardsOf("Ask")).toEqual(["one", "two"]);
    expect(screen.getByRole("alert").textContent).toContain("Give it a date first.");
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("forms", () => {
  function Sample({ onSubmit }: { onSubmit: (values: object) => void }) {
    const fields = useFields({ name: "Ada", amount: "1250.5" });
    return (
      <Form act={{ running: false, userErrors: [{ code: "TAKEN", message: "Taken. Choose another.", path: ["input", "name"] }, { code: "STALE_VERSION", message: "Load it again." }] }} submit="Save" onSubmit={() => onSubmit(fields.changes)}>
        <TextField label="Name" {...fields.bind("name")} />
        <FigureField label="Amount" currency="EUR" {...fields.bind("amount")} />
      </Form>
    );
  }
  it("put refusals at their fields and the rest above, and send only what changed by Ctrl Enter", () => {
    const onSubmit = vi.fn<(values: object) => void>();
    show(<Sample onSubmit={onSubmit} />);
    expect(screen.getByRole("alert").textContent).toBe("Load it again.");
    const amount = screen.getByRole<HTMLInputElement>("textbox", { name: "Amount" });
    expect(amount.value).toBe("1,250.50");
    expect(screen.getByText("Taken. Choose another.")).toBeTruthy();
    fireEvent.change(amount, { target: { value: "1.300,75" } });
    fireEvent.keyDown(amount, { key: "Enter", ctrlKey: true });
    expect(onSubmit).toHaveBeenCalledWith({ amount: "1300.75" });
  });
  it("edit a fact in place and keep it open when it is refused", async () => {
    const save = vi.fn<(value: string) => Promise<ActResult<unknown> | void>>(async (value) => (value === "" ? { ok: false, userErrors: [{ code: "EMPTY", message: "Write something." }] } : undefined));
    show(<InlineEdit label="Phone" value="+31" save={save} />);
    fireEvent.click(screen.getByRole("button", { name: "Edit Phone: +31" }));
    const field = screen.getByRole("textbox", { name: "Phone" });
    fireEvent.change(field, { target: { value: "" } });
    await act(async () => {
      fireEvent.keyDown(field, { key: "Enter" });
    });
    expect(screen.getByRole("alert").textContent).toBe("Write something.");
    fireEvent.keyDown(field, { key: "Escape" });
    expect(screen.getByRole("button", { name: "Edit Phone: +31" })).toBeTruthy();
  });
});

describe("keys", () => {
  function Sample({ go, type }: { go: () => void; type: () => void }) {
    useKeys({ "g a": { label: "Accounts", run: go }, t: { label: "Task", run: type } });
    return <input aria-label="field" />;
  }
  it("follow sequences, and leave letters to fields", () => {
    const go = vi.fn<() => void>();
    const type = vi.fn<() => void>();
    show(<Sample go={go} type={type} />);
    press("g");
    press("a");
    press("t");
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "t" });
    expect([go.mock.calls.length, type.mock.calls.length]).toEqual([1, 1]);
  });
});
