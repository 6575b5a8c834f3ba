// The floor: what an engineer would write by hand if both schemas lay in one database. One statement a page, bare node:http, no permissions, no graph.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString: process.env["FLOOR_DATABASE_URL"], max: 8 });
// oxlint-disable-next-line typescript/no-explicit-any -- rows of hand-written SQL
type Row = Record<string, any>;
const money = (amount: string, currency: string): { amount: string; currency: string } => ({ amount, currency });

// The house's day, as the ERP takes it.
const TODAY = "(now() at time zone 'Europe/Copenhagen')::date";
const LIST = `
  select a.id, a.name, a.segment, a.country, a.meeting_city, u.id as owner_id, u.name as owner_name, c.number, c.is_on_hold, c.currency, round(coalesce(b.open, 0), 2) as open, round(coalesce(b.overdue, 0), 2) as overdue,
    o.last_order_date, coalesce(o.open_orders, 0) as open_orders, o.next_promise
  from account a left join crm_user u on u.id = a.owner_id left join customer c on c.number = a.customer_number
  left join lateral (select sum(open_amount) as open, sum(open_amount) filter (where due_date < ${TODAY}) as overdue from invoice i where i.customer_number = c.number and i.status = 'POSTED' and i.open_amount > 0) b on true
  left join lateral (select max(order_date) as last_order_date, count(*) filter (where status in ('CONFIRMED', 'IN_FULFILMENT'))::int as open_orders, min(promised_date) filter (where status in ('CONFIRMED', 'IN_FULFILMENT')) as next_promise
    from sales_order o where o.customer_number = c.number and o.status <> 'CANCELLED') o on true
  where a.archived_at is null order by a.name limit 51`;
async function list(): Promise<unknown> {
  const { rows } = await pool.query<Row>({ name: "list", text: LIST });
  const nodes = rows.slice(0, 50).map((r) => ({
    id: r.id, name: r.name, segment: r.segment, country: r.country, meetingAddress: { city: r.meeting_city }, owner: { id: r.owner_id, name: r.owner_name },
    customer: r.number === null ? null : {
      number: r.number, isOnHold: r.is_on_hold, openOrderCount: r.open_orders, nextPromiseDate: r.next_promise, lastOrderDate: r.last_order_date, openBalance: money(r.open, r.currency), overdueBalance: money(r.overdue, r.currency),
    },
  }));
  return { data: { accounts: { nodes, pageInfo: { hasNextPage: rows.length > 50 } } } };
}

