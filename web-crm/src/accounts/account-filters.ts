import { addDays, today, type FilterField, type FilterOption, type ListSpec, type ListState, type Sort } from "@homefield/web-kit";
import { daysToMoments } from "../app/moments.ts";
import type { AccountFilter, AccountOrder, CustomerFilter, CustomerOrder } from "../gql/graphql.ts";

/** What the choices of the filters are, once they were asked for. */
export interface AccountChoices {
  viewerId?: string;
  owners: readonly FilterOption[];
  segments: readonly FilterOption[];
  territories: readonly FilterOption[];
  tags: readonly FilterOption[];
  countries: readonly FilterOption[];
}

export const noChoices: AccountChoices = { owners: [], segments: [], territories: [], tags: [], countries: [] };

const UNTOUCHED_DAYS = 60;

function fieldsFor(choices: AccountChoices, seesCustomers: boolean, seesBalances: boolean, seesOrders: boolean): FilterField[] {
  const crm = "crm" as const;
  const erp = "erp" as const;
  return [
    { id: "stage", label: "Stage", owner: crm, kind: "enum", ops: ["is"], options: [{ value: "CUSTOMER", label: "Customer" }, { value: "PROSPECT", label: "Prospect" }] },
    { id: "owner", label: "Owner", owner: crm, kind: "person", at: "ownerId", options: choices.owners },
    { id: "pipeline", label: "Pipeline", owner: crm, kind: "money", at: "pipelineAmount" },
    { id: "next", label: "Next step", owner: crm, kind: "date", at: "nextStepAt" },
    { id: "touch", label: "Last touch", owner: crm, kind: "date", at: "lastTouchAt" },
    { id: "segment", label: "Segment", owner: crm, kind: "enum", options: choices.segments },
    { id: "territory", label: "Territory", owner: crm, kind: "enum", options: choices.territories },
    { id: "country", label: "Country", owner: crm, kind: "enum", options: choices.countries },
    { id: "city", label: "Town", owner: crm, kind: "text" },
    { id: "tag", label: "Label", owner: crm, kind: "enum", ops: ["is", "any"], options: choices.tags },
    { id: "created", label: "Made", owner: crm, kind: "date", at: "createdAt" },
    { id: "archived", label: "Put away", owner: crm, kind: "boolean", at: "isArchived" },
    ...(seesCustomers && seesBalances
      ? ([
          { id: "overdue", label: "Overdue", owner: erp, kind: "money", at: "overdueBalance" },
          { id: "balance", label: "Balance", owner: erp, kind: "money", at: "openBalance" },
        ] satisfies FilterField[])
      : []),
    ...(seesCustomers && seesOrders
      ? ([
          { id: "orders", label: "Open orders", owner: erp, kind: "number", at: "openOrderCount", ops: ["atLeast", "is", "atMost"] },
          { id: "promise", label: "Next promise", owner: erp, kind: "date", at: "nextPromiseDate" },
          { id: "ordered", label: "Last order", owner: erp, kind: "date", at: "lastOrderDate" },
        ] satisfies FilterField[])
      : []),
    ...(seesCustomers ? ([{ id: "hold", label: "On hold", owner: erp, kind: "boolean", at: "isOnHold" }] satisfies FilterField[]) : []),
  ];
}

export function accountListSpec(choices: AccountChoices, can: (permission: string) => boolean): ListSpec {
  const seesCustomers = can("customer:read");
  const seesBalances = can("customer-balance:read");
  return {
    fields: fieldsFor(choices, seesCustomers, seesBalances, can("sales-order:read")),
    sort: { field: "NAME", direction: "asc" },
    views: [
      { id: "all", label: "All" },
      ...(choices.viewerId ? [{ id: "mine", label: "Mine", filters: [{ field: "owner", op: "is" as const, values: [choices.viewerId] }] }] : []),
      ...(seesCustomers && seesBalances
        ? [
            {
              id: "overdue",
              label: "Overdue and in play",
              filters: [
                { field: "pipeline", op: "over" as const, values: ["0"] },
                { field: "overdue", op: "over" as const, values: ["0"] },
              ],
              sort: { field: "OVERDUE_BALANCE", direction: "desc" as const },
            },
          ]
        : []),
      { id: "untouched", label: `No touch in ${UNTOUCHED_DAYS} days`, filters: [{ field: "touch", op: "before", values: [addDays(today(), -UNTOUCHED_DAYS)] }], sort: { field: "LAST_TOUCH_AT", direction: "asc" } },
    ],
  };
}

/** What the ERP can order accounts by; everything else is the CRM's. */
const ERP_ORDERS = new Set(["OPEN_BALANCE", "OVERDUE_BALANCE", "LAST_ORDER_DATE", "OPEN_ORDER_COUNT", "NEXT_PROMISE_DATE"]);
const MOMENTS: ReadonlySet<string> = new Set(["nextStepAt", "lastTouchAt", "createdAt"]);

/** Somebody nobody ever spoke to was not spoken to before that day either. */
function neverIsBefore(filter: AccountFilter): AccountFilter {
  const and = filter.and?.map((part) => (part.lastTouchAt?.lessThan ? { or: [part, { lastTouchAt: { isNull: true } }] } : part));
  return and ? { ...filter, and } : filter;
}

export interface AccountQuestion {
  accounts: AccountFilter | undefined;
  customers: CustomerFilter | undefined;
  accountOrder: AccountOrder[];
  customerOrder: CustomerOrder[];
  /** The list is narrowed or ordered by facts of the ERP. */
  needsErp: boolean;
}

/** What the address asks of either side. */
export function accountQuestion(list: ListState): AccountQuestion {
  const chips = daysToMoments(list.filterInput<AccountFilter>("crm"), MOMENTS);
  const words = list.q ? { search: { contains: list.q } } : undefined;
  const narrowed = chips ? neverIsBefore(chips) : undefined;
  const accounts = narrowed && words ? { and: [narrowed, words] } : (narrowed ?? words);
  const customers = list.filterInput<CustomerFilter>("erp");
  const order = list.orderBy<{ field: string; direction: "ASC" | "DESC" }>() ?? [];
  const byErp = order.filter((one) => ERP_ORDERS.has(one.field)) as CustomerOrder[];
  const byCrm = order.filter((one) => !ERP_ORDERS.has(one.field)) as AccountOrder[];
  const descends = byCrm[0]?.field === "NAME" && byCrm[0].direction === "DESC";
  return {
    accounts,
    customers,
    accountOrder: byCrm.length > 0 ? byCrm : [{ field: "NAME", direction: "ASC" }],
    // The ERP cannot order by what the CRM knows; both know the name.
    customerOrder: byErp.length > 0 ? byErp : [{ field: "NAME", direction: descends ? "DESC" : "ASC" }],
    needsErp: customers !== undefined || byErp.length > 0,
  };
}

/** The order rows really have: of the CRM's orders, the ERP can only take the name. */
export function sortInForce(sort: Sort | undefined, byErp: boolean): Sort | undefined {
  if (!sort) return sort;
  if (byErp) return ERP_ORDERS.has(sort.field) || sort.field === "NAME" ? sort : { field: "NAME", direction: "asc" };
  return ERP_ORDERS.has(sort.field) ? { field: "NAME", direction: "asc" } : sort;
}
