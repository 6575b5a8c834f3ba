import { column, compareDecimals, DateText, formatMoney, isNegative, Money, sumByCurrency, Tag, today, type Column, type MoneyValue } from "@homefield/web-kit";
import type { AccountCellsFragment, CustomerCellsFragment } from "../gql/graphql.ts";

export interface AccountRow {
  account: AccountCellsFragment;
  customer?: CustomerCellsFragment | null;
}

export interface AccountListTotals {
  pipeline?: readonly MoneyValue[] | null;
  openOrders?: number;
  balance?: readonly MoneyValue[];
  overdue?: readonly MoneyValue[];
}

/** One sum per currency, under each other; never added up. */
export function Sums({ values, whole, bare }: { values: readonly MoneyValue[] | null | undefined; whole?: boolean; bare?: boolean }) {
  if (!values || values.length === 0) return null;
  return (
    <>
      {values.map((value) => (
        <span className="sumline" key={value.currency}>
          <Money value={value} whole={whole} withCurrency={!bare} strong />
        </span>
      ))}
    </>
  );
}

/** Pipelines in more than one currency stand with the first, and say that there is more. */
function Pipeline({ amounts }: { amounts: readonly MoneyValue[] | null | undefined }) {
  const sums = sumByCurrency(amounts ?? []);
  const first = sums[0];
  if (!first) return null;
  return (
    <span title={sums.map((sum) => formatMoney(sum, { withCurrency: true })).join(" and ")}>
      <Money value={first} whole withCurrency />
      {sums.length > 1 && <span className="t3"> +{sums.length - 1}</span>}
    </span>
  );
}

function Credit({ customer }: { customer: CustomerCellsFragment }) {
  if (customer.isOnHold) {
    return (
      <span title={customer.holdReason ?? undefined}>
        <Tag tone="bad">On hold</Tag>
      </span>
    );
  }
  if (customer.creditLeft && isNegative(customer.creditLeft.amount)) {
    return (
      <span title={`${formatMoney(customer.creditLeft, { withCurrency: true })} left`}>
        <Tag tone="warn">Over limit</Tag>
      </span>
    );
  }
  return <span className="t3">Open</span>;
}

const creditWords = (customer: CustomerCellsFragment | null | undefined): string | null =>
  !customer ? null : customer.isOnHold ? "On hold" : customer.creditLeft && isNegative(customer.creditLeft.amount) ? "Over limit" : "Open";

/** Both owners' columns. */
export function accountColumns(totals: AccountListTotals): Column<AccountRow>[] {
  return [
    column.name<AccountRow>({ id: "name", head: "Account", of: (row) => row.account.name, to: (row) => `/accounts/${row.account.id}`, tile: true, sort: "NAME", width: 200 }),
    column.person<AccountRow>({ id: "owner", head: "Owner", of: (row) => row.account.owner?.name, width: 128, rank: 2 }),
    column.any<AccountRow>({
      id: "next", head: "Next step", grow: true, width: 152, rank: 2, sort: "NEXT_STEP_AT", value: (row) => row.account.nextStep?.subject,
      cell: ({ account: { nextStep } }) =>
        nextStep && (
          <span className="row">
            <span className="cut grow">{nextStep.subject}</span>
            <span className="s t3">
              <DateText value={nextStep.dueAt} due />
            </span>
          </span>
        ),
    }),
    column.date<AccountRow>({ id: "touch", head: "Last touch", of: (row) => row.account.lastTouchAt, sort: "LAST_TOUCH_AT", width: 96, rank: 3 }),
    column.any<AccountRow>({
      id: "pipeline", head: "Pipeline", numeric: true, width: 128, rank: 1, sort: "PIPELINE_AMOUNT", sortFirst: "desc",
      value: (row) => (row.account.pipelineAmounts ?? []).map((amount) => formatMoney(amount, { withCurrency: true })).join(" and ") || null,
      cell: (row) => <Pipeline amounts={row.account.pipelineAmounts} />,
      total: <Sums values={totals.pipeline} whole />,
    }),
    column.tag<AccountRow>({ id: "stage", head: "Stage", of: (row) => (row.account.stage === "CUSTOMER" ? "Customer" : "Prospect"), width: 88, hidden: true }),
    column.text<AccountRow>({ id: "segment", head: "Segment", of: (row) => row.account.segment, sort: "SEGMENT", width: 130, hidden: true, quiet: true }),
    column.text<AccountRow>({ id: "territory", head: "Territory", of: (row) => row.account.territory, width: 120, hidden: true, quiet: true }),
    column.text<AccountRow>({ id: "city", head: "Town", of: (row) => row.account.meetingAddress?.city, sort: "CITY", width: 120, hidden: true, quiet: true }),
    column.text<AccountRow>({ id: "country", head: "Country", of: (row) => row.account.country, width: 80, hidden: true, quiet: true }),
    column.text<AccountRow>({ id: "tags", head: "Labels", of: (row) => row.account.tags.join(", "), width: 140, hidden: true, quiet: true }),
    column.date<AccountRow>({ id: "created", head: "Made", of: (row) => row.account.createdAt, sort: "CREATED_AT", width: 96, hidden: true }),
    column.text<AccountRow>({ id: "number", head: "Number", owner: "erp", of: (row) => row.customer?.number, width: 90, hidden: true }),
    column.number<AccountRow>({ id: "orders", head: "Orders", owner: "erp", of: (row) => row.customer?.openOrderCount, sort: "OPEN_ORDER_COUNT", width: 66, rank: 3, total: totals.openOrders === undefined ? undefined : String(totals.openOrders) }),
    column.date<AccountRow>({
      id: "promise", head: "Next promise", owner: "erp", of: (row) => row.customer?.nextPromiseDate, sort: "NEXT_PROMISE_DATE", sortFirst: "asc", width: 92, rank: 2,
      tone: (row) => (row.customer?.nextPromiseDate && row.customer.nextPromiseDate < today() ? "warn" : undefined),
    }),
    column.date<AccountRow>({ id: "ordered", head: "Last order", owner: "erp", of: (row) => row.customer?.lastOrderDate, sort: "LAST_ORDER_DATE", width: 96, hidden: true }),
    column.money<AccountRow>({ id: "balance", head: "Balance", owner: "erp", of: (row) => row.customer?.openBalance, sort: "OPEN_BALANCE", withCurrency: true, width: 142, total: <Sums values={totals.balance} /> }),
    column.money<AccountRow>({
      id: "overdue", head: "Overdue", owner: "erp", of: (row) => row.customer?.overdueBalance, sort: "OVERDUE_BALANCE", width: 114,
      tone: (row) => (row.customer?.overdueBalance && compareDecimals(row.customer.overdueBalance.amount, "0") > 0 ? "bad" : undefined),
      // In the order of the balances beside it, whose currencies they share.
      total: <Sums values={totals.balance?.map(({ currency }) => totals.overdue?.find((sum) => sum.currency === currency) ?? { amount: "0", currency })} bare />,
    }),
    column.any<AccountRow>({ id: "credit", head: "Credit", owner: "erp", rank: 2, value: (row) => creditWords(row.customer), cell: (row) => row.customer && <Credit customer={row.customer} />, width: 100 }),
  ];
}
