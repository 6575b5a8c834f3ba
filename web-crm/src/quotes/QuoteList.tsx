import { useMemo } from "react";
import {
  addDays, Bar, Button, column, DataTable, DateText, EmptyState, FilterBar, GoButton, Kbd, Page, TableTools, today, useKeys, useListState, useMe, useNavigate, usePages, useQuery, Views, type Column, type FilterField, type ListSpec,
} from "@homefield/web-kit";
import { useAccountChoices } from "../accounts/account-choices.ts";
import type { QuoteFilter, QuoteOrder, QuotesQuery } from "../gql/graphql.ts";
import { QuotesDocument, QuoteViewCountsDocument } from "./quote-documents.ts";
import { handOverTones, handOverWords, statusTone, statusWords } from "./quote-words.tsx";

type Row = NonNullable<QuotesQuery["quotes"]>["nodes"][number];

const EXPIRING_DAYS = 7;
const statuses = Object.entries(statusWords).map(([value, label]) => ({ value, label }));

const columns: readonly Column<Row>[] = [
  column.document<Row>({ id: "number", head: "Quote", sort: "NUMBER", pin: true, width: 96, of: (row) => row.number, to: (row) => `/quotes/${row.id}` }),
  column.text<Row>({ id: "title", head: "About", width: 200, grow: true, rank: 2, of: (row) => row.title }),
  column.text<Row>({ id: "account", head: "Account", width: 190, rank: 1, of: (row) => row.account?.name }),
  column.tag<Row>({ id: "status", head: "Status", sort: "STATUS", width: 132, rank: 1, of: (row) => statusWords[row.status], tone: (row) => statusTone(row.status) }),
  column.money<Row>({ id: "total", head: "Total", sort: "TOTAL", of: (row) => row.total, withCurrency: true }),
  column.percent<Row>({ id: "discount", head: "Most off", width: 78, rank: 3, of: (row) => (Number(row.highestDiscountPercent) === 0 ? null : row.highestDiscountPercent) }),
  column.any<Row>({
    id: "valid", head: "Valid to", sort: "VALID_UNTIL_DATE", sortFirst: "asc", width: 84, numeric: true, rank: 2, value: (row) => row.validUntilDate,
    cell: (row) => {
      const near = row.status === "SENT" && row.validUntilDate && row.validUntilDate <= addDays(today(), EXPIRING_DAYS);
      return <DateText value={row.validUntilDate} tone={near ? "warn" : undefined} />;
    },
  }),
  column.tag<Row>({ id: "handover", head: "Hand-over", width: 108, rank: 3, of: (row) => (row.handOver ? handOverWords[row.handOver.status] : null), tone: (row) => (row.handOver ? handOverTones[row.handOver.status] : undefined) }),
  column.person<Row>({ id: "owner", head: "Owner", rank: 3, of: (row) => row.owner?.name }),
  column.number<Row>({ id: "version", head: "Version", width: 68, hidden: true, of: (row) => row.version }),
  column.date<Row>({ id: "sent", head: "Sent", rank: 3, hidden: true, of: (row) => row.sentAt }),
  column.date<Row>({ id: "made", head: "Made", sort: "CREATED_AT", rank: 3, of: (row) => row.createdAt }),
];

