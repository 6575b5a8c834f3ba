-- Each view names a rule of the books and shows the rows that break it. All are empty, always.

create view inv_journal_entry_unbalanced as
  select e.id, e.legal_entity, e.number, sum(l.debit) as debit, sum(l.credit) as credit
  from journal_entry e join journal_line l on l.entry_id = e.id where e.status <> 'DRAFT'
  group by e.id having sum(l.debit) <> sum(l.credit);

create view inv_ledger_chain_broken as
  select id, legal_entity, number from (
    select e.id, e.legal_entity, e.number, e.hash, e.previous_hash,
      lag(e.hash, 1, '') over (partition by e.legal_entity order by e.chain_number) as expected_previous,
      encode(sha256(convert_to(e.previous_hash || e'\n' || journal_entry_content(e), 'UTF8')), 'hex') as expected_hash,
      e.chain_number, row_number() over (partition by e.legal_entity order by e.chain_number) as expected_number
    from journal_entry e where e.status <> 'DRAFT') c
  where c.previous_hash <> c.expected_previous or c.hash <> c.expected_hash or c.chain_number <> c.expected_number;

create view inv_legal_number_gap as
  select legal_entity, series, fiscal_year, last_number, found from (
    select s.legal_entity, s.series, s.fiscal_year, s.last_number,
      case s.series
        when 'JE' then (select count(*) from journal_entry e where e.legal_entity = s.legal_entity and e.fiscal_year = s.fiscal_year and e.number like 'JE-%')
        else (select count(*) from invoice i where i.number like s.series || '-' || s.legal_entity || '-' || s.fiscal_year || '-%') end as found
    from number_series s) x
  where last_number <> found;

create view inv_receivables_control as
  with subledger as (
    select legal_entity, sum(amount) as amount from (
      select legal_entity, case kind when 'INVOICE' then open_base_amount else -open_base_amount end as amount from invoice where status = 'POSTED'
      union all select legal_entity, -unallocated_base from customer_payment where status = 'POSTED') s group by legal_entity),
  control as (
    select a.legal_entity, sum(l.debit - l.credit) as amount from ledger_account a join journal_line l on l.account_id = a.id join journal_entry e on e.id = l.entry_id
    where a.control = 'RECEIVABLES' and e.status <> 'DRAFT' group by a.legal_entity)
  select coalesce(s.legal_entity, c.legal_entity) as legal_entity, coalesce(s.amount, 0) as subledger, coalesce(c.amount, 0) as control_account
  from subledger s full join control c on c.legal_entity = s.legal_entity where coalesce(s.amount, 0) <> coalesce(c.amount, 0);

create view inv_inventory_control as
  with subledger as (select legal_entity, sum(value) as amount from stock_value group by legal_entity),
  control as (
    select a.legal_entity, sum(l.debit - l.credit) as amount from ledger_account a join journal_line l on l.account_id = a.id join journal_entry e on e.id = l.entry_id
    where a.control = 'INVENTORY' and e.status <> 'DRAFT' group by a.legal_entity)
  select coalesce(s.legal_entity, c.legal_entity) as legal_entity, coalesce(s.amount, 0) as stock_value, coalesce(c.amount, 0) as control_account
  from subledger s full join control c on c.legal_entity = s.legal_entity where coalesce(s.amount, 0) <> coalesce(c.amount, 0);

create view inv_on_hand_is_sum_of_moves as
  select coalesce(b.warehouse, m.warehouse) as warehouse, coalesce(b.item_number, m.item_number) as item_number, coalesce(b.on_hand, 0) as on_hand, coalesce(m.quantity, 0) as moves
  from stock_balance b full join (select warehouse, item_number, sum(quantity) as quantity from stock_move group by 1, 2) m using (warehouse, item_number)
  where coalesce(b.on_hand, 0) <> coalesce(m.quantity, 0);

create view inv_stock_value_is_sum_of_moves as
  select coalesce(v.legal_entity, m.legal_entity) as legal_entity, coalesce(v.item_number, m.item_number) as item_number, v.quantity, m.quantity as moved_quantity, v.value, m.value as moved_value
  from stock_value v full join (select w.legal_entity, s.item_number, sum(s.quantity) as quantity, sum(s.value) as value from stock_move s join warehouse w on w.code = s.warehouse group by 1, 2) m
    on m.legal_entity = v.legal_entity and m.item_number = v.item_number
  where coalesce(v.quantity, 0) <> coalesce(m.quantity, 0) or coalesce(v.value, 0) <> coalesce(m.value, 0);

