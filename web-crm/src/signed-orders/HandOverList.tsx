import { useMemo, useState } from "react";
import { useSearch } from "@tanstack/react-router";
import { Bar, AskDialog, Button, column, DataTable, EmptyState, formatMoment, Page, TableTools, useAct, useMe, useNavigate, useOwned, usePages, useQuery, Views, type Column } from "@homefield/web-kit";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import type { HandOverStatus, SignedOrdersQuery } from "../gql/graphql.ts";
import { handOverTones, handOverWords } from "../quotes/quote-words.tsx";
import { RetryDialog } from "./RetryDialog.tsx";
import { SignedOrderCancelDocument, SignedOrderCountsDocument, SignedOrderRetryDocument, SignedOrdersDocument } from "./signed-order-documents.ts";

export type HandOverRow = NonNullable<SignedOrdersQuery["signedOrders"]>["nodes"][number];
type Row = HandOverRow;
type View = "waiting" | "delivered" | "cancelled";

const VIEWS: readonly { id: View; label: string; status: HandOverStatus[] | undefined }[] = [
  { id: "waiting", label: "Waiting", status: undefined },
  { id: "delivered", label: "Order exists", status: ["DELIVERED"] },
  { id: "cancelled", label: "Called off", status: ["CANCELLED"] },
];
const QUERIES = ["SignedOrders", "SignedOrderCounts"];
const isStuck = (row: Row): boolean => row.handOver.status === "WAITING" || row.handOver.status === "REFUSED";

