/**
 * From the staging tables to the ERP's own, set by set. Amounts of the source have four decimals; books are kept in cents:
 * each document is rounded once, its lines share what rounding left, and the ledger books the rest to the rounding account.
 */
export const ENTITY = "AWUS";

export interface Step { what: string; sql: string }
const BY = "Import AdventureWorks";
const aw = "adventureworks";
/** What the lines are shipped from: location 7 is "Finished Goods Storage". */
const SHIPS_FROM = "AW07";

export const BASE_STEPS: readonly Step[] = [
  { what: "company", sql: `
    insert into legal_entity (code, name, country, base_currency, line1, postal_code, city, email, time_zone)
      values ('${ENTITY}', 'Adventure Works Cycles', 'US', 'USD', '1970 Napa Ct.', '98011', 'Bothell', 'accounts@adventure-works.com', 'America/Los_Angeles') on conflict do nothing;
    insert into payment_terms (code, name, days) values ('AW12', '12 days from the order', 12) on conflict do nothing;
    insert into customer_group (code, name) values ('AW-STORE', 'Adventure Works resellers'), ('AW-ONLINE', 'Adventure Works online customers') on conflict do nothing;
    insert into market (code, name) select 'AW' || territory_id, name from ${aw}.territory on conflict do nothing;
    insert into tax_code (legal_entity, code, name, kind) values ('${ENTITY}', 'AW-SOURCE', 'Sales tax as in the source', 'DOMESTIC') on conflict do nothing;
    insert into tax_rate (legal_entity, tax_code, valid_from, percent) values ('${ENTITY}', 'AW-SOURCE', '2011-01-01', 0) on conflict do nothing;
    insert into tax_code (legal_entity, code, name, kind) select '${ENTITY}', 'AW-' || sales_tax_rate_id, name, 'DOMESTIC' from ${aw}.tax_rate on conflict do nothing;
    insert into tax_rate (legal_entity, tax_code, valid_from, percent) select '${ENTITY}', 'AW-' || sales_tax_rate_id, '2011-01-01', tax_rate from ${aw}.tax_rate on conflict do nothing;
    insert into employee (number, name, job_title, department, legal_entity, hired_on)
      select 'AW-' || e.business_entity_id, concat_ws(' ', p.first_name, p.middle_name, p.last_name), e.job_title, coalesce(d.name, 'Unknown'), '${ENTITY}', e.hire_date
      from ${aw}.employee e join ${aw}.person p using (business_entity_id)
      left join lateral (select name from ${aw}.department_history h join ${aw}.department using (department_id) where h.business_entity_id = e.business_entity_id order by (h.end_date is null) desc, h.start_date desc limit 1) d on true
      on conflict do nothing;` },
  { what: "rates", sql: `
    insert into exchange_rate (base_currency, currency, rate_date, rate)
      select 'USD', to_currency_code, currency_rate_date, max(round(1 / end_of_day_rate, 10)) from ${aw}.currency_rate
      where from_currency_code = 'USD' and to_currency_code <> 'USD' and end_of_day_rate > 0 group by 2, 3 on conflict do nothing;` },
  { what: "items", sql: `
    insert into unit (code, name, decimals) select unit_measure_code, name, 0 from ${aw}.unit on conflict do nothing;
    insert into unit (code, name, decimals) values ('EA', 'Each', 0) on conflict do nothing;
    insert into item_category (code, name) values ('AW', 'Adventure Works') on conflict do nothing;
    insert into item_category (code, name, parent) select 'AWC' || product_category_id, name, 'AW' from ${aw}.category on conflict do nothing;
    insert into item_category (code, name, parent) select 'AWS' || product_subcategory_id, name, 'AWC' || product_category_id from ${aw}.subcategory on conflict do nothing;
    insert into item (number, name, category, unit, status, is_stocked, lead_time_days, weight_grams, created_at)
      select product_number, name, coalesce('AWS' || product_subcategory_id, 'AW'), 'EA',
        case when discontinued_date is not null then 'DISCONTINUED' when sell_end_date is not null then 'PHASING_OUT' else 'ACTIVE' end, true, least(days_to_manufacture, 730),
        case weight_unit_measure_code when 'LB' then round(weight * 453.59237) when 'G' then round(weight) end::int, sell_start_date
      from ${aw}.product on conflict do nothing;` },
  { what: "prices and special offers", sql: `
    insert into price_rule (id, name, kind, legal_entity, item_number, currency, valid_from, valid_to, unit_price)
      select md5('adventureworks/list/' || p.product_id || '/' || l.start_date)::uuid, 'List price from ' || l.start_date, 'PRICE', '${ENTITY}', p.product_number, 'USD', l.start_date, l.end_date, l.list_price
      from ${aw}.list_price l join ${aw}.product p using (product_id) on conflict do nothing;
    insert into price_rule (id, name, kind, legal_entity, item_number, currency, valid_from, valid_to, unit_price)
      select md5('adventureworks/product/' || product_id)::uuid, 'List price', 'PRICE', '${ENTITY}', product_number, 'USD', sell_start_date, null, list_price
      from ${aw}.product p where list_price > 0 and not exists (select 1 from ${aw}.list_price l where l.product_id = p.product_id and l.end_date is null) on conflict do nothing;
    insert into price_rule (id, name, kind, legal_entity, item_number, customer_group, min_quantity, valid_from, valid_to, percent)
      select md5('adventureworks/offer/' || o.special_offer_id || '/' || p.product_id)::uuid, o.description, 'DISCOUNT', '${ENTITY}', p.product_number, case o.category when 'Reseller' then 'AW-STORE' else 'AW-ONLINE' end,
        o.min_qty, o.start_date, o.end_date, round(o.discount_pct * 100, 4)
      from ${aw}.offer_product x join ${aw}.offer o using (special_offer_id) join ${aw}.product p using (product_id) where o.discount_pct > 0 on conflict do nothing;` },
  { what: "customers", sql: `
    create index on ${aw}.order_header (customer_id); create index on ${aw}.person (business_entity_id);
    create unlogged table ${aw}.customer_home as
      select distinct on (h.customer_id) h.customer_id, s.country_region_code as country from ${aw}.order_header h join ${aw}.address a on a.address_id = h.bill_to_address_id join ${aw}.state s using (state_province_id)
      order by h.customer_id, h.order_date desc, h.sales_order_id desc;
    insert into customer (number, name, legal_entity, customer_group, market, country, currency, payment_terms, invoice_email, created_at)
      select c.account_number, coalesce(st.name, concat_ws(' ', p.first_name, p.middle_name, p.last_name)), '${ENTITY}', case when c.store_id is null then 'AW-ONLINE' else 'AW-STORE' end, 'AW' || c.territory_id,
        coalesce(home.country, t.country_region_code), 'USD', 'AW12', case when c.store_id is null then e.email_address end,
        coalesce(first.day, date '2011-05-31')
      from ${aw}.customer c join ${aw}.territory t using (territory_id) left join ${aw}.store st on st.business_entity_id = c.store_id left join ${aw}.person p on p.business_entity_id = c.person_id
      left join lateral (select email_address from ${aw}.email e where e.business_entity_id = c.person_id limit 1) e on true left join ${aw}.customer_home home on home.customer_id = c.customer_id
      left join (select customer_id, min(order_date) as day from ${aw}.order_header group by 1) first on first.customer_id = c.customer_id
      where st.name is not null or p.last_name is not null on conflict do nothing;
    create unlogged table ${aw}.customer_use as
      select customer_id, kind, address_id, row_number() over (partition by customer_id, kind order by max(order_date) desc, address_id) = 1 as is_latest from (
        select customer_id, 'BILLING' as kind, bill_to_address_id as address_id, order_date from ${aw}.order_header union all select customer_id, 'DELIVERY', ship_to_address_id, order_date from ${aw}.order_header) u
      group by 1, 2, 3;
    insert into customer_address (id, customer_number, kind, name, line1, line2, postal_code, city, region, country, is_default)
      select md5('adventureworks/address/' || u.customer_id || '/' || u.kind || '/' || u.address_id)::uuid, c.account_number, u.kind, cu.name, a.address_line1, a.address_line2, a.postal_code, a.city, s.name, s.country_region_code,
        u.is_latest and not exists (select 1 from customer_address x where x.customer_number = c.account_number and x.kind = u.kind and x.is_default)
      from ${aw}.customer_use u join ${aw}.customer c using (customer_id) join customer cu on cu.number = c.account_number join ${aw}.address a using (address_id) join ${aw}.state s using (state_province_id) on conflict do nothing;` },
];

