// A company for benchmarks, made set by set: 1,000 accounts, 600 of them customers with 6,000 orders and 6,000 invoices.
import { openDatabase, silentLog } from "@homefield/kit";
import { scratchDatabase } from "@homefield/kit/scratch";
import { openFiscalYear } from "@homefield/erp/company/company.module.ts";
import { createStandardChart } from "@homefield/erp/finance/ledger/ledger.module.ts";
import type { DB as ErpTables } from "@homefield/erp/generated/tables.ts";
import pg from "pg";

export interface BenchDatabase { url: string; client: pg.Client; close(): Promise<void> }

/** A scratch database and a superuser's connection to it: the history is put there without being lived. */
export async function benchDatabase(side: "crm" | "erp", superuserUrl: string): Promise<BenchDatabase> {
  const scratch = await scratchDatabase(side);
  const url = new URL(superuserUrl);
  url.pathname = new URL(scratch.url).pathname;
  const client = new pg.Client({ connectionString: url.href });
  client.on("error", () => {}); // ends with the server when the benchmark is interrupted
  await client.connect();
  return {
    url: scratch.url, client,
    close: async () => {
      await client.end();
      await scratch.drop();
    },
  };
}

/** The entity with its books open, catalogue and customers, before anything happened. */
export async function foundErp(erp: BenchDatabase): Promise<void> {
  const year = new Date().getUTCFullYear();
  await erp.client.query(`
    insert into legal_entity (code, name, country, base_currency, line1, postal_code, city) values ('NHDK', 'Nordhavn Møbler A/S', 'DK', 'DKK', 'Havnegade 1', '8000', 'Aarhus');
    insert into payment_terms (code, name, days) values ('NET30', '30 days net', 30);
    insert into tax_code (legal_entity, code, name, kind) values ('NHDK', 'DK25', 'Danish VAT', 'DOMESTIC');
    insert into tax_rate (legal_entity, tax_code, valid_from, percent) values ('NHDK', 'DK25', '2020-01-01', 25);
    insert into unit (code, name) values ('PCS', 'Pieces');
    insert into item_category (code, name) values ('CHAIRS', 'Chairs');
    insert into item (number, name, category, unit) select 'I-' || n, 'Chair ' || n, 'CHAIRS', 'PCS' from generate_series(1, 200) n;
    insert into warehouse (code, name, legal_entity, line1, postal_code, city, country) values ('AARHUS', 'Aarhus', 'NHDK', 'Lager 1', '8000', 'Aarhus', 'DK');
    insert into employee (number, name, job_title, department, legal_entity, hired_on) select 'E-' || n, 'Seller ' || n, 'Sales', 'Sales', 'NHDK', '2020-01-01' from generate_series(1, 12) n;
    insert into customer (number, name, legal_entity, country, currency, payment_terms, credit_limit) select 'C-' || 10000 + n, 'Company ' || n, 'NHDK', 'DK', 'DKK', 'NET30', 500000 from generate_series(1, 600) n;`);
  const { db, close } = openDatabase<ErpTables>(erp.url, { name: "bench", log: silentLog(), poolSize: 1 });
  try {
    await db.transaction().execute(async (tx) => {
      for (const each of [year - 1, year, year + 1]) await openFiscalYear(tx, "NHDK", each);
      await createStandardChart(tx, "NHDK");
    });
  } finally {
    await close();
  }
}

