-- Figures of a customer that lists filter and order by: who owes most past due, who ordered last? Derived from invoices, payments and orders
-- by triggers in the transaction that posts, so that a page of 50 out of 60,000 customers is read from an index instead of adding up afresh.
create table customer_figure (
  customer_number text primary key references customer on delete cascade,
  -- Open invoices, the part of them past due on the day of the figures, and money and credit notes not yet placed: in the customer's currency.
  invoiced_open   numeric(24, 4) not null default 0,
  past_due        numeric(24, 4) not null default 0,
  unplaced        numeric(24, 4) not null default 0,
  open_balance    numeric(24, 4) not null generated always as (invoiced_open - unplaced) stored,
  -- Who has paid and only waits for the money to be placed is not overdue.
  overdue_balance numeric(24, 4) not null generated always as (greatest(past_due - unplaced, 0)) stored,
  last_order_date date,
  open_order_count int not null default 0,
  next_promise_date date
) with (fillfactor = 80);
create index customer_figure_open on customer_figure (open_balance, customer_number);
create index customer_figure_overdue on customer_figure (overdue_balance, customer_number);
create index customer_figure_orders on customer_figure (open_order_count, customer_number);
create index customer_figure_last_order on customer_figure (last_order_date, customer_number);
create index customer_figure_last_order_last on customer_figure (last_order_date desc nulls last, customer_number desc);
create index customer_figure_promise on customer_figure (next_promise_date, customer_number);
create index customer_figure_promise_last on customer_figure (next_promise_date desc nulls last, customer_number desc);
-- What is not yet placed, and what was bought in a window, without looking at the rows themselves.
create index customer_payment_unplaced on customer_payment (customer_number) include (currency, unallocated) where unallocated > 0 and status = 'POSTED';
create index invoice_turnover_window on invoice (customer_number, issue_date) include (currency, kind, net_amount) where status = 'POSTED';
drop index invoice_turnover;

-- The day up to which the figures count as past due. Moved on by a chore; a list for another day adds up afresh.
create table customer_figure_day (only_row boolean primary key default true check (only_row), as_of date not null);
insert into customer_figure_day (as_of) values (current_date);

-- The figures of every customer, added up afresh.
create view customer_figure_fresh as
select c.number as customer_number, i.invoiced_open, i.past_due, i.credited + p.unallocated as unplaced, o.last_order_date, o.open_order_count, o.next_promise_date
from customer c cross join customer_figure_day d
cross join lateral (
  select coalesce(sum(i.open_amount) filter (where i.kind = 'INVOICE'), 0) as invoiced_open,
    coalesce(sum(i.open_amount) filter (where i.kind = 'INVOICE' and i.due_date < d.as_of), 0) as past_due,
    coalesce(sum(i.open_amount) filter (where i.kind <> 'INVOICE'), 0) as credited
  from invoice i where i.customer_number = c.number and i.currency = c.currency and i.status = 'POSTED' and i.open_amount > 0) i
cross join lateral (
  select coalesce(sum(p.unallocated), 0) as unallocated from customer_payment p
  where p.customer_number = c.number and p.currency = c.currency and p.unallocated > 0 and p.status = 'POSTED') p
cross join lateral (
  select max(o.order_date) as last_order_date, count(*) filter (where o.status in ('CONFIRMED', 'IN_FULFILMENT'))::int as open_order_count,
    min(o.promised_date) filter (where o.status in ('CONFIRMED', 'IN_FULFILMENT')) as next_promise_date
  from sales_order o where o.customer_number = c.number and o.status <> 'CANCELLED') o;

-- Locks first, in one order: of two acts on the same customer the second one adds up what the first one left. Many may do this at once;
-- the move to another day waits for all of them and keeps new ones waiting, as it would else add up without what they are about to commit.
create function refresh_customer_figures(touched text[]) returns void language plpgsql as $$
begin
  if touched is null then return; end if;
  perform pg_advisory_xact_lock_shared(hashtext('customer_figure'));
  perform 1 from customer_figure where customer_number = any(touched) order by customer_number for update;
  update customer_figure f set invoiced_open = fresh.invoiced_open, past_due = fresh.past_due, unplaced = fresh.unplaced,
    last_order_date = fresh.last_order_date, open_order_count = fresh.open_order_count, next_promise_date = fresh.next_promise_date
  from customer_figure_fresh fresh
  where f.customer_number = any(touched) and fresh.customer_number = f.customer_number
    and (f.invoiced_open, f.past_due, f.unplaced, f.last_order_date, f.open_order_count, f.next_promise_date)
      is distinct from (fresh.invoiced_open, fresh.past_due, fresh.unplaced, fresh.last_order_date, fresh.open_order_count, fresh.next_promise_date);
end $$;
-- Moves the figures to a day: what fell due since, or is not yet due after all.
create function roll_customer_figures(to_day date) returns void language plpgsql as $$
declare from_day date;
begin
  perform pg_advisory_xact_lock(hashtext('customer_figure'));
  select as_of into from_day from customer_figure_day;
  if from_day = to_day then return; end if;
  update customer_figure_day set as_of = to_day;
  perform refresh_customer_figures((
    select array_agg(distinct customer_number) from invoice
    where status = 'POSTED' and open_amount > 0 and due_date >= least(from_day, to_day) and due_date < greatest(from_day, to_day)));
