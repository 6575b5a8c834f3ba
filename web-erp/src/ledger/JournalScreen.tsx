import { Button, column, type Column, DataTable, EmptyState, FilterBar, type ListSpec, Page, TableTools, Bar, Views, useKeys, useListState, useMe, useNavigate, usePages, useQuery } from "@homefield/web-kit";
import type { JournalEntriesQuery, JournalEntryFilter, JournalEntryOrder } from "../gql/graphql.ts";
import { Entries } from "./queries.ts";
import { documentPath, KIND_WORDS } from "./words.ts";

type Row = NonNullable<JournalEntriesQuery["journalEntries"]>["nodes"][number];
const SPEC: ListSpec = {
  fields: [
    { id: "status", label: "Status", owner: "erp", kind: "enum", options: [{ value: "DRAFT", label: "Draft" }, { value: "POSTED", label: "Posted" }, { value: "REVERSED", label: "Reversed" }] },
    { id: "legalEntity", label: "Company", owner: "erp", kind: "text", ops: ["is"] },
    { id: "postingDate", label: "Posting date", owner: "erp", kind: "date", ops: ["from", "until", "before", "after", "is"] },
    { id: "sourceKind", label: "Document", owner: "erp", kind: "enum", ops: ["is", "any", "empty"], options: Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label })) },
    { id: "sourceNumber", label: "Document number", owner: "erp", kind: "text", ops: ["is", "starts", "has"] },
    { id: "ledgerAccountCode", label: "Account", owner: "erp", kind: "text", ops: ["is", "starts"] },
    { id: "text", label: "Text", owner: "erp", kind: "text", ops: ["has", "starts"] },
  ],
  sort: { field: "POSTING_DATE", direction: "desc" },
  views: [
    { id: "all", label: "All" },
    { id: "drafts", label: "Drafts", filters: [{ field: "status", op: "is", values: ["DRAFT"] }] },
    { id: "manual", label: "Manual", filters: [{ field: "sourceKind", op: "empty", values: [] }] },
    { id: "reversed", label: "Reversed", filters: [{ field: "status", op: "is", values: ["REVERSED"] }] },
  ],
};

const STATUS: Record<string, string> = { DRAFT: "Draft", POSTED: "Posted", REVERSED: "Reversed" };
const COLUMNS: readonly Column<Row>[] = [
  column.date<Row>({ id: "date", head: "Date", rank: 1, sort: "POSTING_DATE", of: (row) => row.postingDate }),
  column.document<Row>({ id: "number", head: "Entry", width: 150, pin: true, sort: "NUMBER", of: (row) => row.number, none: "draft", to: (row) => `/journal/${row.id}` }),
  column.text<Row>({ id: "text", head: "Text", grow: true, width: 220, rank: 1, of: (row) => row.text }),
  column.document<Row>({ id: "source", head: "Document", width: 170, rank: 2, of: (row) => row.sourceNumber, to: (row) => documentPath(row.sourceKind, row.sourceNumber), none: "" }),
  column.text<Row>({ id: "entity", head: "Company", width: 76, rank: 3, of: (row) => row.legalEntity?.code, quiet: true }),
  column.tag<Row>({ id: "status", head: "Status", rank: 2, of: (row) => STATUS[row.status], tone: (row) => (row.status === "DRAFT" ? "warn" : row.status === "REVERSED" ? "bad" : undefined) }),
  column.text<Row>({ id: "by", head: "By", width: 140, rank: 3, of: (row) => row.createdBy, quiet: true }),
  column.money<Row>({ id: "total", head: "Amount", withCurrency: true, of: (row) => row.total }),
];

/** Every entry of the books, and the drafts on their way there. */
export function JournalScreen() {
  const list = useListState(SPEC);
  const navigate = useNavigate();
  const { can } = useMe();
  const result = useQuery(Entries, { variables: { filter: list.filterInput<JournalEntryFilter>("erp") as JournalEntryFilter, orderBy: list.orderBy() as JournalEntryOrder[], first: 100 } });
  const pages = usePages(result, "journalEntries");
  const add = () => void navigate({ to: "/journal/new" });
  useKeys(can("ledger:post") ? { c: { label: "New journal", run: add } } : {}, { group: "Journal" });
  return (
    <Page title="Journal" acts={can("ledger:post") ? <Button variant="filled" onClick={add}>New journal</Button> : undefined}>
      <Bar end={<TableTools columns={COLUMNS} list={list} pages={pages} file="journal" />}>
        <Views views={SPEC.views!} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} count={pages.totalCount} />
      <DataTable label="Journal entries" rows={pages.rows} rowKey={(row) => row.id} columns={COLUMNS} list={list} pages={pages} result={result} onOpen={(row) => void navigate({ to: `/journal/${row.id}` })}
        empty={<EmptyState title="No entries yet">Shipments, invoices and payments post their own; write a manual journal for the rest.</EmptyState>} />
    </Page>
  );
}