const amount = (column: string, currency: string): string => `json_build_object('amount', round(${column}, 2)::text, 'currency', ${currency})`;
const array = (object: string, from: string): string => `coalesce((select json_agg(${object}) from (${from}) x), '[]')`;
const ACCOUNT = `
  select json_build_object('id', a.id, 'name', a.name, 'segment', a.segment, 'customerNumber', a.customer_number,
    'owner', json_build_object('name', u.name, 'employee', json_build_object('number', u.employee_number)),
    'meetingAddress', json_build_object('line1', a.meeting_line1, 'postalCode', a.meeting_postal_code, 'city', a.meeting_city, 'country', a.country),
    'parent', (select json_build_object('id', p.id, 'name', p.name) from account p where p.id = a.parent_id),
    'contacts', json_build_object('nodes', ${array("json_build_object('id', x.id, 'name', x.name, 'email', x.email, 'role', x.role)", "select * from contact where account_id = a.id and not is_archived order by name, id limit 20")},
      'totalCount', (select count(*)::int from contact where account_id = a.id and not is_archived)),
    'opportunities', json_build_object('nodes', ${array(`json_build_object('id', x.id, 'name', x.name, 'stage', json_build_object('name', x.stage_name, 'probabilityPercent', x.probability_percent), 'amount', ${amount("x.amount", "x.currency")}, 'closeDate', x.close_date, 'status', x.status)`,
      "select o.*, s.name as stage_name, s.probability_percent from opportunity o join stage s on s.id = o.stage_id where o.account_id = a.id order by o.created_at desc, o.id desc limit 20")}),
    'activities', json_build_object('nodes', ${array("json_build_object('id', x.id, 'kind', x.kind, 'subject', x.subject, 'dueAt', x.due_at, 'status', x.status)", "select * from activity where account_id = a.id order by happens_at desc, id desc limit 20")}),
    'quotes', json_build_object('nodes', ${array(`json_build_object('id', x.id, 'number', x.number, 'version', x.version_number, 'status', x.status, 'total', ${amount("x.total_amount", "x.currency")}, 'order', null)`, "select * from quote where account_id = a.id order by id desc limit 10")}),
    'customer', json_build_object('number', c.number, 'name', c.name, 'isOnHold', c.is_on_hold, 'paymentTerms', json_build_object('code', t.code, 'days', t.days), 'creditLimit', ${amount("c.credit_limit", "c.currency")},
      'openBalance', ${amount("coalesce(b.open, 0)", "c.currency")}, 'overdueBalance', ${amount("coalesce(b.overdue, 0)", "c.currency")},
      'turnover', ${amount(`coalesce((select sum(net_amount) from invoice i where i.customer_number = c.number and i.status = 'POSTED' and i.issue_date > ${TODAY} - interval '12 months'), 0)`, "c.currency")},
      'lastOrderDate', o.last_order_date, 'nextPromiseDate', o.next_promise,
      'salesOrders', json_build_object('nodes', ${array(`json_build_object('number', x.number, 'orderDate', x.order_date, 'status', x.status, 'deliveryStatus', x.delivery_status, 'invoiceStatus', x.invoice_status, 'total', ${amount("x.total_amount", "x.currency")},
        'lines', (select json_agg(json_build_object('lineNumber', l.line_number, 'item', json_build_object('number', it.number, 'name', it.name), 'quantity', trim_scale(l.quantity)::text, 'unitPrice', ${amount("l.unit_price", "x.currency")}, 'promisedDate', l.promised_date,
          'shippedQuantity', trim_scale(l.shipped_quantity)::text, 'invoicedQuantity', trim_scale(l.invoiced_quantity)::text) order by l.line_number) from sales_order_line l join item it on it.number = l.item_number where l.sales_order_id = x.id))`,
        "select * from sales_order where customer_number = c.number order by order_date desc, id desc limit 10")}, 'totalCount', (select count(*)::int from sales_order where customer_number = c.number)),
      'shipments', json_build_object('nodes', ${array("json_build_object('number', x.number, 'status', x.status, 'shippedDate', x.shipped_date, 'promisedDate', x.promised_date, 'carrier', x.carrier, 'trackingNumber', x.tracking_number)", "select * from shipment where customer_number = c.number order by id desc limit 10")}),
      'invoices', json_build_object('nodes', ${array(`json_build_object('number', x.number, 'issueDate', x.issue_date, 'dueDate', x.due_date, 'status', x.payment_status, 'total', ${amount("x.total_amount", "x.currency")}, 'openAmount', ${amount("x.open_amount", "x.currency")})`,
        "select * from invoice where customer_number = c.number order by issue_date desc, id desc limit 10")}, 'totalCount', (select count(*)::int from invoice where customer_number = c.number)))) as account
  from account a left join crm_user u on u.id = a.owner_id join customer c on c.number = a.customer_number join payment_terms t on t.code = c.payment_terms
  left join lateral (select sum(open_amount) as open, sum(open_amount) filter (where due_date < ${TODAY}) as overdue from invoice i where i.customer_number = c.number and i.status = 'POSTED' and i.open_amount > 0) b on true
  left join lateral (select max(order_date) as last_order_date, min(promised_date) filter (where status in ('CONFIRMED', 'IN_FULFILMENT')) as next_promise from sales_order o where o.customer_number = c.number and o.status <> 'CANCELLED') o on true
  where a.id = $1`;
async function account(id: string): Promise<unknown> {
  const { rows } = await pool.query<Row>({ name: "account", text: ACCOUNT, values: [id] });
  return { data: { account: rows[0]?.["account"] ?? null } };
}

const INVOICES = `
  select i.number, round(i.total_amount, 2) as total, i.currency, c.number as customer_number, c.name as customer_name, a.id as account_id, a.name as account_name, u.id as owner_id, u.name as owner_name, e.number as employee_number, e.name as employee_name, e.job_title, e.department
  from invoice i join customer c on c.number = i.customer_number left join account a on a.customer_number = c.number left join crm_user u on u.id = a.owner_id left join employee e on e.number = u.employee_number
  where i.status = 'POSTED' order by i.number limit 200`;
async function invoices(): Promise<unknown> {
  const { rows } = await pool.query<Row>({ name: "invoices", text: INVOICES });
  return { data: { invoices: { nodes: rows.map((r) => ({
    number: r.number, total: money(r.total, r.currency),
    customer: { number: r.customer_number, name: r.customer_name, account: { id: r.account_id, name: r.account_name, owner: { id: r.owner_id, name: r.owner_name, employee: { number: r.employee_number, name: r.employee_name, jobTitle: r.job_title, department: r.department } } } },
  })) } } };
}

const server = createServer((request, response) => {
  const [, page, id] = (request.url ?? "/").split("/");
  const answer = page === "list" ? list() : page === "invoices" ? invoices() : account(id ?? "");
  answer.then(
    (body) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
process.once("SIGTERM", () => process.exit(0)).once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.({ type: "ready", port: (server.address() as AddressInfo).port }));
