-- Each view names a rule of the books and shows the rows that break it; its comment says the rule in words. All are empty, always.

create view inv_journal_entry_unbalanced as
  select e.id, e.legal_entity, e.number, f.flaw
  from journal_entry e cross join lateral (select journal_entry_flaw(e.id, e.legal_entity) as flaw offset 0) f where e.status <> 'DRAFT' and f.flaw is not null;
comment on view inv_journal_entry_unbalanced is 'Every posted journal entry balances, in base currency and in the currency of its document, within one legal entity.';

create view inv_ledger_chain_broken as
  select legal_entity, number, chain_number from (
    select e.legal_entity, e.number, e.chain_number, e.hash, e.previous_hash, journal_entry_hash(e) as expected_hash,
      lag(e.hash, 1, '') over (partition by e.legal_entity order by e.chain_number) as expected_previous,
      row_number() over (partition by e.legal_entity order by e.chain_number) as expected_number
    from journal_entry e where e.status <> 'DRAFT') c
  where c.previous_hash <> c.expected_previous or c.hash <> c.expected_hash or c.chain_number <> c.expected_number
  union all
  select c.legal_entity, null, c.last_number from ledger_chain c
  left join lateral (select chain_number, hash from journal_entry e where e.legal_entity = c.legal_entity and e.chain_number is not null order by e.chain_number desc limit 1) e on true
  where c.last_number <> coalesce(e.chain_number, 0) or c.last_hash <> coalesce(e.hash, '');
comment on view inv_ledger_chain_broken is 'Each posted entry carries the hash of the one before it and of its own content: nothing was changed, removed or slipped in.';

create view inv_legal_number_gap as
  select s.legal_entity, s.series, s.fiscal_year, s.last_number, count(i.id) as found
  from number_series s left join invoice i on i.legal_entity = s.legal_entity and i.number like s.series || '-' || s.legal_entity || '-' || s.fiscal_year || '-%'
  where s.series in ('INV', 'CN') group by 1, 2, 3, 4 having s.last_number <> count(i.id)
  union all
  select legal_entity, 'JE', fiscal_year, max(entry_number), count(*) from journal_entry where status <> 'DRAFT' group by 1, 2, 3 having max(entry_number) <> count(*);
comment on view inv_legal_number_gap is 'Numbers of invoices, credit notes and journal entries run without gaps within a legal entity and fiscal year.';

create view inv_receivables_control as
  with subledger as (
    select legal_entity, customer_number, sum(amount) as amount from (
      select legal_entity, customer_number, case kind when 'INVOICE' then open_base_amount else -open_base_amount end as amount from invoice where status = 'POSTED'
      union all select legal_entity, customer_number, -unallocated_base from customer_payment where status = 'POSTED') s group by 1, 2),
  control as (
    select a.legal_entity, l.customer_number, sum(l.debit - l.credit) as amount from ledger_account a join journal_line l on l.account_id = a.id join journal_entry e on e.id = l.entry_id
    where a.control = 'RECEIVABLES' and e.status <> 'DRAFT' group by 1, 2)
  select coalesce(s.legal_entity, c.legal_entity) as legal_entity, coalesce(s.customer_number, c.customer_number) as customer_number,
    coalesce(s.amount, 0) as subledger, coalesce(c.amount, 0) as control_account
  from subledger s full join control c on c.legal_entity = s.legal_entity and c.customer_number = s.customer_number
  where coalesce(s.amount, 0) <> coalesce(c.amount, 0);
comment on view inv_receivables_control is 'Open invoices less open credit notes and unallocated payments equal the receivables account, customer by customer, to the cent.';

create view inv_inventory_control as
  with subledger as (select legal_entity, sum(value) as amount from stock_value group by legal_entity),
  control as (
    select a.legal_entity, sum(l.debit - l.credit) as amount from ledger_account a join journal_line l on l.account_id = a.id join journal_entry e on e.id = l.entry_id
    where a.control = 'INVENTORY' and e.status <> 'DRAFT' group by a.legal_entity)
  select coalesce(s.legal_entity, c.legal_entity) as legal_entity, coalesce(s.amount, 0) as stock_value, coalesce(c.amount, 0) as control_account
  from subledger s full join control c on c.legal_entity = s.legal_entity where coalesce(s.amount, 0) <> coalesce(c.amount, 0);
comment on view inv_inventory_control is 'The value of all stock of a legal entity equals its inventory account.';

create view inv_on_hand_is_sum_of_moves as
  select coalesce(b.warehouse, m.warehouse) as warehouse, coalesce(b.item_number, m.item_number) as item_number, coalesce(b.on_hand, 0) as on_hand, coalesce(m.quantity, 0) as moves
  from stock_balance b full join (select warehouse, item_number, sum(quantity) as quantity from stock_move group by 1, 2) m using (warehouse, item_number)
  where coalesce(b.on_hand, 0) <> coalesce(m.quantity, 0);