/** Orders whose lines don't add up to their own SubTotal lost a line on the way: the whole order is left out and named. */
export const TORN_ORDERS = `
  with sums as (select h.sales_order_id, h.line, h.sub_total, coalesce(sum(d.line_total), 0) as lines from ${aw}.order_header h left join ${aw}.order_detail d using (sales_order_id) group by 1, 2, 3),
    torn as (delete from ${aw}.order_header h using sums s where s.sales_order_id = h.sales_order_id and abs(s.sub_total - s.lines) > 0.01 returning h.line, h.sales_order_id, s.sub_total, s.lines),
    gone as (delete from ${aw}.order_detail d using torn t where d.sales_order_id = t.sales_order_id)
  select line, sales_order_id, sub_total, lines from torn order by line`;

export const ORDER_STEPS: readonly Step[] = [
  { what: "new orders", sql: `
    create unlogged table ${aw}.new_order as
      select h.sales_order_id, h.sales_order_number, h.purchase_order_number, h.order_date, h.due_date, coalesce(h.ship_date, h.due_date) as ship_date, h.status, c.account_number as customer_number, h.customer_id,
        h.bill_to_address_id, h.ship_to_address_id, m.name as carrier, h.sub_total, h.total_due,
        round(h.total_due, 2) - round(h.tax_amt, 2) - round(h.freight, 2) as net, round(h.tax_amt, 2) as tax, round(h.freight, 2) as freight, round(h.total_due, 2) as total, round(h.sub_total, 2) as sales,
        case when h.sub_total > 0 then round(100 * h.tax_amt / h.sub_total, 4) else 0 end as tax_percent,
        uuidv7(h.order_date + interval '12 hours' - now()) as order_id, uuidv7(coalesce(h.ship_date, h.due_date) + interval '12 hours' - now()) as shipment_id, uuidv7(coalesce(h.ship_date, h.due_date) + interval '13 hours' - now()) as invoice_id,
        uuidv7(coalesce(h.ship_date, h.due_date) + interval '12 hours' - now()) as cost_entry_id, uuidv7(coalesce(h.ship_date, h.due_date) + interval '13 hours' - now()) as invoice_entry_id,
        extract(year from coalesce(h.ship_date, h.due_date))::int as year
      from ${aw}.order_header h join ${aw}.customer c using (customer_id) join customer cu on cu.number = c.account_number join ${aw}.ship_method m using (ship_method_id)
      where h.status = 5 and not exists (select 1 from sales_order o where o.number = h.sales_order_number);
    create unique index on ${aw}.new_order (sales_order_id);
    alter table ${aw}.new_order add column invoice_number text;
    update ${aw}.new_order n set invoice_number = 'INV-${ENTITY}-' || n.year || '-' || lpad((coalesce(s.last_number, 0) + r.nr)::text, 6, '0')
      from (select sales_order_id, year, row_number() over (partition by year order by ship_date, sales_order_id) as nr from ${aw}.new_order) r
      left join number_series s on s.legal_entity = '${ENTITY}' and s.series = 'INV' and s.fiscal_year = r.year where r.sales_order_id = n.sales_order_id;
    create unlogged table ${aw}.new_line as
      select d.sales_order_id, row_number() over (partition by d.sales_order_id order by d.sales_order_detail_id) as line_number, d.order_qty, d.unit_price, round(d.unit_price_discount * 100, 4) as discount_percent, d.line_total, d.carrier_tracking_number,
        p.product_number, p.name, round(d.order_qty * p.standard_cost, 2) as cost, round(d.line_total, 2) as net, round(d.line_total * n.tax_percent / 100, 2) as tax,
        row_number() over (partition by d.sales_order_id order by d.line_total desc, d.sales_order_detail_id) = 1 as is_largest,
        uuidv7(n.order_date + interval '12 hours' - now()) as line_id, uuidv7(n.ship_date + interval '12 hours' - now()) as shipment_line_id
      from ${aw}.order_detail d join ${aw}.new_order n using (sales_order_id) join ${aw}.product p using (product_id);
    create index on ${aw}.new_line (sales_order_id);
    -- What rounding left goes to the largest line, so that the lines add up to their document.
    update ${aw}.new_line l set net = l.net + r.net_left, tax = l.tax + r.tax_left
      from (select n.sales_order_id, n.net - sum(x.net) as net_left, n.tax - sum(x.tax) as tax_left from ${aw}.new_order n join ${aw}.new_line x using (sales_order_id) group by n.sales_order_id, n.net, n.tax) r
      where r.sales_order_id = l.sales_order_id and l.is_largest and (r.net_left <> 0 or r.tax_left <> 0);
    analyze ${aw}.new_order; analyze ${aw}.new_line;` },
  { what: "stock by location", sql: `
    insert into warehouse (code, name, legal_entity, line1, postal_code, city, country) select 'AW' || lpad(location_id::text, 2, '0'), name, '${ENTITY}', '1970 Napa Ct.', '98011', 'Bothell', 'US' from ${aw}.location on conflict do nothing;
    create unlogged table ${aw}.opening as
      with counted as (
        select 'AW' || lpad(i.location_id::text, 2, '0') as warehouse, p.product_number as item, i.quantity::numeric as quantity, round(i.quantity * p.standard_cost, 2) as value from ${aw}.inventory i join ${aw}.product p using (product_id)
        where not exists (select 1 from stock_move m where m.kind = 'OPENING' and m.item_number = p.product_number and m.warehouse = 'AW' || lpad(i.location_id::text, 2, '0') and m.source_number = 'AdventureWorks')),
      sold as (select '${SHIPS_FROM}' as warehouse, product_number as item, sum(order_qty) as quantity, sum(cost) as value from ${aw}.new_line group by 2)
      select warehouse, item, sum(quantity) as quantity, sum(value) as value, sum(sold) as sold, sum(sold_value) as sold_value from (
        select warehouse, item, quantity, value, 0 as sold, 0 as sold_value from counted union all select warehouse, item, quantity, value, quantity, value from sold) x group by 1, 2;
    insert into stock_balance (warehouse, item_number, on_hand) select warehouse, item, quantity - sold from ${aw}.opening
      on conflict (warehouse, item_number) do update set on_hand = stock_balance.on_hand + excluded.on_hand;
    insert into stock_value (legal_entity, item_number, quantity, value) select '${ENTITY}', item, sum(quantity - sold), sum(value - sold_value) from ${aw}.opening group by item
      on conflict (legal_entity, item_number) do update set quantity = stock_value.quantity + excluded.quantity, value = stock_value.value + excluded.value;
    create unlogged table ${aw}.opening_entry as select uuidv7(timestamp '2011-05-30 12:00' - now()) as id where exists (select 1 from ${aw}.opening where value > 0);
    insert into journal_entry (id, legal_entity, posting_date, period_id, area, text, source_kind, source_number, created_at, created_by)
      select e.id, '${ENTITY}', '2011-05-30', p.id, 'INVENTORY', 'Opening stock from AdventureWorks', 'OPENING', 'AdventureWorks', '2011-05-30', '${BY}' from ${aw}.opening_entry e
      join fiscal_period p on p.legal_entity = '${ENTITY}' and date '2011-05-30' between p.starts_on and p.ends_on;
    insert into journal_line (entry_id, line_number, account_id, debit, credit, currency, currency_amount)
      select e.id, s.n, a.id, case s.n when 1 then v.total else 0 end, case s.n when 2 then v.total else 0 end, 'USD', case s.n when 1 then v.total else -v.total end
      from ${aw}.opening_entry e cross join (select sum(value) as total from ${aw}.opening) v cross join (values (1, 'INVENTORY'), (2, 'OPENING_BALANCE')) s(n, purpose)
      join posting_account pa on pa.legal_entity = '${ENTITY}' and pa.purpose = s.purpose join ledger_account a on a.legal_entity = '${ENTITY}' and a.code = pa.account_code;
    insert into stock_move (id, warehouse, item_number, kind, quantity, value, posting_date, moved_at, moved_by, source_number, journal_entry_id)
      select uuidv7(timestamp '2011-05-30 12:00' - now()), o.warehouse, o.item, 'OPENING', o.quantity, o.value, '2011-05-30', '2011-05-30', '${BY}', 'AdventureWorks', case when o.value > 0 then e.id end
      from ${aw}.opening o left join ${aw}.opening_entry e on true where o.quantity > 0;` },
  { what: "sales orders", sql: `
    insert into sales_order (id, number, legal_entity, customer_number, currency, order_date, requested_date, status, delivery_status, invoice_status, payment_terms, billing_address, delivery_address, customer_reference,
        net_amount, tax_amount, freight_amount, total_amount, freight_tax_code, freight_tax_percent, freight_tax_amount, last_line_number, created_at, created_by, confirmed_at)
      select n.order_id, n.sales_order_number, '${ENTITY}', n.customer_number, 'USD', n.order_date, n.due_date, 'CLOSED', 'SHIPPED', 'INVOICED', 'AW12',
        md5('adventureworks/address/' || n.customer_id || '/BILLING/' || n.bill_to_address_id)::uuid, md5('adventureworks/address/' || n.customer_id || '/DELIVERY/' || n.ship_to_address_id)::uuid, n.purchase_order_number,
        n.net, n.tax, n.freight, n.total, 'AW-SOURCE', 0, 0, (select max(line_number) from ${aw}.new_line l where l.sales_order_id = n.sales_order_id), n.order_date, '${BY}', n.order_date
      from ${aw}.new_order n;
    insert into sales_order_line (id, sales_order_id, line_number, item_number, description, warehouse, quantity, unit_price, discount_percent, net_amount, tax_code, tax_percent, tax_amount, requested_date, promised_date, first_promised_date, price_is_agreed, shipped_quantity, invoiced_quantity)
      select l.line_id, n.order_id, l.line_number, l.product_number, l.name, '${SHIPS_FROM}', l.order_qty, l.unit_price, l.discount_percent, l.net, 'AW-SOURCE', n.tax_percent, l.tax, n.due_date, n.due_date, n.due_date, true, l.order_qty, l.order_qty
      from ${aw}.new_line l join ${aw}.new_order n using (sales_order_id);` },
  { what: "journals of shipments and invoices", sql: `
    insert into journal_entry (id, legal_entity, posting_date, period_id, area, text, source_kind, source_number, created_at, created_by)
      select n.cost_entry_id, '${ENTITY}', n.ship_date, p.id, 'INVENTORY', 'Shipment SH-' || n.sales_order_number, 'SHIPMENT', 'SH-' || n.sales_order_number, n.ship_date, '${BY}'
      from ${aw}.new_order n join fiscal_period p on p.legal_entity = '${ENTITY}' and n.ship_date between p.starts_on and p.ends_on
      where exists (select 1 from ${aw}.new_line l where l.sales_order_id = n.sales_order_id and l.cost > 0)
      union all select n.invoice_entry_id, '${ENTITY}', n.ship_date, p.id, 'RECEIVABLES', 'Invoice ' || n.invoice_number, 'INVOICE', n.invoice_number, n.ship_date, '${BY}'
      from ${aw}.new_order n join fiscal_period p on p.legal_entity = '${ENTITY}' and n.ship_date between p.starts_on and p.ends_on where n.total > 0;
    create unlogged table ${aw}.posting as select pa.purpose, a.id as account_id from posting_account pa join ledger_account a on a.legal_entity = pa.legal_entity and a.code = pa.account_code where pa.legal_entity = '${ENTITY}';
    insert into journal_line (entry_id, line_number, account_id, debit, credit, currency, currency_amount, customer_number)
      select entry_id, row_number() over (partition by entry_id order by nr), account_id, greatest(amount, 0), greatest(-amount, 0), 'USD', amount, customer_number from (
        select n.invoice_entry_id as entry_id, s.nr, p.account_id, case s.purpose when 'RECEIVABLES' then n.customer_number end as customer_number,
          case s.purpose when 'RECEIVABLES' then n.total when 'SALES' then -n.sales when 'SALES_FREIGHT' then -n.freight when 'TAX_PAYABLE' then -n.tax else n.sales - n.net end as amount
        from ${aw}.new_order n cross join (values (1, 'RECEIVABLES'), (2, 'SALES'), (3, 'SALES_FREIGHT'), (4, 'TAX_PAYABLE'), (5, 'ROUNDING')) s(nr, purpose) join ${aw}.posting p using (purpose)
        union all
        select n.cost_entry_id, s.nr, p.account_id, null, case s.nr when 1 then c.cost else -c.cost end
        from ${aw}.new_order n join (select sales_order_id, sum(cost) as cost from ${aw}.new_line group by 1) c using (sales_order_id) cross join (values (1, 'COST_OF_GOODS_SOLD'), (2, 'INVENTORY')) s(nr, purpose) join ${aw}.posting p using (purpose)) x
      where amount <> 0;` },
  { what: "shipments", sql: `
    insert into shipment (id, number, legal_entity, sales_order_id, customer_number, warehouse, status, delivery_address, carrier, tracking_number, promised_date, shipped_date, journal_entry_id, created_at)
      select n.shipment_id, 'SH-' || n.sales_order_number, '${ENTITY}', n.order_id, n.customer_number, '${SHIPS_FROM}', 'SHIPPED', md5('adventureworks/address/' || n.customer_id || '/DELIVERY/' || n.ship_to_address_id)::uuid, n.carrier,
        (select min(carrier_tracking_number) from ${aw}.new_line l where l.sales_order_id = n.sales_order_id), n.due_date, n.ship_date, e.id, n.ship_date
      from ${aw}.new_order n left join journal_entry e on e.id = n.cost_entry_id;
    insert into shipment_line (id, shipment_id, order_line_id, item_number, quantity, picked_quantity, cost_amount, invoiced_quantity)
      select l.shipment_line_id, n.shipment_id, l.line_id, l.product_number, l.order_qty, l.order_qty, l.cost, l.order_qty from ${aw}.new_line l join ${aw}.new_order n using (sales_order_id);
    insert into stock_move (id, warehouse, item_number, kind, quantity, value, posting_date, moved_at, moved_by, source_number, journal_entry_id)
      select uuidv7(n.ship_date + interval '12 hours' - now()), '${SHIPS_FROM}', l.product_number, 'SHIPMENT', -l.order_qty, -l.cost, n.ship_date, n.ship_date, '${BY}', 'SH-' || n.sales_order_number, case when l.cost > 0 then n.cost_entry_id end
      from ${aw}.new_line l join ${aw}.new_order n using (sales_order_id);` },
  { what: "invoices", sql: `
    insert into invoice (id, kind, legal_entity, customer_number, sales_order_id, currency, payment_terms, status, net_amount, tax_amount, total_amount, billing_address, customer_reference, created_at, created_by)
      select n.invoice_id, 'INVOICE', '${ENTITY}', n.customer_number, n.order_id, 'USD', 'AW12', 'DRAFT', n.net + n.freight, n.tax, n.total, md5('adventureworks/address/' || n.customer_id || '/BILLING/' || n.bill_to_address_id)::uuid, n.purchase_order_number, n.ship_date, '${BY}'
      from ${aw}.new_order n;
    insert into invoice_line (invoice_id, line_number, order_line_id, shipment_line_id, item_number, description, quantity, unit_price, discount_percent, net_amount, tax_code, tax_percent, tax_amount)
      select n.invoice_id, l.line_number, l.line_id, l.shipment_line_id, l.product_number, l.name, l.order_qty, l.unit_price, l.discount_percent, l.net, 'AW-SOURCE', n.tax_percent, l.tax from ${aw}.new_line l join ${aw}.new_order n using (sales_order_id)
      union all select n.invoice_id, (select max(line_number) + 1 from ${aw}.new_line l where l.sales_order_id = n.sales_order_id), null, null, null, 'Freight, ' || n.carrier, 1, n.freight, 0, n.freight, 'AW-SOURCE', 0, 0 from ${aw}.new_order n where n.freight > 0;
    insert into number_series (legal_entity, series, fiscal_year, last_number) select '${ENTITY}', 'INV', year, count(*) from ${aw}.new_order group by year
      on conflict (legal_entity, series, fiscal_year) do update set last_number = number_series.last_number + excluded.last_number;` },
  { what: "posting to the ledger", sql: `
    -- One statement: the ledger then writes the head of its chain once. A nested loop keeps the order of the days.
    set local enable_hashjoin = off; set local enable_mergejoin = off;
    update journal_entry e set status = 'POSTED', posted_at = e.created_at, posted_by = '${BY}'
      from (select id from journal_entry where legal_entity = '${ENTITY}' and status = 'DRAFT' and created_by = '${BY}' order by posting_date, id) o where o.id = e.id;
    set local enable_hashjoin = on; set local enable_mergejoin = on;
    update invoice i set status = 'POSTED', number = n.invoice_number, issue_date = n.ship_date, due_date = greatest(n.due_date, n.ship_date), posted_at = n.ship_date, journal_entry_id = e.id, open_amount = n.total, base_total = n.total, open_base_amount = n.total
      from ${aw}.new_order n left join journal_entry e on e.id = n.invoice_entry_id where i.id = n.invoice_id;` },
];

