import type pg from "pg";
import type { ListsHouse } from "./lists-house.ts";

export const SEGMENTS = ["garden", "hotel", "project", "public"];
export const TERRITORIES = ["north", "south", "east", "west", "islands"];
export const ITEMS = ["I-1", "I-2", "I-3", "I-4", "I-5", "I-6"];

/**
 * A company in which all that can meet does: customers with and without account, accounts that point to nobody or to a number that came from
 * elsewhere, every fact absent somewhere, two teams, two companies of the group with a currency each. Made set by set; `chance` is the same for a seed.
 */
export async function fillListsHouse({ admin }: Pick<ListsHouse, "admin">, { accounts, customers, seed, invoicesEach = 6, foreign = true }: { accounts: number; customers: number; seed: number; invoicesEach?: number; foreign?: boolean }): Promise<void> {
  const chance = (salt: string, of = "n"): string => `(abs(hashtextextended(${of}::text || '${salt}', ${seed})) % 1000)::int`;
  const upTo = (most: number, salt: string): string => `(1 + abs(hashtextextended(n::text || '${salt}', ${seed})) % ${Math.max(1, Math.floor(most))})::int`;
  const oneOf = (values: readonly string[], salt: string): string => `(array[${values.map((value) => `'${value}'`).join(",")}])[1 + ${chance(salt)} % ${values.length}]`;
  const number = (n: string): string => `case when ${foreign} and ${n} % 20 = 0 then 'AW' || lpad(${n}::text, 8, '0') else 'C-' || (10000 + ${n}) end`;
  await admin.erp.query(`
    insert into legal_entity (code, name, country, base_currency, line1, postal_code, city) values ('NHDK', 'Nordhavn', 'DK', 'DKK', 'x', '1', 'x'), ('NHFR', 'Nordhavn France', 'FR', 'EUR', 'x', '1', 'x');
    insert into payment_terms (code, name, days) values ('NET30', '30 days', 30);
    insert into customer_group (code, name) values ('RETAIL', 'Retail'), ('PROJECT', 'Projects');
    insert into market (code, name) values ('NORDIC', 'Nordic'), ('SOUTHERN', 'Southern');
    insert into unit (code, name) values ('PCS', 'Pieces');
    insert into item_category (code, name) values ('ALL', 'All');
    insert into item (number, name, category, unit) select unnest(array[${ITEMS.map((item) => `'${item}'`).join(",")}]), 'Thing', 'ALL', 'PCS';
    insert into customer (number, name, legal_entity, customer_group, market, country, currency, payment_terms, is_on_hold, held_at)
      select ${number("n")}, 'Customer ' || n, e.code, case when ${chance("group")} < 700 then ${oneOf(["RETAIL", "PROJECT"], "group2")} end, case when ${chance("market")} < 800 then ${oneOf(["NORDIC", "SOUTHERN"], "market2")} end,
        ${oneOf(["DK", "SE", "FR"], "country")}, case e.code when 'NHDK' then 'DKK' else 'EUR' end, 'NET30', ${chance("hold")} < 100, case when ${chance("hold")} < 100 then now() end
      from generate_series(1, ${customers}) n, lateral (select case when ${chance("entity")} < 700 then 'NHDK' else 'NHFR' end as code) e;
    set session_replication_role = replica`);
  await withoutIndexes(admin.erp, ["invoice", "sales_order", "sales_order_line"], () => admin.erp.query(`
    insert into invoice (id, kind, number, legal_entity, customer_number, currency, issue_date, due_date, payment_terms, status, net_amount, tax_amount, total_amount, open_amount, credits_invoice, created_by, posted_at)
      select gen_random_uuid(), k.kind, case when s.status = 'POSTED' then 'INV-' || n end, c.legal_entity, c.number, c.currency, case when s.status = 'POSTED' then d.day end, case when s.status = 'POSTED' then d.day + 30 end, 'NET30', s.status, a.net, 0, a.net,
        case when s.status = 'DRAFT' or ${chance("paid")} < 600 then 0 when ${chance("part")} < 500 then a.net else round(a.net / 2, 2) end, case k.kind when 'CREDIT_NOTE' then gen_random_uuid() end, 'test', case when s.status = 'POSTED' then now() end
      from generate_series(1, ${Math.round(customers * invoicesEach)}) n, lateral (select ${upTo(customers * 0.7, "customer")} as c) w
      join lateral (select * from customer where number = ${number("w.c")}) c on true, lateral (select case when ${chance("kind")} < 900 then 'INVOICE' else 'CREDIT_NOTE' end as kind) k,
        lateral (select case when ${chance("draft")} < 950 then 'POSTED' else 'DRAFT' end as status) s, lateral (select current_date - ${chance("day")} * 600 / 1000 as day) d, lateral (select round((10 + ${chance("net")} * 3.37)::numeric, 2) as net) a;
    insert into customer_payment (number, legal_entity, customer_number, currency, amount, base_amount, unallocated, unallocated_base, payment_date, journal_entry_id, created_by)
      select 'P-' || n, legal_entity, number, currency, 1000, 1000, case when ${chance("left")} < 500 then ${chance("rest")} else 0 end, 0, current_date, gen_random_uuid(), 'test'
      from (select c.*, row_number() over (order by number) as n from customer c) c where ${chance("pays")} < 300;
    insert into sales_order (id, number, legal_entity, customer_number, currency, order_date, promised_date, status, payment_terms, net_amount, total_amount, created_by, confirmed_at)
      select gen_random_uuid(), 'SO-' || n, c.legal_entity, c.number, c.currency, current_date - ${chance("oday")} / 2, case when ${chance("promise")} < 700 then current_date + ${chance("pday")} / 20 - 10 end, s.status, 'NET30', t.net, t.net, 'test', case when s.status <> 'DRAFT' then now() end
      from generate_series(1, ${customers * 3}) n, lateral (select ${upTo(customers * 0.8, "ocustomer")} as c) w join lateral (select * from customer where number = ${number("w.c")}) c on true,
        lateral (select ${oneOf(["DRAFT", "CONFIRMED", "IN_FULFILMENT", "CLOSED", "CLOSED", "CANCELLED"], "ostatus")} as status) s, lateral (select ${chance("onet")} + 5 as net) t;
    insert into sales_order_line (sales_order_id, line_number, item_number, description, warehouse, quantity, unit_price, net_amount, tax_code, tax_percent, tax_amount)
      select o.id, l, (array['${ITEMS.join("','")}'])[1 + ((${chance("item", "o.number")} * 7 + l * l) % 6) % ${ITEMS.length}], 'Thing', 'AARHUS', 1, 1, 1, 'X', 0, 0 from sales_order o, generate_series(1, 1 + ${chance("lines", "o.number")} % 3) l`));
  await admin.erp.query(`set session_replication_role = default; analyze`);
  await admin.erp.query(`select refresh_customer_figures((select array_agg(number) from customer));
    analyze`);
  await admin.crm.query(`
    insert into team (code, name, selling_entity, currency) values ('NORDIC', 'Nordic', 'NHDK', 'DKK'), ('SOUTH', 'South', 'NHFR', 'EUR');
    insert into crm_user (name, email, team) select 'User ' || n, 'user' || n || '@example.com', 'NORDIC' from generate_series(1, 4) n;
    insert into pipeline (name) values ('Direct');
    insert into stage (pipeline_id, name, position, probability_percent) select id, 'Qualify', 1, 10 from pipeline;
    insert into account (id, name, team, owner_id, parent_id, segment, territory, country, meeting_city, tags, customer_number, archived_at, created_at, updated_at)
      select md5('account' || n)::uuid, 'account ' || lpad((${chance("name")} * 7919 % 100000)::text, 5, '0') || ' ' || n, ${oneOf(["NORDIC", "NORDIC", "SOUTH"], "team")}, case when ${chance("owner")} < 900 then (select id from crm_user where name = 'User ' || 1 + ${chance("owner2")} % 4) end, null,
        case when ${chance("segment")} < 850 then ${oneOf(SEGMENTS, "segment2")} end, case when ${chance("territory")} < 850 then ${oneOf(TERRITORIES, "territory2")} end, ${oneOf(["DK", "SE", "FR"], "acountry")}, case when ${chance("city")} < 700 then 'town ' || ${chance("city2")} % 9 end,
        case when ${chance("tag")} < 400 then array['vip'] else '{}' end, case when n <= ${Math.floor(customers * 0.85)} then ${number("n")} when n % 25 = 0 then 'C-' || (900000 + n) end, case when ${chance("archived")} < 50 then now() end, now() - ${chance("made")} * interval '1 hour', now()
      from generate_series(1, ${accounts}) n;
    insert into opportunity (account_id, name, pipeline_id, stage_id, amount, currency, status, closed_at, created_at)
      select a.id, 'Deal', p.id, s.id, case when ${chance("hasamount")} < 900 then ${chance("amount")} * 100 + 0.5 end, ${oneOf(["DKK", "DKK", "EUR"], "ocurrency")}, o.status, case when o.status <> 'OPEN' then now() end, now()
      from generate_series(1, ${accounts}) n join account a on a.id = md5('account' || ${upTo(accounts * 0.6, "oaccount")})::uuid, pipeline p, stage s, lateral (select ${oneOf(["OPEN", "OPEN", "WON"], "ostatus")} as status) o;
    analyze`);
}

/** A million rows go in sooner when their indexes are made afterwards. */
async function withoutIndexes(client: pg.Client, tables: readonly string[], work: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ name: string; sql: string }>(`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i
    where i.indrelid = any($1::regclass[]) and not i.indisunique`, [tables]);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await work();
  for (const { sql } of rows) await client.query(sql);
}
