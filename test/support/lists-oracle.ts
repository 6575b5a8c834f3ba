// What one database with both schemas answers: written independently of the product, straight from what the schema says.
import type pg from "pg";

/** Facts of each customer and account, added up the plain way. */
export async function prepareOracle(oracle: pg.Client): Promise<void> {
  await oracle.query(`
    create table customer_fact as select c.*,
      coalesce((select sum(case kind when 'INVOICE' then open_amount else -open_amount end) from invoice i where i.customer_number = c.number and status = 'POSTED'), 0) - coalesce((select sum(unallocated) from customer_payment p where p.customer_number = c.number), 0) as open_balance,
      greatest(0, coalesce((select sum(open_amount) from invoice i where i.customer_number = c.number and status = 'POSTED' and kind = 'INVOICE' and due_date < current_date), 0)
        - coalesce((select sum(open_amount) from invoice i where i.customer_number = c.number and status = 'POSTED' and kind = 'CREDIT_NOTE'), 0) - coalesce((select sum(unallocated) from customer_payment p where p.customer_number = c.number), 0)) as overdue_balance,
      (select count(*) from sales_order o where o.customer_number = c.number and status in ('CONFIRMED', 'IN_FULFILMENT'))::int as open_order_count,
      (select max(order_date) from sales_order o where o.customer_number = c.number and status <> 'CANCELLED') as last_order_date,
      (select min(promised_date) from sales_order o where o.customer_number = c.number and status in ('CONFIRMED', 'IN_FULFILMENT')) as next_promise_date
    from customer c;
    create unique index on customer_fact (number);
    create table account_fact as select a.*, coalesce((select sum(amount) from opportunity o where o.account_id = a.id and status = 'OPEN'), 0) as pipeline_amount from account a;
    analyze`);
}

type Filter = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- a filter is whatever the schema allows
const text = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;
const SIGNS: Record<string, string> = { equals: "=", lessThan: "<", atMost: "<=", greaterThan: ">", atLeast: ">=" };
function compared(column: string, comparator: Filter): string {
  return Object.entries(comparator).map(([operator, value]) => {
    if (operator === "isNull") return `(${column} is ${value ? "" : "not "}null)`;
    if (operator === "in") return `coalesce(${column}::text in (${(value as unknown[]).map(text).join(",") || "null"}), false)`;
    if (operator === "startsWith") return `coalesce(starts_with(${column}, ${text(value)}), false)`;
    return `coalesce(${column} ${SIGNS[operator]} ${typeof value === "boolean" ? value : text(value)}, false)`;
  }).join(" and ") || "true";
}
const COLUMNS = {
  account: { id: "a.id", name: "a.name", ownerId: "a.owner_id", team: "a.team", segment: "a.segment", territory: "a.territory", country: "a.country", city: "a.meeting_city", customerNumber: "a.customer_number", pipelineAmount: "a.pipeline_amount", createdAt: "a.created_at", isArchived: "(a.archived_at is not null)" },
  customer: { number: "c.number", legalEntity: "c.legal_entity", customerGroup: "c.customer_group", market: "c.market", country: "c.country", isOnHold: "c.is_on_hold", openBalance: "c.open_balance", overdueBalance: "c.overdue_balance", openOrderCount: "c.open_order_count", lastOrderDate: "c.last_order_date", nextPromiseDate: "c.next_promise_date" },
  salesOrder: { status: "o.status", orderDate: "o.order_date", promisedDate: "o.promised_date", total: "o.total_amount", legalEntity: "o.legal_entity" },
  invoice: { kind: "i.kind", openAmount: "i.open_amount", dueDate: "i.due_date", total: "i.total_amount", legalEntity: "i.legal_entity" },
} satisfies Record<string, Record<string, string>>;
type Noun = keyof typeof COLUMNS;

function own(noun: Noun, filter: Filter): string {
  const parts = Object.entries(filter).map(([field, value]) => {
    if (field === "and") return joined((value as Filter[]).map((part) => own(noun, part)), "and", "true");
    if (field === "or") return joined((value as Filter[]).map((part) => own(noun, part)), "or", "false");
    if (field === "not") return `not (${own(noun, value)})`;
    if (field === "tag") return `a.tags @> array[${text(value.equals)}]`;
    if (field === "stage") return `a.customer_number is ${value.equals === "CUSTOMER" ? "not " : ""}null`;
    if (field === "turnover") return compared(turnover(value), value.amount);
    if (field === "bought") return `exists (select 1 from sales_order o join sales_order_line l on l.sales_order_id = o.id where o.customer_number = c.number and o.status in ('CONFIRMED', 'IN_FULFILMENT', 'CLOSED') and l.item_number = ${text(value.itemNumber)}
      ${value.from ? `and o.order_date >= ${text(value.from)}` : ""} ${value.to ? `and o.order_date <= ${text(value.to)}` : ""})`;
    return compared((COLUMNS[noun] as Record<string, string>)[field]!, value);
  });
  return joined(parts, "and", "true");
}
const joined = (parts: string[], by: "and" | "or", none: string): string => (parts.length === 0 ? none : `(${parts.join(` ${by} `)})`);
export const turnover = ({ from, to }: { from?: string; to?: string } = {}): string => `coalesce((select sum(case i.kind when 'INVOICE' then i.net_amount else -i.net_amount end) from invoice i where i.customer_number = c.number and i.status = 'POSTED'
  and i.issue_date >= ${from ? text(from) : `${to ? `${text(to)}::date` : "current_date"} - interval '12 months' + interval '1 day'`} and i.issue_date <= ${to ? text(to) : "current_date"}), 0)`;

/** A filter across owners as one condition on `a` and `c` joined; `rows`: the noun whose rows are listed, of which there always is one. */
export function whereOf(filter: Filter, rows: Noun): string {
  const parts = Object.entries(filter).map(([field, value]) => {
    if (field === "and") return joined((value as Filter[]).map((part) => whereOf(part, rows)), "and", "true");
    if (field === "or") return joined((value as Filter[]).map((part) => whereOf(part, rows)), "or", "false");
    if (field === "not") return `not (${whereOf(value, rows)})`;
    const condition = own(field as Noun, value);
    if (field === rows) return condition;
    return `(${field === "account" ? "a.id" : "c.number"} is not null and ${condition})`;
  });
  return joined(parts, "and", "true");
}
export const speaksOfArchived = (filter: Filter): boolean => JSON.stringify(filter).includes('"isArchived"');