end $$;

create function begin_customer_figure() returns trigger language plpgsql as $$
begin
  insert into customer_figure (customer_number) select number from new_rows;
  return null;
end $$;
create trigger customer_gets_figures after insert on customer referencing new table as new_rows for each statement execute function begin_customer_figure();

-- What a transaction touched is noted as it goes and added up once, when it commits: the rows of figures are the last it locks, all in one
-- order, so that no two acts wait for each other in a circle, whatever they locked before.
create function note_customers(touched text[]) returns void language sql as
  $$ select set_config('homefield.customers_touched', (coalesce(nullif(current_setting('homefield.customers_touched', true), ''), '{}')::text[] || touched)::text, true) where touched is not null $$;
create function refresh_noted_customers() returns trigger language plpgsql as $$
declare touched text := coalesce(current_setting('homefield.customers_touched', true), '');
begin
  if touched <> '' then
    perform set_config('homefield.customers_touched', '', true);
    perform refresh_customer_figures(touched::text[]);
  end if;
  return null;
end $$;

create function invoice_touches_customer() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform note_customers((select array_agg(distinct customer_number) from new_rows where status = 'POSTED'));
  else
    perform note_customers((select array_agg(distinct n.customer_number) from old_rows o join new_rows n using (id)
      where (o.status, o.open_amount, o.due_date) is distinct from (n.status, n.open_amount, n.due_date)));
  end if;
  return null;
end $$;
create trigger invoice_made after insert on invoice referencing new table as new_rows for each statement execute function invoice_touches_customer();
create trigger invoice_changed after update on invoice referencing old table as old_rows new table as new_rows for each statement execute function invoice_touches_customer();
create constraint trigger invoice_refreshes_customer after insert or update on invoice deferrable initially deferred
  for each row when (new.status = 'POSTED') execute function refresh_noted_customers();

create function customer_payment_touches_customer() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform note_customers((select array_agg(distinct customer_number) from new_rows));
  else
    perform note_customers((select array_agg(distinct n.customer_number) from old_rows o join new_rows n using (id)
      where (o.status, o.unallocated) is distinct from (n.status, n.unallocated)));
  end if;
  return null;
end $$;
create trigger customer_payment_made after insert on customer_payment referencing new table as new_rows for each statement execute function customer_payment_touches_customer();
create trigger customer_payment_changed after update on customer_payment referencing old table as old_rows new table as new_rows for each statement execute function customer_payment_touches_customer();
create constraint trigger customer_payment_refreshes_customer after insert or update on customer_payment deferrable initially deferred
  for each row execute function refresh_noted_customers();

create function sales_order_touches_customer() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform note_customers((select array_agg(distinct customer_number) from new_rows));
  elsif tg_op = 'DELETE' then
    perform note_customers((select array_agg(distinct customer_number) from old_rows));
  else
    perform note_customers((select array_agg(distinct number) from (
      select unnest(array[o.customer_number, n.customer_number]) as number from old_rows o join new_rows n using (id)
      where (o.customer_number, o.status, o.order_date, o.promised_date) is distinct from (n.customer_number, n.status, n.order_date, n.promised_date)) changed));
  end if;
  return null;
end $$;
create trigger sales_order_made after insert on sales_order referencing new table as new_rows for each statement execute function sales_order_touches_customer();
create trigger sales_order_changed after update on sales_order referencing old table as old_rows new table as new_rows for each statement execute function sales_order_touches_customer();
create trigger sales_order_gone after delete on sales_order referencing old table as old_rows for each statement execute function sales_order_touches_customer();
create constraint trigger sales_order_refreshes_customer after insert or update or delete on sales_order deferrable initially deferred
  for each row execute function refresh_noted_customers();

-- Customers of before.
insert into customer_figure (customer_number) select number from customer;
select refresh_customer_figures((select array_agg(number) from customer));

create view inv_customer_figures as
select fresh.customer_number, f.invoiced_open, fresh.invoiced_open as fresh_invoiced_open, f.past_due, fresh.past_due as fresh_past_due, f.unplaced, fresh.unplaced as fresh_unplaced,
  f.last_order_date, fresh.last_order_date as fresh_last_order_date, f.open_order_count, fresh.open_order_count as fresh_open_order_count, f.next_promise_date, fresh.next_promise_date as fresh_next_promise_date
from customer_figure_fresh fresh left join customer_figure f on f.customer_number = fresh.customer_number
where f.customer_number is null or (f.invoiced_open, f.past_due, f.unplaced, f.last_order_date, f.open_order_count, f.next_promise_date)
  is distinct from (fresh.invoiced_open, fresh.past_due, fresh.unplaced, fresh.last_order_date, fresh.open_order_count, fresh.next_promise_date);
comment on view inv_customer_figures is 'What lists of customers are filtered and ordered by is what adding up invoices, payments and orders afresh gives.';
