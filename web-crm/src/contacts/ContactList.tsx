import { useMemo, useState } from "react";
import { Bar, Button, column, DataTable, EmptyState, FilterBar, Go, GoButton, Kbd, Page, TableTools, useKeys, useListState, useMe, usePages, useQuery, Views, Who, type Column, type ListSpec } from "@homefield/web-kit";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import { daysToMoments } from "../app/moments.ts";
import type { ContactFilter, ContactOrder, ContactsQuery } from "../gql/graphql.ts";
import { ContactDialog } from "./ContactDialog.tsx";
import { ContactsDocument } from "./contact-documents.ts";
import { roles, roleWords } from "./contact-words.ts";

type Row = NonNullable<ContactsQuery["contacts"]>["nodes"][number];

const SPEC: ListSpec = {
  fields: [
    { id: "role", label: "Part in buying", owner: "crm", kind: "enum", options: roles },
    { id: "name", label: "Name", owner: "crm", kind: "text", ops: ["has", "starts", "is"] },
    { id: "email", label: "Email", owner: "crm", kind: "text" },
    { id: "created", label: "Added", owner: "crm", kind: "date", at: "createdAt", ops: ["from", "until"] },
    { id: "archived", label: "Put away", owner: "crm", kind: "boolean", at: "isArchived" },
  ],
  sort: { field: "NAME", direction: "asc" },
  views: [
    { id: "all", label: "All" },
    { id: "deciding", label: "Decide or sign", filters: [{ field: "role", op: "any", values: ["DECISION_MAKER", "SIGNS"] }] },
    { id: "champions", label: "Champions", filters: [{ field: "role", op: "is", values: ["CHAMPION"] }] },
    { id: "new", label: "Newest", sort: { field: "CREATED_AT", direction: "desc" } },
  ],
};
const MOMENTS: ReadonlySet<string> = new Set(["createdAt"]);
const rowKey = (row: Row) => row.id;

function columnsFor(onOpen: (row: Row) => void): Column<Row>[] {
  return [
    column.any<Row>({
      id: "name", head: "Name", pin: true, width: 220, rank: 1, grow: true, sort: "NAME", value: (row) => row.name,
      cell: (row) => (
        <button type="button" className="row cut m" onClick={() => onOpen(row)}>
          <Who name={row.name} withName />
        </button>
      ),
    }),
    column.text<Row>({ id: "title", head: "Title", of: (row) => row.jobTitle, width: 180, rank: 2, quiet: true }),
    column.any<Row>({ id: "account", head: "Account", width: 220, rank: 1, value: (row) => row.account?.name, cell: (row) => row.account && <Go to={`/accounts/${row.account.id}`} className="cut">{row.account.name}</Go> }),
    column.text<Row>({ id: "role", head: "Part in buying", of: (row) => row.role && roleWords[row.role], width: 110, rank: 2 }),
    column.any<Row>({ id: "email", head: "Email", width: 230, rank: 2, value: (row) => row.email, cell: (row) => row.email && <a className="cut t2" href={`mailto:${row.email}`}>{row.email}</a> }),
    column.any<Row>({ id: "phone", head: "Phone", width: 140, rank: 3, value: (row) => row.phone, cell: (row) => row.phone && <a className="tab t2" href={`tel:${row.phone.replace(/[^+\d]/g, "")}`}>{row.phone}</a> }),
    column.date<Row>({ id: "created", head: "Added", of: (row) => row.createdAt, sort: "CREATED_AT", width: 96, rank: 3, hidden: true }),
  ];
}

/** People at all accounts. */
export function ContactList() {
  const { can } = useMe();
  const list = useListState(SPEC);
  const adding = useDialogInAddress("new");
  const opened = useDialogInAddress("open");
  const [open, setOpen] = useState<Row>();
  const edits = can("contact:edit");
  const filter = useMemo<ContactFilter | undefined>(() => {
    const chips = daysToMoments(list.filterInput<ContactFilter>("crm"), MOMENTS);
    const words = list.q ? { search: { contains: list.q } } : undefined;
    return chips && words ? { and: [chips, words] } : (chips ?? words);
  }, [list]);
  const result = useQuery(ContactsDocument, { variables: { filter, orderBy: list.orderBy<ContactOrder>() } });
  const pages = usePages(result, "contacts");
  const columns = useMemo(() => columnsFor(setOpen), []);
  const add = () => adding.open();
  useKeys({ c: edits && { label: "New person", run: add } }, { group: "People" });
  const close = () => {
    setOpen(undefined);
    if (adding.value !== undefined) adding.close();
    if (opened.value !== undefined) opened.close();
  };
  const shown = open && (pages.rows?.find((row) => row.id === open.id) ?? open);
  return (
    <Page
      title="People"
      acts={
        edits && (
          <Button variant="filled" onClick={add} rightSection={<Kbd keys="c" />}>
            New person
          </Button>
        )
      }
    >
      <Bar end={<TableTools columns={columns} list={list} pages={pages} file="people" id="contacts" />}>
        <Views views={(SPEC.views ?? []).map(({ id, label }) => ({ id, label }))} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} searchIn="Find in people" count={pages.totalCount} />
      <DataTable
        id="contacts"
        label="People"
        rows={pages.rows}
        rowKey={rowKey}
        columns={columns}
        list={list}
        pages={pages}
        result={result}
        onOpen={setOpen}
        empty={
          <EmptyState title="Nobody yet" act={edits && <Button variant="filled" onClick={add}>New person</Button>} elsewhere={<GoButton to="/accounts" variant="subtle" size="xs">Accounts</GoButton>}>
            People stand with the account they work at; add the first one here or on the account’s page.
          </EmptyState>
        }
      />
      <ContactDialog contact={adding.value !== undefined ? "new" : shown} account={shown?.account} edits={edits} onClose={close} />
    </Page>
  );
}