/** Signed orders on their way to the ERP: what waits, since when, and why. */
export function HandOverList() {
  const navigate = useNavigate();
  const { can } = useMe();
  const search = useSearch({ strict: false }) as { view?: string };
  const view = VIEWS.find((one) => one.id === search.view) ?? { id: "waiting", label: "Waiting", status: undefined };
  const result = useQuery(SignedOrdersDocument, { variables: { status: view.status }, pollInterval: view.id === "waiting" ? 5_000 : 0 });
  const pages = usePages(result, "signedOrders");
  const owned = useOwned(result, "signedOrders.nodes.order", "erp");
  const counts = useQuery(SignedOrderCountsDocument);
  const [retry, retrying] = useAct(SignedOrderRetryDocument, {
    done: (data) => (data.signedOrderRetry.signedOrder?.handOver.status === "DELIVERED" ? "The ERP has the order" : "Tried again"),
    refetch: QUERIES,
  });
  const putRight = useDialogInAddress("fix");
  const fixing = pages.rows?.find((row) => row.id === putRight.value && isStuck(row));
  const tryAll = async (rows: Row[]) => {
    for (const row of rows.filter(isStuck)) await retry({ id: row.id });
  };
  const [cancel] = useAct(SignedOrderCancelDocument, { done: "Called off", refetch: QUERIES });
  const [calling, setCalling] = useState<Row>();
  const acts = can("signed-order:retry");
  const waiting = view.id === "waiting";
  const openFix = putRight.open;
  const columns = useMemo<Column<Row>[]>(
    () => [
      column.document<Row>({ id: "quote", head: "Quote", pin: true, width: 92, of: (row) => row.quote.number, to: (row) => `/quotes/${row.quote.id}` }),
      column.text<Row>({ id: "account", head: "Account", width: 180, rank: 1, of: (row) => row.quote.account?.name }),
      column.tag<Row>({ id: "state", head: "State", width: 116, rank: 1, of: (row) => handOverWords[row.handOver.status], tone: (row) => handOverTones[row.handOver.status] }),
      ...(view.id === "delivered"
        ? [
            column.document<Row>({ id: "order", head: "Order", owner: "erp", width: 96, of: (row) => row.order?.number, to: (row) => (row.order ? `/orders/${row.order.number}` : undefined) }),
            column.moment<Row>({ id: "delivered", head: "Taken", width: 138, of: (row) => row.handOver.deliveredAt }),
          ]
        : []),
      column.any<Row>({
        id: "why", head: view.id === "cancelled" ? "Why it was called off" : "Why it waits", width: 220, grow: true, rank: 2, hidden: view.id === "delivered",
        value: (row) => row.handOver.cancelReason ?? row.handOver.lastError,
        cell: (row) => {
          const why = row.handOver.cancelReason ?? row.handOver.lastError ?? (row.handOver.status === "WAITING" ? "On its way; nothing went wrong yet." : "");
          return <span className={`cut ${row.handOver.status === "REFUSED" ? "bad" : "t2"}`} title={why}>{why}</span>;
        },
      }),
      column.moment<Row>({ id: "since", head: "Since", width: 138, of: (row) => row.handOver.since }),
      column.number<Row>({ id: "attempts", head: "Attempts", width: 78, of: (row) => row.handOver.attempts }),
      ...(waiting ? [column.moment<Row>({ id: "next", head: "Next try", width: 138, rank: 3, of: (row) => row.handOver.nextAttemptAt })] : []),
      column.money<Row>({ id: "total", head: "Total", of: (row) => row.quote.total, withCurrency: true }),
      column.text<Row>({ id: "signer", head: "Signed by", width: 128, rank: 3, of: (row) => row.quote.signature?.signerName }),
      ...(waiting && acts
        ? [
            column.any<Row>({
              id: "acts", head: "", width: 158, rank: 1,
              cell: (row) =>
                isStuck(row) && (
                  <span className="row g4">
                    {row.handOver.status === "REFUSED" ? (
                      <Button size="compact-xs" onClick={() => openFix(row.id)} aria-label={`Put ${row.quote.number} right and try again`}>
                        Put right
                      </Button>
                    ) : (
                      <Button size="compact-xs" onClick={() => void retry({ id: row.id })} loading={retrying.running} aria-label={`Try ${row.quote.number} again now`}>
                        Try now
                      </Button>
                    )}
                    <Button size="compact-xs" variant="subtle" onClick={() => setCalling(row)} aria-label={`Call ${row.quote.number} off`}>
                      Call off
                    </Button>
                  </span>
                ),
            }),
          ]
        : []),
    ],
    [view.id, waiting, acts, retry, retrying.running, openFix],
  );
  const countOf: Record<View, number | undefined> = { waiting: counts.data?.waiting?.totalCount, delivered: counts.data?.delivered?.totalCount, cancelled: counts.data?.cancelled?.totalCount };
  return (
    <Page title="Hand-overs" sub="Signed quotes on their way to the ERP">
      <Bar end={<TableTools columns={columns} pages={pages} owned={{ erp: owned }} file="hand-overs" id="hand-overs" />}>
        <Views
          views={VIEWS.map((one) => ({ id: one.id, label: one.label, count: countOf[one.id] }))}
          current={view.id}
          onView={(id) => void navigate({ to: ".", replace: true, search: (before: Record<string, unknown>) => ({ ...before, view: id === "waiting" ? undefined : id }) })}
        />
      </Bar>
      <DataTable
        id="hand-overs"
        label="Hand-overs"
        rows={pages.rows}
        rowKey={(row) => row.id}
        columns={columns}
        pages={pages}
        result={result}
        owned={view.id === "delivered" ? { erp: owned } : undefined}
        rowKeys={acts && waiting ? { r: { label: "Try again now", run: (row) => void (isStuck(row) && retry({ id: row.id })) }, e: { label: "Put right and try again", run: (row) => isStuck(row) && putRight.open(row.id) } } : undefined}
        bulk={acts && waiting ? { acts: [{ id: "retry", label: "Try again now", key: "r", run: (rows) => void tryAll(rows) }] } : undefined}
        onOpen={(row) => void navigate({ to: `/quotes/${row.quote.id}` })}
        empty={
          <EmptyState title={waiting ? "Nothing waits" : "Nothing here"}>
            {waiting ? "Every signed quote has its order in the ERP. One that cannot get there stands here, with the reason and the next try." : "Hand-overs in this state stand here."}
          </EmptyState>
        }
      />
      <RetryDialog row={fixing} act={retrying} onClose={putRight.close} onRetry={(correction) => retry({ id: fixing?.id ?? "", correction })} />
      <AskDialog opened={calling !== undefined} onClose={() => setCalling(undefined)} title={`Call ${calling?.quote.number ?? ""} off`} verb="Call it off" danger reason="required" onAct={(reason) => (calling ? cancel({ id: calling.id, reason }) : Promise.resolve())}>
        The ERP first confirms that it has no order of this signature and takes none any more. The quote can then be revised.
        {calling && ` It waits since ${formatMoment(calling.handOver.since)}.`}
      </AskDialog>
    </Page>
  );
}
