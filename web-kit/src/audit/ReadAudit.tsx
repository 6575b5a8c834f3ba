import { useMemo, useState, type FormEvent } from "react";
import { Button } from "@mantine/core";
import { DateField, SelectField, TextField } from "../form/fields.tsx";
import type { FilterOption } from "../filter/filters.ts";
import type { QueryLike } from "../owner/use-owned.ts";
import { ownerName, useSide } from "../owner/owner.ts";
import { Bar } from "../parts/layout.tsx";
import { EmptyState } from "../parts/say.tsx";
import { Page } from "../shell/Page.tsx";
import { column, type Column } from "../table/columns.tsx";
import { DataTable } from "../table/DataTable.tsx";
import type { Pages } from "../table/pages.ts";
import { TableTools } from "../table/TableTools.tsx";
import type { ReadAuditFilter, ReadAuditSearch } from "./read-audit-filter.ts";

/** One read as both owners answer it. */
export interface ReadAuditRow {
  id: string;
  at: string;
  actorName: string;
  subject: string;
  requestId: string;
  type: string;
  fields: readonly string[];
  keys: readonly string[];
  keyCount: number;
}

const words = (row: ReadAuditRow): string => row.keys.join(", ");
const COLUMNS: readonly Column<ReadAuditRow>[] = [
  column.moment<ReadAuditRow>({ id: "at", head: "When", pin: true, rank: 1, of: (row) => row.at }),
  column.person<ReadAuditRow>({ id: "who", head: "Who", width: 160, rank: 1, of: (row) => row.actorName }),
  column.text<ReadAuditRow>({ id: "type", head: "Saw", width: 128, rank: 1, of: (row) => row.type }),
  column.any<ReadAuditRow>({
    id: "fields", head: "Fields", width: 240, grow: true, rank: 1, value: (row) => row.fields.join(", "),
    cell: (row) => <span className="cut" title={row.fields.join(", ")}>{row.fields.join(", ")}</span>,
  }),
  column.any<ReadAuditRow>({ id: "keys", head: "Of", width: 200, grow: true, rank: 2, value: words, cell: (row) => <span className="cut t2 tab" title={words(row)}>{words(row)}</span> }),
  column.number<ReadAuditRow>({ id: "count", head: "Records", rank: 2, of: (row) => row.keyCount }),
  column.text<ReadAuditRow>({ id: "request", head: "Request", width: 200, rank: 3, quiet: true, hidden: true, of: (row) => row.requestId }),
  column.text<ReadAuditRow>({ id: "subject", head: "Known as", width: 200, rank: 3, quiet: true, hidden: true, of: (row) => row.subject }),
];

export interface ReadAuditProps {
  filter: ReadAuditFilter;
  result: QueryLike;
  pages: Pages<ReadAuditRow>;
}

/** Who saw personal fields or balances of which records: the whole page, the same on both sides. */
export function ReadAudit({ filter, result, pages }: ReadAuditProps) {
  const side = useSide();
  const people = usePeople(pages.rows, filter.search.who);
  return (
    <Page title="Read audit" sub={`Who saw personal data and balances of the ${ownerName(side)}`}>
      <Bar end={<TableTools columns={COLUMNS} pages={pages} file={`${side}-read-audit`} id="read-audit" />}>
        <span className="s t3">Fields and keys, never a value. Kept for 13 months.</span>
      </Bar>
      <Conditions key={JSON.stringify(filter.search)} filter={filter} people={people} count={pages.totalCount} />
      <DataTable
        id="read-audit"
        label="Reads"
        rows={pages.rows}
        rowKey={(row) => row.id}
        columns={COLUMNS}
        pages={pages}
        result={result}
        empty={
          filter.isFiltered ? (
            <EmptyState title="Nobody saw that" act={<Button onClick={() => filter.set({})}>Show all reads</Button>}>No read of the last 13 months fits what you ask for.</EmptyState>
          ) : (
            <EmptyState title="Nothing was read yet">Once somebody is shown personal fields or balances, it stands here within a second or two.</EmptyState>
          )
        }
      />
    </Page>
  );
}

/** Whom one can choose: everybody the page has shown so far. */
function usePeople(rows: readonly ReadAuditRow[] | undefined, chosen: string | undefined): FilterOption[] {
  const [known] = useState(() => new Map<string, string>());
  return useMemo(() => {
    for (const row of rows ?? []) known.set(row.subject, row.actorName);
    const people = [...known].map(([value, label]) => ({ value, label }));
    if (chosen && !known.has(chosen)) people.push({ value: chosen, label: chosen });
    return people.sort((a, b) => a.label.localeCompare(b.label));
  }, [known, rows, chosen]);
}

function Conditions({ filter, people, count }: { filter: ReadAuditFilter; people: readonly FilterOption[]; count: number | undefined }) {
  const [asked, ask] = useState<ReadAuditSearch>(filter.search);
  const put = (name: keyof ReadAuditSearch) => (value: string) => ask((before) => ({ ...before, [name]: value }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    filter.set(asked);
  };
  const field = (name: keyof ReadAuditSearch, spoken: string, placeholder = spoken) => ({ label: "", "aria-label": spoken, placeholder, value: asked[name] ?? "", onChange: put(name) });
  return (
    <form className="filters" aria-label="Filters" onSubmit={send}>
      <span style={{ width: 168 }}><SelectField {...field("who", "Who", "Anybody")} options={people} clearable /></span>
      <span style={{ width: 196 }}><TextField {...field("what", "Type, or type and field", "Type or type.field")} maxLength={120} /></span>
      <span style={{ width: 168 }}><TextField {...field("key", "Record", "Number or id")} maxLength={120} /></span>
      <span style={{ width: 136 }}><DateField {...field("from", "From")} max={asked.until} /></span>
      <span style={{ width: 136 }}><DateField {...field("until", "Until")} min={asked.from} /></span>
      <Button type="submit">Show</Button>
      <span className="row end s t3 tab g12">
        {count !== undefined && <span role="status">{count}</span>}
        {filter.isFiltered && <button type="button" className="link s" onClick={() => filter.set({})}>Clear</button>}
      </span>
    </form>
  );
}