/** What stands in the ERP afterwards, by the names of the control totals. */
export const ERP_REPORT = `
  select (select count(*) from sales_order where legal_entity = '${ENTITY}') as orders, (select count(*) from invoice where legal_entity = '${ENTITY}' and status = 'POSTED') as invoices,
    (select count(*) from customer where legal_entity = '${ENTITY}') as customers, (select count(*) from item i where exists (select 1 from price_rule r where r.item_number = i.number and r.legal_entity = '${ENTITY}') or i.category like 'AW%') as items,
    (select coalesce(sum(net_amount), 0)::text from sales_order where legal_entity = '${ENTITY}') as net, (select coalesce(sum(tax_amount), 0)::text from sales_order where legal_entity = '${ENTITY}') as tax,
    (select coalesce(sum(freight_amount), 0)::text from sales_order where legal_entity = '${ENTITY}') as freight, (select coalesce(sum(total_amount), 0)::text from sales_order where legal_entity = '${ENTITY}') as total,
    (select coalesce(sum(total_amount), 0)::text from invoice where legal_entity = '${ENTITY}' and status = 'POSTED' and kind = 'INVOICE') as invoiced,
    (select count(*) from stock_balance b join warehouse w on w.code = b.warehouse where w.legal_entity = '${ENTITY}' and b.on_hand > 0) as stocked, (select coalesce(sum(b.on_hand), 0)::bigint from stock_balance b join warehouse w on w.code = b.warehouse where w.legal_entity = '${ENTITY}') as on_hand,
    (select sum(l.debit - l.credit)::text from journal_line l join journal_entry e on e.id = l.entry_id join ledger_account a on a.id = l.account_id join posting_account p on p.legal_entity = a.legal_entity and p.account_code = a.code and p.purpose = 'ROUNDING' where a.legal_entity = '${ENTITY}' and e.status <> 'DRAFT') as rounding,
    (select count(*) from journal_entry where legal_entity = '${ENTITY}' and status <> 'DRAFT') as journals`;