/** What two years left behind. The newest 200 invoices are of 40 customers, as on a busy day. */
export async function historyOfErp({ client }: BenchDatabase): Promise<void> {
  await client.query(`
    set session_replication_role = replica;
    insert into sales_order (number, legal_entity, customer_number, currency, order_date, promised_date, status, delivery_status, invoice_status, payment_terms, net_amount, tax_amount, total_amount, last_line_number, created_by, confirmed_at)
      select 'SO-' || 100000 + i, 'NHDK', 'C-' || 10001 + i % 600, 'DKK', current_date - i / 12, case when i < 900 then current_date + 10 end, case when i < 900 then 'CONFIRMED' else 'CLOSED' end,
        case when i < 900 then 'NOT_SHIPPED' else 'SHIPPED' end, case when i < 900 then 'NOT_INVOICED' else 'INVOICED' end, 'NET30', 3000, 750, 3750, 3, 'bench', now() from generate_series(1, 6000) i;
    insert into sales_order_line (sales_order_id, line_number, item_number, description, warehouse, quantity, unit_price, net_amount, tax_code, tax_percent, tax_amount, promised_date, first_promised_date, shipped_quantity, invoiced_quantity)
      select o.id, n, 'I-' || 1 + (o.number_of + 7 * n) % 200, 'Chair', 'AARHUS', 2, 500, 1000, 'DK25', 25, 250, coalesce(o.promised_date, o.order_date), coalesce(o.promised_date, o.order_date), o.shipped, o.shipped
      from (select *, substr(number, 4)::int as number_of, case status when 'CLOSED' then 2 else 0 end as shipped from sales_order) o cross join generate_series(1, 3) n;
    insert into shipment (number, legal_entity, sales_order_id, customer_number, warehouse, status, carrier, tracking_number, promised_date, shipped_date)
      select 'SH-' || substr(number, 4), 'NHDK', id, customer_number, 'AARHUS', 'SHIPPED', 'DSV', 'T' || number, order_date + 5, order_date + 4 from sales_order where status = 'CLOSED' order by order_date;
    insert into invoice (number, legal_entity, customer_number, currency, issue_date, due_date, payment_terms, status, net_amount, tax_amount, total_amount, open_amount, base_total, open_base_amount, journal_entry_id, created_by, posted_at)
      select 'INV-' || 100000 + i, 'NHDK', 'C-' || 10001 + case when i <= 200 then i % 40 else i % 600 end, 'DKK', current_date - i / 12, current_date - i / 12 + 30, 'NET30', 'POSTED', 3000, 750, 3750,
        case when i % 4 = 0 then 3750 else 0 end, 3750, case when i % 4 = 0 then 3750 else 0 end, uuidv7(), 'bench', now() from generate_series(1, 6000) i;
    set session_replication_role = default;
    select refresh_customer_figures((select array_agg(number) from customer));
    analyze`);
}

export async function historyOfCrm({ client }: BenchDatabase): Promise<void> {
  await client.query(`
    insert into team (code, name, selling_entity, currency) values ('NORDIC', 'Nordic', 'NHDK', 'DKK');
    insert into crm_user (name, email, employee_number, team) select 'Seller ' || n, 'seller' || n || '@example.com', 'E-' || n, 'NORDIC' from generate_series(1, 12) n;
    insert into account (name, team, owner_id, segment, meeting_line1, meeting_postal_code, meeting_city, country, customer_number)
      select 'Company ' || to_char(n, 'FM0000'), 'NORDIC', u.id, 'Retail', 'Vej ' || n, '8000', 'Aarhus', 'DK', case when n <= 600 then 'C-' || 10000 + n end from generate_series(1, 1000) n join crm_user u on u.email = 'seller' || 1 + n % 12 || '@example.com';
    insert into contact (account_id, name, email, role) select a.id, 'Contact ' || n, 'contact' || n || '@example.com', 'USER' from account a cross join generate_series(1, 3) n;
    insert into activity (kind, subject, account_id, owner_id, due_at, created_by) select 'CALL', 'Call ' || n, a.id, a.owner_id, now() + n * interval '1 day', 'bench' from account a cross join generate_series(1, 4) n;
    insert into pipeline (name) values ('New business');
    insert into stage (pipeline_id, name, position, probability_percent) select id, 'Propose', 1, 50 from pipeline;
    insert into opportunity (account_id, name, pipeline_id, stage_id, owner_id, amount, currency, close_date) select a.id, 'Deal ' || n, s.pipeline_id, s.id, a.owner_id, 10000 * n, 'DKK', current_date + 30 * n from account a cross join generate_series(1, 2) n cross join stage s;
    insert into quote (number, account_id, owner_id, selling_entity, currency, title, total_amount) select 'Q-' || 10000 + row_number() over (), id, owner_id, 'NHDK', 'DKK', 'Offer', 3750 from account;
    analyze`);
}