/** Quotes of one's teams, newest version each. */
export function QuoteList() {
  const { choices, known } = useAccountChoices();
  const viewerId = choices.viewerId ?? "";
  const owners = choices.owners;
  const spec = useMemo<ListSpec>(() => {
    const fields: FilterField[] = [
      { id: "status", label: "Status", owner: "crm", kind: "enum", options: statuses },
      { id: "ownerId", label: "Owner", owner: "crm", kind: "person", options: owners },
      { id: "title", label: "About", owner: "crm", kind: "text" },
      { id: "total", label: "Total", owner: "crm", kind: "money" },
      { id: "validUntilDate", label: "Valid to", owner: "crm", kind: "date" },
    ];
    const newest = { field: "CREATED_AT", direction: "desc" } as const;
    return {
      fields,
      sort: newest,
      views: [
        { id: "all", label: "All" },
        { id: "mine", label: "Mine", filters: [{ field: "ownerId", op: "is", values: [viewerId] }, { field: "status", op: "any", values: ["DRAFT", "IN_APPROVAL", "APPROVED", "SENT"] }] },
        { id: "approval", label: "Waiting for approval", filters: [{ field: "status", op: "is", values: ["IN_APPROVAL"] }] },
        { id: "sent", label: "Sent", filters: [{ field: "status", op: "is", values: ["SENT"] }] },
        {
          id: "expiring", label: "Expiring soon", sort: { field: "VALID_UNTIL_DATE", direction: "asc" },
          filters: [{ field: "status", op: "is", values: ["SENT"] }, { field: "validUntilDate", op: "until", values: [addDays(today(), EXPIRING_DAYS)] }],
        },
        { id: "signed", label: "Signed", filters: [{ field: "status", op: "is", values: ["SIGNED"] }] },
      ],
    };
  }, [viewerId, owners]);
  return <List spec={spec} viewerId={viewerId} ready={known} />;
}

function List({ spec, viewerId, ready }: { spec: ListSpec; viewerId: string; ready: boolean }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const list = useListState(spec);
  const narrowed = list.filterInput<QuoteFilter>("crm");
  const filter: QuoteFilter | undefined = list.q ? { and: [...(narrowed ? [narrowed] : []), { or: [{ title: { contains: list.q } }, { number: { in: [list.q, list.q.toUpperCase()] } }] }] } : narrowed;
  const result = useQuery(QuotesDocument, { variables: { filter, orderBy: list.orderBy<QuoteOrder>() }, skip: !ready });
  const pages = usePages(result, "quotes");
  const { data: counts } = useQuery(QuoteViewCountsDocument, {
    skip: !ready,
    variables: {
      mine: { ownerId: { equals: viewerId }, status: { in: ["DRAFT", "IN_APPROVAL", "APPROVED", "SENT"] } },
      approval: { status: { equals: "IN_APPROVAL" } },
      sent: { status: { equals: "SENT" } },
      expiring: { status: { equals: "SENT" }, validUntilDate: { atMost: addDays(today(), EXPIRING_DAYS) } },
      signed: { status: { equals: "SIGNED" } },
    },
  });
  const countOf = (id: string): number | undefined => (counts as Record<string, { totalCount: number } | null> | undefined)?.[id]?.totalCount;
  const edits = can("quote:edit");
  const add = () => void navigate({ to: "/quotes/new" });
  useKeys({ c: edits && { label: "New quote", run: add } }, { group: "Quotes" });
  return (
    <Page
      title="Quotes"
      acts={
        edits && (
          <Button variant="filled" onClick={add} rightSection={<Kbd keys="c" />}>
            New quote
          </Button>
        )
      }
    >
      <Bar end={<TableTools columns={columns} list={list} pages={pages} file="quotes" id="quotes" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: countOf(view.id) }))} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} searchIn="Find by title or number" count={pages.totalCount === undefined ? undefined : String(pages.totalCount)} />
      <DataTable
        id="quotes"
        label="Quotes"
        rows={pages.rows}
        rowKey={(row) => row.id}
        columns={columns}
        list={list}
        pages={pages}
        result={result}
        onOpen={(row) => void navigate({ to: `/quotes/${row.id}` })}
        empty={
          <EmptyState title="No quotes yet" act={edits && <Button variant="filled" onClick={add}>New quote</Button>} elsewhere={<GoButton to="/accounts" variant="subtle" size="xs">Begin at an account</GoButton>}>
            A quote is what you offer. Prices, stock and days beside its lines are answers of the ERP; signed, it becomes an order there.
          </EmptyState>
        }
      />
    </Page>
  );
}
