import { useEffect, useId, useRef, type ReactNode } from "react";
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { Go } from "./link.tsx";
import { Mark } from "./marks.tsx";
import { formatTime } from "../format/dates.ts";
import type { Owned } from "../owner/owned.ts";
import { useKeys } from "../keys/keys.tsx";
import { factsReadBy, tellFacts } from "../provenance/facts.ts";
import { useStable } from "./stable.ts";

/** A bar of 40 below the top bar. `end` stands at the right. */
export function Bar({ children, end, foot }: { children?: ReactNode; end?: ReactNode; foot?: boolean }) {
  return (
    <div className={`bar${foot ? " foot" : ""}`}>
      {children}
      {end && <span className="row end g4">{end}</span>}
    </div>
  );
}

export interface ViewTab {
  id: string;
  label: string;
  count?: number | string | null;
}

/** Saved views, as tabs in a bar. They change what the address says, so they are links in spirit and buttons in fact. */
export function Views({ views, current, onView, label = "Views" }: { views: readonly ViewTab[]; current: string; onView: (id: string) => void; label?: string }) {
  return (
    <nav className="views" aria-label={label}>
      {views.map((view) => (
        <button type="button" key={view.id} aria-current={view.id === current ? "page" : undefined} onClick={() => onView(view.id)}>
          {view.label}
          {view.count !== undefined && view.count !== null && <span>{view.count}</span>}
        </button>
      ))}
    </nav>
  );
}

/** One of a few ways to look at the same thing; or, alone, a quiet button of a bar. */
export function Seg({ pressed, onClick, icon, children, label }: { pressed?: boolean; onClick?: () => void; icon?: ReactNode; children?: ReactNode; label?: string }) {
  return (
    <button type="button" className="seg" aria-pressed={pressed} aria-label={label} onClick={onClick}>
      {icon}
      {children}
    </button>
  );
}

export interface SplitProps {
  /** CSS grid columns: `minmax(0,1fr) 300px`. */
  columns: string;
  children: ReactNode;
}

/** Regions side by side, split by hairlines. Each child is usually a `Pane`. */
export function Split({ columns, children }: SplitProps) {
  return (
    <div className="split" style={{ gridTemplateColumns: columns }}>
      {children}
    </div>
  );
}

