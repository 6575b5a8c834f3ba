import { useMemo, useState } from "react";
import { addDecimals, Button, column, DataTable, formatDecimal, isZero, Kbd, Notice, Page, Pane, Split, subtractDecimal, Tag, type Column } from "../src/index.ts";
import { money } from "./invented.ts";

interface Line {
  id: string;
  account: string;
  text: string;
  debit: string;
  credit: string;
}

const changed = (id: string, change: Partial<Line>) => (before: Line[]) => before.map((line) => (line.id === id ? { ...line, ...change } : line));

interface Balance {
  code: string;
  name: string;
  group: string;
  opening: string;
  debit: string;
  credit: string;
  closing: string;
}

const BALANCES: Balance[] = [
  ["0210", "Plant and machinery", "Assets", "1284300", "18400", "21750.5"], ["1200", "Trade receivables", "Assets", "441872.05", "388214.9", "347776.4"], ["1300", "Bank, main EUR", "Assets", "312004.77", "352119.02", "401880.36"],
  ["2100", "Trade payables", "Liabilities", "-298440.12", "241006.3", "267340.84"], ["2900", "Share capital", "Liabilities", "-1500000", "0", "0"], ["4000", "Sales, goods", "Profit and loss", "-1864210.44", "4210", "342918.6"],
].map(([code = "", name = "", group = "", opening = "0", debit = "0", credit = "0"]) => ({ code, name, group, opening, debit, credit, closing: subtractDecimal(addDecimals(opening, debit), credit) }));

const BALANCE_COLUMNS: Column<Balance>[] = [
  column.text<Balance>({ id: "code", head: "No.", width: 54, of: (row) => row.code, quiet: true, rank: 1 }),
  column.text<Balance>({ id: "name", head: "Account", of: (row) => row.name, grow: true, rank: 1 }),
  column.money<Balance>({ id: "opening", head: "Opening", rank: 3, of: (row) => money(row.opening), total: "0.00" }),
  column.money<Balance>({ id: "debit", head: "Debit", rank: 3, of: (row) => money(row.debit), total: "1,003,950.22" }),
  column.money<Balance>({ id: "credit", head: "Credit", rank: 3, of: (row) => money(row.credit), total: "1,003,950.22" }),
  column.money<Balance>({ id: "closing", head: "Closing", width: 116, of: (row) => money(row.closing), total: "0.00" }),
];

export function FiguresScreen() {
  const [lines, setLines] = useState<Line[]>(() => Array.from({ length: 8 }, (_, at) => ({ id: String(at + 1), account: "6300 Rent and energy", text: `Energy, week ${40 + at}`, debit: at < 5 ? String(1000 * (at + 1) + 0.4) : "", credit: at >= 5 ? "4000.00" : "" })));
  const running = useMemo(() => {
    let sum = "0";
    return new Map(lines.map((line) => [line.id, (sum = subtractDecimal(addDecimals(sum, line.debit || "0"), line.credit || "0"))]));
  }, [lines]);
  const columns = useMemo<Column<Line>[]>(
    () => [
      column.text<Line>({ id: "id", head: "#", width: 40, of: (line) => line.id, quiet: true, rank: 1 }),
      column.text<Line>({ id: "account", head: "Account", of: (line) => line.account, grow: true, rank: 1 }),
      { ...column.text<Line>({ id: "text", head: "Text", of: (line) => line.text, width: 160, quiet: true }), edit: { kind: "text", value: (line) => line.text, save: (line, text) => setLines(changed(line.id, { text })) } },
      { ...column.money<Line>({ id: "debit", head: "Debit", of: (line) => (line.debit ? money(line.debit) : null) }), edit: { kind: "figure", value: (line) => line.debit, save: (line, debit) => setLines(changed(line.id, { debit })) } },
      {
        ...column.money<Line>({ id: "credit", head: "Credit", of: (line) => (line.credit ? money(line.credit) : null) }),
        edit: {
          kind: "figure", value: (line) => line.credit,
          save: async (line, credit) => {
            if (credit.startsWith("-")) return { ok: false, userErrors: [{ code: "NEGATIVE", message: "A credit is not negative. Put it under debit." }] };
            setLines(changed(line.id, { credit }));
            return undefined;
          },
        },
      },
      column.any<Line>({ id: "running", head: "Running difference", width: 136, numeric: true, rank: 1, cell: (line) => <span className="t3">{formatDecimal(running.get(line.id) ?? "0", { least: 2 })}</span> }),
    ],
    [running],
  );
  const out = running.get(lines.at(-1)?.id ?? "") ?? "0";
  return (
    <Page title="Figures" sub="Draft, saved 14:01" acts={<Button variant="filled" disabled={!isZero(out)}>Post</Button>}>
      <Split columns="minmax(0,1.2fr) minmax(0,1fr)">
        <Pane title="Lines" sub={<Tag>Draft</Tag>} label="Lines">
          <DataTable label="Lines" rows={lines} rowKey={(line) => line.id} columns={columns} totals={{ label: "Total, EUR" }} tail={<>Account, or <Kbd keys="=" /> to balance with this line</>} />
          {!isZero(out) && <div style={{ padding: "10px 16px", borderTop: "1px solid var(--hf-line)" }}><Notice tone="bad"><b className="m">Out by {formatDecimal(out, { least: 2 })}.</b> Nothing is posted until it balances.</Notice></div>}
        </Pane>
        <Pane title="Balances" sub="as of 14:02" label="Balances">
          <DataTable
            label="Balances" rows={BALANCES} rowKey={(row) => row.code} columns={BALANCE_COLUMNS} fontSize={12} totals={{ label: "Total", by: "erp" }}
            sectionOf={(row) => ({ key: row.group, label: row.group, cells: { closing: formatDecimal(addDecimals(...BALANCES.filter((one) => one.group === row.group).map((one) => one.closing)), { least: 2 }) } })}
          />
        </Pane>
      </Split>
    </Page>
  );
}
