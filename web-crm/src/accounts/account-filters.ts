import { addDays, filterInput, nodesOf, today, type FilterField, type FilterNode, type FilterOption, type ListGroup, type ListSpec, type ListState, type Sort } from "@homefield/web-kit";
import { daysToMoments } from "../app/moments.ts";
import type { AccountFilter, AccountListFilter, AccountListGroupBy, AccountListOrder, AccountOrder, AccountOrderField, CustomerOrderField } from "../gql/graphql.ts";

/** What the choices of the filters are, once they were asked for. */
export interface AccountChoices {
  viewerId?: string;
  owners: readonly FilterOption[];
  segments: readonly FilterOption[];
  territories: readonly FilterOption[];
  tags: readonly FilterOption[];
  countries: readonly FilterOption[];
  teams: readonly FilterOption[];
}

export const noChoices: AccountChoices = { owners: [], segments: [], territories: [], tags: [], countries: [], teams: [] };

/** Looks up items of the ERP by number or name. */
export type ItemSearch = (text: string) => Promise<FilterOption[]>;

const UNTOUCHED_DAYS = 60;
const crm = "crm" as const;
const erp = "erp" as const;

/** Facts of the CRM, under the names its own filter has. */
const crmFields = (choices: AccountChoices): FilterField[] => [
  { id: "stage", label: "Stage", owner: crm, kind: "enum", ops: ["is"], options: [{ value: "CUSTOMER", label: "Customer" }, { value: "PROSPECT", label: "Prospect" }] },
  { id: "owner", label: "Owner", owner: crm, kind: "person", at: "ownerId", options: choices.owners },
  { id: "team", label: "Team", owner: crm, kind: "enum", options: choices.teams },
  { id: "pipeline", label: "Pipeline", owner: crm, kind: "money", at: "pipelineAmount" },
  { id: "next", label: "Next step", owner: crm, kind: "date", at: "nextStepAt" },
  { id: "touch", label: "Last touch", owner: crm, kind: "date", at: "lastTouchAt" },
  { id: "segment", label: "Segment", owner: crm, kind: "enum", ops: ["is", "any", "not", "empty", "filled"], options: choices.segments },
  { id: "territory", label: "Territory", owner: crm, kind: "enum", ops: ["is", "any", "not", "empty", "filled"], options: choices.territories },
  { id: "country", label: "Country", owner: crm, kind: "enum", ops: ["is", "any", "not", "empty", "filled"], options: choices.countries },
  { id: "name", label: "Name", owner: crm, kind: "text", ops: ["has", "starts", "is"] },
  { id: "city", label: "Town", owner: crm, kind: "text" },
  { id: "tag", label: "Label", owner: crm, kind: "enum", ops: ["is", "any"], options: choices.tags },
  { id: "created", label: "Made", owner: crm, kind: "date", at: "createdAt" },
  { id: "archived", label: "Put away", owner: crm, kind: "boolean", at: "isArchived" },
];

/** Facts of the ERP, under the names its own filter has; those the role may not see can't be asked for. */
const erpFields = (can: (permission: string) => boolean, items: ItemSearch): FilterField[] => {
  if (!can("customer:read")) return [];
  const balances: FilterField[] = [
    { id: "overdue", label: "Overdue", owner: erp, kind: "money", at: "overdueBalance" },
    { id: "balance", label: "Balance", owner: erp, kind: "money", at: "openBalance" },
    { id: "turnover", label: "Turnover, 12 months", owner: erp, kind: "money", at: "turnover.amount" },
  ];
  const orders: FilterField[] = [
    { id: "orders", label: "Open orders", owner: erp, kind: "number", at: "openOrderCount", ops: ["atLeast", "is", "atMost"] },
    { id: "promise", label: "Next promise", owner: erp, kind: "date", at: "nextPromiseDate" },
    { id: "ordered", label: "Last order", owner: erp, kind: "date", at: "lastOrderDate" },
    { id: "bought", label: "Bought", owner: erp, kind: "person", ops: ["is"], at: "bought.itemNumber", bare: true, search: items },
  ];
  return [
    ...(can("customer-balance:read") ? balances : []),
    ...(can("sales-order:read") ? orders : []),
    { id: "hold", label: "On hold", owner: erp, kind: "boolean", at: "isOnHold" },
    { id: "group", label: "Customer group", owner: erp, kind: "text", at: "customerGroup", ops: ["is", "empty"] },
    { id: "market", label: "Market", owner: erp, kind: "text", ops: ["is", "empty"] },
    { id: "company", label: "Served by", owner: erp, kind: "text", at: "legalEntity", ops: ["is", "empty"] },
  ];
};

/** What accounts are grouped by, and the condition that names one group. */
const GROUPS: readonly (ListGroup & { id: AccountListGroupBy; field: string })[] = [
  { id: "OWNER", label: "Owner", owner: crm, field: "owner" },
  { id: "TEAM", label: "Team", owner: crm, field: "team" },
  { id: "TERRITORY", label: "Territory", owner: crm, field: "territory" },
  { id: "SEGMENT", label: "Segment", owner: crm, field: "segment" },
  { id: "COUNTRY", label: "Country", owner: crm, field: "country" },
  { id: "CUSTOMER_GROUP", label: "Customer group", owner: erp, field: "group" },
  { id: "MARKET", label: "Market", owner: erp, field: "market" },
  { id: "LEGAL_ENTITY", label: "Company", owner: erp, field: "company" },
];