/** A region with an optional head of 36. What scrolls can be scrolled with the keys, whether or not it holds anything to stop at. */
export function Pane({ title, sub, end, scroll, children, label }: { title?: ReactNode; sub?: ReactNode; end?: ReactNode; scroll?: boolean; children: ReactNode; label?: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: a region that scrolls must be reached by keys
    <section className={`pane${scroll ? " scrolls" : ""}`} aria-label={label} tabIndex={scroll ? 0 : undefined}>
      {(title || end) && (
        <div className="ph">
          {title && <h2 className="cut">{title}</h2>}
          {sub && <span className="t3 cut tab">{sub}</span>}
          {end && <span className="end row g4">{end}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

/** What belongs to the row under the cursor, at the right of a list. Below 1180 it lies over the list; Esc closes it. */
export function SidePanel({ title, sub, acts, onClose, children, label }: { title: ReactNode; sub?: ReactNode; acts?: ReactNode; onClose: () => void; children: ReactNode; label: string }) {
  useKeys({ escape: { label: "Close the panel", run: onClose, hidden: true } });
  return (
    <aside className="sidepanel" aria-label={label}>
      <div className="ph">
        <h2 className="cut">{title}</h2>
        {sub && <span className="t3 cut">{sub}</span>}
        <span className="end row g4">
          {acts}
          <ActionIcon aria-label="Close" onClick={onClose}>
            <X size={15} strokeWidth={1.6} />
          </ActionIcon>
        </span>
      </div>
      <div className="body">{children}</div>
    </aside>
  );
}

/** A titled part of a column of facts. With `owned` it says whose facts these are, and that they are not shown when they are not. */
export function Section({ title, end, owned, children }: { title: ReactNode; end?: ReactNode; owned?: Owned; children: ReactNode }) {
  const id = useId();
  const missing = owned && (owned.state === "silent" || owned.state === "denied" || owned.state === "failed");
  const provenance = !owned ? end : owned.state === "denied" ? "not for your role" : missing ? <span className="warn">not shown</span> : owned.asOf ? `as of ${formatTime(owned.asOf)}` : "asking";
  return (
    <section className="sec" aria-labelledby={id}>
      <h2 id={id}>
        {owned && <Mark of={owned.owner} state={owned.state === "denied" ? "denied" : missing ? "silent" : "ready"} />}
        {title}
        {provenance !== undefined && <span className="end tab">{provenance}</span>}
      </h2>
      {children}
    </section>
  );
}

/** Lines of a calculation: words at the left, figures at the right. A `total` line is ruled off. */
export function Sum({ lines, small }: { lines: readonly { key: string; label: ReactNode; value: ReactNode; total?: boolean }[]; small?: boolean }) {
  return (
    <dl className={`sum${small ? " s" : ""}`}>
      {lines.map((line) => (
        <div key={line.key} className={line.total ? "tot" : undefined}>
          <dt className={line.total ? undefined : "t2"}>{line.label}</dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Stat {
  key: string;
  label: ReactNode;
  value: ReactNode;
  sub?: ReactNode;
  tone?: "warn" | "bad" | "ok";
}

/** A few figures in a row, each with its name above it. */
export function StatRow({ stats, label }: { stats: readonly Stat[]; label?: string }) {
  return (
    <dl className="stats" aria-label={label}>
      {stats.map((stat) => (
        <div key={stat.key}>
          <dt>{stat.label}</dt>
          <dd className={`fig${stat.tone ? ` ${stat.tone}` : ""}`}>{stat.value}</dd>
          {stat.sub && <dd className="t3 xs">{stat.sub}</dd>}
        </div>
      ))}
    </dl>
  );
}

export interface PathStep {
  key: string;
  label: ReactNode;
  value: ReactNode;
  to?: string;
  onClick?: () => void;
}

/** The way down from a figure to its document; the last step is where one is. */
export function PathBar({ steps, end }: { steps: readonly PathStep[]; end?: ReactNode }) {
  const last = useRef<HTMLElement>(null);
  const depth = steps.length;
  useEffect(() => {
    // Newer browsers answer with a promise here, which an effect must not.
    void last.current?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [depth]);
  return (
    <nav className="pathbar" aria-label="Path from the figure to its document">
      {steps.map((step, at) => {
        const here = at === steps.length - 1;
        const inside = (
          <>
            <span>{step.label}</span>
            <b>{step.value}</b>
          </>
        );
        return step.to ? (
          <Go key={step.key} to={step.to} className="step" aria-current={here ? "page" : undefined}>
            {inside}
          </Go>
        ) : (
          <button key={step.key} type="button" className="step" aria-current={here ? "page" : undefined} onClick={step.onClick}>
            {inside}
          </button>
        );
      })}
      <span ref={last} />
      {end && <span className="end row xs t3">{end}</span>}
    </nav>
  );
}

export interface MiniColumn<Row> {
  id: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  width?: number | string;
  numeric?: boolean;
  /** Leaves below 1180. */
  wide?: boolean;
}

/** A small table inside a panel: no selection, no cursor, a few rows. */
export function MiniTable<Row>({ columns, rows, rowKey, label, foot }: { columns: readonly MiniColumn<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string; label: string; foot?: readonly ReactNode[] }) {
  const table = useRef<HTMLTableElement>(null);
  const cellFacts = useStable((cell: Element) => {
    const column = columns.find((one) => one.id === (cell as HTMLElement).dataset.column);
    const at = Number(cell.closest("tr")?.dataset.at ?? 0);
    const row = rows[at];
    return column && row !== undefined ? factsReadBy(column.cell, row) : [];
  });
  useEffect(() => (table.current ? tellFacts(table.current, cellFacts) : undefined), [cellFacts]);
  return (
    <table className="mini" aria-label={label} ref={table}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} className={column.wide ? "only-l" : undefined} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} data-column={column.id} scope="col" className={`${column.numeric ? "num" : ""}${column.wide ? " only-l" : ""}`}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={rowKey(row)} data-at={at}>
            {columns.map((column) => (
              <td key={column.id} data-column={column.id} className={`${column.numeric ? "num" : ""}${column.wide ? " only-l" : ""}`}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>
            {columns.map((column, at) => (
              <td key={column.id} className={`${column.numeric ? "num" : ""}${column.wide ? " only-l" : ""}`}>
                {foot[at]}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