comment on view inv_on_hand_is_sum_of_moves is 'What a warehouse has on hand is the sum of its stock moves.';

create view inv_stock_value_is_sum_of_moves as
  select coalesce(v.legal_entity, m.legal_entity) as legal_entity, coalesce(v.item_number, m.item_number) as item_number, v.quantity, m.quantity as moved_quantity, v.value, m.value as moved_value
  from stock_value v full join (select w.legal_entity, s.item_number, sum(s.quantity) as quantity, sum(s.value) as value from stock_move s join warehouse w on w.code = s.warehouse group by 1, 2) m
    on m.legal_entity = v.legal_entity and m.item_number = v.item_number
  where coalesce(v.quantity, 0) <> coalesce(m.quantity, 0) or coalesce(v.value, 0) <> coalesce(m.value, 0);
comment on view inv_stock_value_is_sum_of_moves is 'Quantity and value of an item in a legal entity are the sums of its stock moves.';

create view inv_reserved_is_sum_of_reservations as
  select b.warehouse, b.item_number, b.reserved, coalesce(r.quantity, 0) as reservations
  from stock_balance b left join (select warehouse, item_number, sum(quantity) as quantity from reservation group by 1, 2) r using (warehouse, item_number)
  where b.reserved <> coalesce(r.quantity, 0);
comment on view inv_reserved_is_sum_of_reservations is 'What a warehouse holds back is the sum of the reservations there.';

create view inv_line_reserved_is_sum_of_reservations as
  select l.id, l.sales_order_id, l.reserved_quantity, coalesce(r.quantity, 0) as reservations
  from sales_order_line l left join (select line_id, sum(quantity) as quantity from reservation group by 1) r on r.line_id = l.id
  where l.reserved_quantity <> coalesce(r.quantity, 0);
comment on view inv_line_reserved_is_sum_of_reservations is 'What an order line has reserved is the sum of its reservations.';

create view inv_line_shipped_is_sum_of_shipments as
  select l.id, l.sales_order_id, l.shipped_quantity, coalesce(s.quantity, 0) as shipments
  from sales_order_line l left join (select sl.order_line_id, sum(sl.quantity) as quantity from shipment_line sl join shipment s on s.id = sl.shipment_id and s.status in ('SHIPPED', 'DELIVERED') group by 1) s
    on s.order_line_id = l.id
  where l.shipped_quantity <> coalesce(s.quantity, 0);
comment on view inv_line_shipped_is_sum_of_shipments is 'What an order line has shipped is the sum of its shipments that left.';

-- A draft invoice claims its quantities already; a credit note gives them back, once posted and if they are to be billed again.
create view inv_line_invoiced_is_sum_of_invoices as
  select l.id, l.sales_order_id, l.invoiced_quantity, coalesce(i.quantity, 0) as invoices
  from sales_order_line l left join (
    select il.order_line_id, sum(case i.kind when 'INVOICE' then il.quantity else -il.quantity end) as quantity
    from invoice_line il join invoice i on i.id = il.invoice_id
    where i.status <> 'CANCELLED' and (i.kind = 'INVOICE' or i.status = 'POSTED' and i.bills_again) group by 1) i on i.order_line_id = l.id
  where l.invoiced_quantity <> coalesce(i.quantity, 0);
comment on view inv_line_invoiced_is_sum_of_invoices is 'What an order line has invoiced is the sum of its invoice lines, less what was credited to be billed again.';

create view inv_shipment_line_invoiced_is_sum_of_invoices as
  select l.id, l.shipment_id, l.invoiced_quantity, coalesce(i.quantity, 0) as invoices
  from shipment_line l left join (
    select il.shipment_line_id, sum(case i.kind when 'INVOICE' then il.quantity else -il.quantity end) as quantity
    from invoice_line il join invoice i on i.id = il.invoice_id
    where i.status <> 'CANCELLED' and (i.kind = 'INVOICE' or i.status = 'POSTED' and i.bills_again) group by 1) i on i.shipment_line_id = l.id
  where l.invoiced_quantity <> coalesce(i.quantity, 0);
comment on view inv_shipment_line_invoiced_is_sum_of_invoices is 'What a shipment line has invoiced is the sum of its invoice lines, less what was credited to be billed again.';

create view inv_line_credited_too_much as
  select o.id, o.invoice_id, o.quantity, sum(c.quantity) as credited, o.net_amount, sum(c.net_amount) as credited_net
  from invoice_line o join invoice_line c on c.credits_line = o.id join invoice n on n.id = c.invoice_id and n.status = 'POSTED'
  group by o.id having sum(c.quantity) > o.quantity or sum(c.net_amount) > o.net_amount or sum(c.tax_amount) > o.tax_amount;