create view inv_reserved_is_sum_of_reservations as
  select b.warehouse, b.item_number, b.reserved, coalesce(r.quantity, 0) as reservations
  from stock_balance b left join (select warehouse, item_number, sum(quantity) as quantity from reservation group by 1, 2) r using (warehouse, item_number)
  where b.reserved <> coalesce(r.quantity, 0);

create view inv_line_reserved_is_sum_of_reservations as
  select l.id, l.sales_order_id, l.reserved_quantity, coalesce(sum(r.quantity), 0) as reservations
  from sales_order_line l left join reservation r on r.line_id = l.id group by l.id having l.reserved_quantity <> coalesce(sum(r.quantity), 0);

create view inv_line_shipped_is_sum_of_shipments as
  select l.id, l.sales_order_id, l.shipped_quantity, coalesce(sum(s.quantity), 0) as shipments
  from sales_order_line l left join (select sl.order_line_id, sl.quantity from shipment_line sl join shipment s on s.id = sl.shipment_id and s.status in ('SHIPPED', 'DELIVERED')) s on s.order_line_id = l.id
  group by l.id having l.shipped_quantity <> coalesce(sum(s.quantity), 0);

-- A credit note with an order line takes its quantity back, so that it can be invoiced again.
create view inv_line_invoiced_is_sum_of_invoices as
  select l.id, l.sales_order_id, l.invoiced_quantity, coalesce(sum(i.quantity), 0) as invoices
  from sales_order_line l left join (
    select il.order_line_id, case i.kind when 'INVOICE' then il.quantity else -il.quantity end as quantity
    from invoice_line il join invoice i on i.id = il.invoice_id where i.status <> 'CANCELLED' and (i.kind = 'INVOICE' or i.status = 'POSTED')) i on i.order_line_id = l.id
  group by l.id having l.invoiced_quantity <> coalesce(sum(i.quantity), 0);

create view inv_open_amount_is_total_less_allocations as
  select i.id, i.number, i.total_amount, i.open_amount, coalesce(a.amount, 0) as allocated from invoice i
  left join (select id, sum(amount) as amount from (select invoice_id as id, amount from allocation union all select credit_note_id, amount from allocation where credit_note_id is not null) x group by id) a on a.id = i.id
  where i.status = 'POSTED' and i.open_amount <> i.total_amount - coalesce(a.amount, 0);

create view inv_unallocated_is_amount_less_allocations as
  select p.id, p.number, p.amount, p.unallocated, coalesce(sum(a.amount), 0) as allocated
  from customer_payment p left join allocation a on a.payment_id = p.id where p.status = 'POSTED'
  group by p.id having p.unallocated <> p.amount - coalesce(sum(a.amount), 0);

create view inv_sales_order_totals as
  select o.id, o.number, o.net_amount, coalesce(sum(l.net_amount), 0) as lines from sales_order o left join sales_order_line l on l.sales_order_id = o.id
  group by o.id having o.net_amount <> coalesce(sum(l.net_amount), 0) or o.tax_amount < coalesce(sum(l.tax_amount), 0);

create view inv_invoice_totals as
  select i.id, i.number, i.net_amount, sum(l.net_amount) as lines from invoice i join invoice_line l on l.invoice_id = i.id
  group by i.id having i.net_amount <> sum(l.net_amount) or i.tax_amount <> sum(l.tax_amount);

create view inv_one_order_per_signature as
  select signature_id, count(*) as orders from sales_order where signature_id is not null group by signature_id having count(*) > 1;

create view inv_posted_document_without_journal as
  select 'INVOICE' as kind, number from invoice where status = 'POSTED' and journal_entry_id is null
  union all select 'SHIPMENT', s.number from shipment s where s.status in ('SHIPPED', 'DELIVERED') and s.journal_entry_id is null
    and exists (select 1 from shipment_line l where l.shipment_id = s.id and l.cost_amount > 0)
  union all select 'STOCK_MOVE', m.id::text from stock_move m where m.value <> 0 and m.journal_entry_id is null and m.kind not in ('TRANSFER_IN', 'TRANSFER_OUT');
