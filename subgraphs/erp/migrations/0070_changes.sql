-- Which changes screens hear of, and under which names. A document names what it stands on as well: screens show it there.
call name_changes('legal_entity', $$ ('LegalEntity', t.code) $$, legal_entity => 't.code');
call name_changes('fiscal_period', $$ ('FiscalPeriod', t.id::text), ('LegalEntity', t.legal_entity) $$, legal_entity => 't.legal_entity');
call name_changes('period_lock', $$ ('FiscalPeriod', t.period_id::text), ('LegalEntity', (select p.legal_entity from fiscal_period p where p.id = t.period_id)) $$,
  legal_entity => '(select p.legal_entity from fiscal_period p where p.id = t.period_id)');
call name_changes('employee', $$ ('Employee', t.number) $$, legal_entity => 't.legal_entity');

-- Items and their stock are seen by all companies; a number says nothing of whose stock it was.
call name_changes('item', $$ ('Item', t.number) $$);
call name_changes('stock_balance', $$ ('Item', t.item_number) $$);
call name_changes('stock_move', $$ ('Item', t.item_number) $$);
call name_changes('warehouse', $$ ('Warehouse', t.code) $$, legal_entity => 't.legal_entity');
call name_changes('price_rule', $$ ('PriceRule', t.id::text), ('Item', t.item_number) $$, legal_entity => 't.legal_entity');

call name_changes('customer', $$ ('Customer', t.number) $$, legal_entity => 't.legal_entity');
call name_changes('customer_address', $$ ('Customer', t.customer_number) $$, legal_entity => '(select c.legal_entity from customer c where c.number = t.customer_number)');

call name_changes('ledger_account', $$ ('LedgerAccount', t.id::text), ('TrialBalance', '*') $$, legal_entity => 't.legal_entity');
call name_changes('journal_entry', $$ ('JournalEntry', t.id::text), ('TrialBalance', '*'), ('AccountSheet', '*') $$, legal_entity => 't.legal_entity');

call name_changes('sales_order', $$ ('SalesOrder', t.number), ('Customer', t.customer_number) $$, legal_entity => 't.legal_entity');
call name_changes('sales_order_line', $$ ('SalesOrder', (select o.number from sales_order o where o.id = t.sales_order_id)) $$, legal_entity => '(select o.legal_entity from sales_order o where o.id = t.sales_order_id)');
call name_changes('sales_order_block', $$ ('SalesOrder', (select o.number from sales_order o where o.id = t.sales_order_id)) $$, legal_entity => '(select o.legal_entity from sales_order o where o.id = t.sales_order_id)');
call name_changes('shipment', $$ ('Shipment', t.number), ('SalesOrder', (select o.number from sales_order o where o.id = t.sales_order_id)), ('Customer', t.customer_number) $$, legal_entity => 't.legal_entity');
call name_changes('shipment_line', $$ ('Shipment', (select s.number from shipment s where s.id = t.shipment_id)) $$, legal_entity => '(select s.legal_entity from shipment s where s.id = t.shipment_id)');

-- An invoice has no number before it is posted. What is open of it is in its customer's balance; a credit note changes what it credits.
call name_changes('invoice', $$ ('Invoice', coalesce(t.number, t.id::text)), ('Customer', t.customer_number), ('SalesOrder', (select o.number from sales_order o where o.id = t.sales_order_id)),
  ('Invoice', (select i.number from invoice i where i.id = t.credits_invoice)), ('ReceivablesAgeing', '*') $$, legal_entity => 't.legal_entity');
call name_changes('invoice_line', $$ ('Invoice', (select coalesce(i.number, i.id::text) from invoice i where i.id = t.invoice_id)) $$, legal_entity => '(select i.legal_entity from invoice i where i.id = t.invoice_id)');
call name_changes('customer_payment', $$ ('CustomerPayment', t.number), ('Customer', t.customer_number), ('ReceivablesAgeing', '*') $$, legal_entity => 't.legal_entity');
call name_changes('allocation', $$ ('Invoice', (select i.number from invoice i where i.id = t.invoice_id)), ('Invoice', (select i.number from invoice i where i.id = t.credit_note_id)),
  ('CustomerPayment', (select p.number from customer_payment p where p.id = t.payment_id)), ('Customer', (select i.customer_number from invoice i where i.id = t.invoice_id)) $$,
  legal_entity => '(select i.legal_entity from invoice i where i.id = t.invoice_id)');
call name_changes('audit_entry', $$ ('ErpAuditEntry', '*') $$);
