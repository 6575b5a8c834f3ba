import { useState } from "react";
import { Bar, column, type Column, DataTable, DateField, EmptyState, Page, TableTools, useNavigate, useOwned, useQuery, sumByCurrency, MoneySums } from "@homefield/web-kit";
import type { ReceivablesAgeingOfQuery } from "../gql/graphql.ts";
import { EntityPicker } from "../company/EntityPicker.tsx";
import { OfCompany } from "../company/OfCompany.tsx";
import { useEntity } from "../company/use-entity.ts";
import { AgeingOf } from "./queries.ts";

type Row = NonNullable<ReceivablesAgeingOfQuery["receivablesAgeing"]>["rows"][number];

/** Who owes what since when, on any day. */
export function ReceivablesScreen() {
  const books = useEntity();
  return (
    <Page title="Receivables" sub={<EntityPicker books={books} />}>
      <OfCompany books={books} what="receivables">{(entity) => <Ageing key={entity.code} entity={entity} />}</OfCompany>
    </Page>
  );
}
function Ageing({ entity }: { entity: { code: string; today: string } }) {
  const [asOf, setAsOf] = useState(entity.today);
  const navigate = useNavigate();
  const result = useQuery(AgeingOf, { variables: { legalEntity: entity.code, asOf } });
  const crm = useOwned(result, "receivablesAgeing.rows.customer.account");
  const rows = result.data?.receivablesAgeing?.rows;
  const columns: readonly Column<Row>[] = [
    column.name<Row>({ id: "customer", head: "Customer", of: (row) => row.customer?.name ?? row.customer?.number ?? "", to: (row) => `/customers/${row.customer?.number}` }),
    column.tag<Row>({ id: "hold", head: "Hold", width: 76, rank: 3, of: (row) => (row.customer?.isOnHold ? "On hold" : null), tone: () => "bad" }),
    column.money<Row>({ id: "notDue", head: "Not due", rank: 2, of: (row) => row.ageing.notDue }),
    column.money<Row>({ id: "d30", head: "1–30", rank: 2, of: (row) => row.ageing.days1To30 }),
    column.money<Row>({ id: "d60", head: "31–60", rank: 2, of: (row) => row.ageing.days31To60 }),
    column.money<Row>({ id: "d90", head: "61–90", rank: 2, of: (row) => row.ageing.days61To90 }),
    column.money<Row>({ id: "over", head: "Over 90", rank: 1, of: (row) => row.ageing.over90, tone: (row) => (Number.parseInt(row.ageing.over90.amount, 10) > 0 ? "bad" : undefined) }),
    column.money<Row>({ id: "unallocated", head: "To place", rank: 3, of: (row) => row.ageing.unallocated }),
    column.money<Row>({ id: "total", head: "Balance", rank: 1, withCurrency: true, of: (row) => row.ageing.total }),
    column.person<Row>({ id: "owner", head: "Account owner", owner: "crm", rank: 3, of: (row) => row.customer?.account?.owner?.name }),
  ];
  return (
    <>
      <Bar end={<TableTools columns={columns} rows={rows} owned={{ crm }} file={`receivables-${entity.code}-${asOf}`} />}>
        <span className="t3 s">as of</span>
        <span style={{ width: 140 }}><DateField label="" aria-label="As of" value={asOf} onChange={(day) => day && setAsOf(day)} max={entity.today} /></span>
        <span className="t3 s">Past days are worked out from what had been settled by then.</span>
      </Bar>
      <DataTable label="Receivables by customer" rows={rows} rowKey={(row) => row.customer?.number ?? ""} columns={columns} result={result} owned={{ crm }} onOpen={(row) => void navigate({ to: `/customers/${row.customer?.number}` })}
        empty={<EmptyState title="Nobody owes anything">Open invoices show up here by days past due.</EmptyState>} />
      {rows && rows.length > 0 && (
        <Bar foot end={<span className="row g12 s"><span className="t3">Over 90 days</span><span className="bad"><MoneySums values={sumByCurrency(rows.map((row) => row.ageing.over90))} whole /></span><span className="t3">Balance</span><MoneySums values={sumByCurrency(rows.map((row) => row.ageing.total))} whole /></span>}>
          <span className="s m">{rows.length} customers</span>
        </Bar>
      )}
    </>
  );
}