/** The condition that holds for the accounts of one group; none for a group without a value where that can't be asked. */
export function groupCondition(groupBy: string, value: string | null | undefined, spec: ListSpec): FilterNode | undefined {
  const field = spec.fields?.find((one) => one.id === GROUPS.find((group) => group.id === groupBy)?.field);
  if (!field) return undefined;
  if (value !== null && value !== undefined) return { field: field.id, op: "is", values: [value] };
  return field.ops?.includes("empty") || field.kind === "person" ? { field: field.id, op: "empty", values: [] } : undefined;
}

export function accountListSpec(choices: AccountChoices, can: (permission: string) => boolean, items: ItemSearch): ListSpec {
  const seesBalances = can("customer:read") && can("customer-balance:read");
  const own: FilterField[] = crmFields(choices);
  const borrowed = erpFields(can, items);
  return {
    fields: [...own.map((field) => ({ ...field, at: `account.${field.at ?? field.id}` })), ...borrowed.map((field) => ({ ...field, at: `customer.${field.at ?? field.id}` }))],
    sort: { field: "NAME", direction: "asc" },
    groups: GROUPS.filter((group) => group.owner === crm || can("customer:read")),
    views: [
      { id: "all", label: "All" },
      ...(choices.viewerId ? [{ id: "mine", label: "Mine", filters: [{ field: "owner", op: "is" as const, values: [choices.viewerId] }] }] : []),
      ...(seesBalances
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

/** What the ERP orders accounts by; everything else is the CRM's. */
const ERP_ORDERS: ReadonlySet<string> = new Set<CustomerOrderField>(["OPEN_BALANCE", "OVERDUE_BALANCE", "LAST_ORDER_DATE", "OPEN_ORDER_COUNT", "NEXT_PROMISE_DATE"]);
const MOMENTS: ReadonlySet<string> = new Set(["nextStepAt", "lastTouchAt", "createdAt"]);
const BY_NAME: Sort = { field: "NAME", direction: "asc" };

/** Somebody nobody ever spoke to was not spoken to before that day either. */
function neverIsBefore(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(neverIsBefore);
  if (!node || typeof node !== "object") return node;
  const { account, ...rest } = node as { account?: { lastTouchAt?: { lessThan?: string } } };
  if (account?.lastTouchAt?.lessThan) return { or: [{ account }, { account: { lastTouchAt: { isNull: true } } }] };
  return { ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, neverIsBefore(value)])), ...(account ? { account } : {}) };
}

/** What conditions ask of the lists over both owners. */
export function listFilter(nodes: readonly FilterNode[], fields: readonly FilterField[], q: string): AccountListFilter | undefined {
  const chips = neverIsBefore(daysToMoments(filterInput(nodes, fields), MOMENTS)) as AccountListFilter | undefined;
  const words: AccountListFilter | undefined = q ? { account: { search: { contains: q } } } : undefined;
  return chips && words ? { and: [chips, words] } : (chips ?? words);
}

/** The same without the ERP: what stands under `account`, said to the CRM itself. */
function toCrm(filter: AccountListFilter): AccountFilter {
  const { and, or, not, account } = filter;
  return {
    ...account,
    ...(and ? { and: and.map(toCrm) } : {}),
    ...(or ? { or: or.map(toCrm) } : {}),
    ...(not ? { not: toCrm(not) } : {}),
  };
}

export interface AccountQuestion {
  /** All conditions, for the lists over both owners. */
  filter: AccountListFilter | undefined;
  orderBy: AccountListOrder;
  /** Those the CRM answers alone. */
  crmFilter: AccountFilter | undefined;
  crmOrder: AccountOrder[];
  /** The list is narrowed or ordered by facts of the ERP. */
  needsErp: boolean;
  /** What can't be answered without the ERP. */
  aside: FilterNode[];
}

/** What the address asks of both owners, and what of it the CRM answers alone. */
export function accountQuestion(list: ListState): AccountQuestion {
  const fields = list.spec.fields ?? [];
  const own = nodesOf(list.filters, fields, crm);
  const crmOnly = listFilter(own, fields, list.q);
  const sort = list.sort ?? BY_NAME;
  const byErp = ERP_ORDERS.has(sort.field);
  const direction = sort.direction === "desc" ? "DESC" : "ASC";
  const crmSort = sortWithoutErp(sort);
  return {
    filter: listFilter(list.filters, fields, list.q),
    orderBy: byErp ? { customer: sort.field as CustomerOrderField, direction } : { account: sort.field as AccountOrderField, direction },
    crmFilter: crmOnly && toCrm(crmOnly),
    crmOrder: [{ field: crmSort.field as AccountOrderField, direction: crmSort.direction === "desc" ? "DESC" : "ASC" }],
    needsErp: byErp || own.length < list.filters.length,
    aside: list.filters.filter((node) => !own.includes(node)),
  };
}

/** The order rows have while the ERP does not answer. */
export const sortWithoutErp = (sort: Sort | undefined): Sort => (sort && !ERP_ORDERS.has(sort.field) ? sort : BY_NAME);