comment on view inv_line_credited_too_much is 'Credit notes never take back more than an invoice line billed.';

create view inv_open_amount_is_total_less_allocations as
  select i.id, i.number, i.total_amount, i.open_amount, coalesce(a.amount, 0) as allocated, i.base_total, i.open_base_amount, coalesce(a.base, 0) as allocated_base from invoice i
  left join (select id, sum(amount) as amount, sum(base) as base from (
    select invoice_id as id, amount, invoice_base as base from allocation
    union all select credit_note_id, amount, source_base from allocation where credit_note_id is not null) x group by id) a on a.id = i.id
  where i.status = 'POSTED' and (i.open_amount <> i.total_amount - coalesce(a.amount, 0) or i.open_base_amount <> i.base_total - coalesce(a.base, 0));
comment on view inv_open_amount_is_total_less_allocations is 'What is open of an invoice or credit note is its total less what was allocated, in its own and in base currency.';

create view inv_unallocated_is_amount_less_allocations as
  select p.id, p.number, p.amount, p.unallocated, coalesce(a.amount, 0) as allocated, p.base_amount, p.unallocated_base, coalesce(a.base, 0) as allocated_base
  from customer_payment p left join (select payment_id, sum(amount) as amount, sum(source_base) as base from allocation where payment_id is not null group by 1) a on a.payment_id = p.id
  where case p.status when 'POSTED' then p.unallocated <> p.amount - coalesce(a.amount, 0) or p.unallocated_base <> p.base_amount - coalesce(a.base, 0)
    else p.unallocated <> 0 or coalesce(a.amount, 0) <> 0 or coalesce(a.base, 0) <> 0 end;
comment on view inv_unallocated_is_amount_less_allocations is 'What is left of a payment is its amount less its allocations, in its own and in base currency; a payment taken back settles nothing.';

create view inv_exchange_difference_not_posted as
  select a.id, a.invoice_id, a.invoice_base, a.source_base from allocation a
  where (a.invoice_base <> a.source_base) <> (a.journal_entry_id is not null);
comment on view inv_exchange_difference_not_posted is 'An allocation posts a journal exactly when the rates of invoice and payment make a difference.';

create view inv_sales_order_totals as
  select o.id, o.number, o.net_amount, coalesce(l.net_amount, 0) as lines, o.tax_amount, coalesce(l.tax_amount, 0) as lines_tax
  from sales_order o left join (select sales_order_id, sum(net_amount) as net_amount, sum(tax_amount) as tax_amount from sales_order_line group by 1) l on l.sales_order_id = o.id
  where o.net_amount <> coalesce(l.net_amount, 0) or o.tax_amount < coalesce(l.tax_amount, 0);
comment on view inv_sales_order_totals is 'The net amount of an order is the sum of its lines, and its tax at least the sum of theirs.';

create view inv_invoice_totals as
  select i.id, i.number, i.net_amount, coalesce(l.net_amount, 0) as lines, i.tax_amount, coalesce(l.tax_amount, 0) as lines_tax
  from invoice i left join (select invoice_id, sum(net_amount) as net_amount, sum(tax_amount) as tax_amount from invoice_line group by 1) l on l.invoice_id = i.id
  where i.net_amount <> coalesce(l.net_amount, 0) or i.tax_amount <> coalesce(l.tax_amount, 0);
comment on view inv_invoice_totals is 'Net amount and tax of an invoice are the sums of its lines.';

create view inv_one_order_per_signature as
  select signature_id, count(*) as orders from sales_order where signature_id is not null group by signature_id having count(*) > 1;
comment on view inv_one_order_per_signature is 'A signed quote became one order, never two.';

create view inv_posted_document_without_journal as
  select 'INVOICE' as kind, i.number from invoice i left join journal_entry e on e.id = i.journal_entry_id where i.status = 'POSTED' and i.base_total <> 0 and (e.id is null or e.status = 'DRAFT')
  union all select 'CUSTOMER_PAYMENT', p.number from customer_payment p join journal_entry e on e.id = p.journal_entry_id where e.status = 'DRAFT' or (p.status = 'REVERSED') <> (e.status = 'REVERSED')
  union all select 'SHIPMENT', s.number from shipment s where s.status in ('SHIPPED', 'DELIVERED') and s.journal_entry_id is null
    and exists (select 1 from shipment_line l where l.shipment_id = s.id and l.cost_amount > 0)
  union all select 'STOCK_MOVE', m.id::text from stock_move m where m.value <> 0 and m.journal_entry_id is null and m.kind not in ('TRANSFER_IN', 'TRANSFER_OUT');
comment on view inv_posted_document_without_journal is 'Every posted invoice, payment, shipment and move of value stands in the ledger.';
