-- Invoices, credit notes, customer payments and what is set against what.

create table invoice (
  id                uuid primary key default uuidv7(),
  kind              text not null check (kind in ('INVOICE', 'CREDIT_NOTE')) default 'INVOICE',
  -- Legal number, drawn without gaps in the posting transaction.
  number            text unique,
  legal_entity      text not null references legal_entity,
  customer_number   text not null references customer,
  sales_order_id    uuid references sales_order,
  credits_invoice   uuid references invoice,
  -- Of a credit note: whether what it takes back counts as not billed again.
  bills_again       boolean not null default true,
  currency          char(3) not null,
  exchange_rate     numeric(20, 10) not null default 1 check (exchange_rate > 0),
  issue_date        date,
  due_date          date,
  payment_terms     text not null references payment_terms,
  status            text not null check (status in ('DRAFT', 'POSTED', 'CANCELLED')) default 'DRAFT',
  net_amount        numeric(20, 4) not null default 0 check (net_amount >= 0),
  tax_amount        numeric(20, 4) not null default 0 check (tax_amount >= 0),
  total_amount      numeric(20, 4) not null default 0,
  open_amount       numeric(20, 4) not null default 0 check (open_amount >= 0),
  -- The open amount at the invoice's own rate, in base currency: what the control account holds for it.
  base_total        numeric(20, 4) not null default 0,
  open_base_amount  numeric(20, 4) not null default 0 check (open_base_amount >= 0),
  billing_address   uuid references customer_address,
  -- The buyer as printed: the customer may change its name later, the document may not.
  buyer_name        text,
  buyer_vat_number  text,
  customer_reference text,
  -- Why it was credited, or discarded as a draft.
  reason            text,
  -- Null when it bills nothing but free goods.
  journal_entry_id  uuid unique references journal_entry,
  created_at        timestamptz not null default now(),
  created_by        text not null,
  posted_at         timestamptz,
  version           int not null default 1,
  -- POSTED → PARTLY_PAID → PAID, as payments and credit notes are allocated.
  payment_status    text generated always as (case when status <> 'POSTED' then status when open_amount = 0 then 'PAID' when open_amount < total_amount then 'PARTLY_PAID' else 'POSTED' end) stored,
  -- The day it stands under in lists: its issue date or, for a draft, the day it was drafted.
  document_date     date generated always as (coalesce(issue_date, (created_at at time zone 'UTC')::date)) stored,
  search_text       text generated always as (plain_text(coalesce(number, ''))) stored,
  check (total_amount = net_amount + tax_amount),
  check (open_amount <= total_amount),
  check (open_base_amount <= base_total),
  -- The last allocation takes the last cent in both currencies.
  check (open_amount > 0 or open_base_amount = 0),
  check ((kind = 'CREDIT_NOTE') = (credits_invoice is not null)),
  check ((status = 'POSTED') = (number is not null and issue_date is not null and due_date is not null and posted_at is not null)),
  check (status <> 'POSTED' or base_total = 0 or journal_entry_id is not null)
);
create index invoice_customer on invoice (customer_number, document_date desc, id desc);
create index invoice_newest on invoice (document_date, id);
-- Ageing and balances read open items only.
create index invoice_open on invoice (customer_number, due_date) include (open_amount, kind) where status = 'POSTED' and open_amount > 0;
create index invoice_due on invoice (due_date, id) where status = 'POSTED';
create index invoice_entity_status on invoice (legal_entity, payment_status, due_date);
create index invoice_status on invoice (payment_status, id);
create index invoice_issue on invoice (issue_date, id);
create index invoice_credit_notes on invoice (document_date, id) where kind = 'CREDIT_NOTE';
create index invoice_total on invoice (total_amount, id);
create index invoice_open_amount on invoice (open_amount, id);
create index invoice_turnover on invoice (customer_number, issue_date) include (net_amount, kind) where status = 'POSTED';
create index invoice_order on invoice (sales_order_id);
create index invoice_credits on invoice (credits_invoice) where credits_invoice is not null;
create index invoice_search on invoice using gin (search_text gin_trgm_ops);

create table invoice_line (
  id                uuid primary key default uuidv7(),
  invoice_id        uuid not null references invoice on delete cascade,
  line_number       int not null,
  order_line_id     uuid references sales_order_line,
  shipment_line_id  uuid references shipment_line,
  -- Of a credit note: the line it takes back.
  credits_line      uuid references invoice_line,
  item_number       text references item,
  description       text not null,
  quantity          numeric(18, 4) not null check (quantity > 0),
  unit_price        numeric(20, 4) not null check (unit_price >= 0),
  discount_percent  numeric(7, 4) not null default 0,
  net_amount        numeric(20, 4) not null check (net_amount >= 0),
  tax_code          text not null,
  tax_percent       numeric(7, 4) not null,
  tax_amount        numeric(20, 4) not null check (tax_amount >= 0),
  unique (invoice_id, line_number)
);
create index invoice_line_order_line on invoice_line (order_line_id);
create index invoice_line_shipment_line on invoice_line (shipment_line_id);
create index invoice_line_credits on invoice_line (credits_line) where credits_line is not null;

create function invoice_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then raise exception 'Invoice % is posted and cannot be deleted; credit it', old.number using errcode = 'HF001'; end if;
    return old;
  end if;
  -- What is still open changes with allocations; nothing else does once posted. Generated columns are not computed yet here.
  if old.status <> 'DRAFT' and to_jsonb(old) - '{open_amount,open_base_amount,version,payment_status,document_date,search_text}'::text[]
                           <> to_jsonb(new) - '{open_amount,open_base_amount,version,payment_status,document_date,search_text}'::text[] then
    raise exception 'Invoice % is % and cannot be changed; credit it', coalesce(old.number, old.id::text), lower(old.status) using errcode = 'HF001';
  end if;
  return new;
end $$;
create trigger invoice_guard before update or delete on invoice for each row execute function invoice_guard();
create trigger invoice_no_truncate before truncate on invoice for each statement execute function refuse_change();
create function invoice_line_guard() returns trigger language plpgsql as $$
begin
  if exists (select 1 from invoice i where i.status <> 'DRAFT' and (tg_op <> 'INSERT' and i.id = old.invoice_id or tg_op <> 'DELETE' and i.id = new.invoice_id)) then
    raise exception 'Lines of a posted invoice are never changed; credit the invoice' using errcode = 'HF001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger invoice_line_guard before insert or update or delete on invoice_line for each row execute function invoice_line_guard();
create trigger invoice_line_no_truncate before truncate on invoice_line for each statement execute function refuse_change();

create table customer_payment (
  id                uuid primary key default uuidv7(),
  number            text not null unique,
  legal_entity      text not null references legal_entity,
  customer_number   text not null references customer,
  currency          char(3) not null,
  exchange_rate     numeric(20, 10) not null default 1 check (exchange_rate > 0),
  amount            numeric(20, 4) not null check (amount > 0),
  base_amount       numeric(20, 4) not null check (base_amount > 0),
  unallocated       numeric(20, 4) not null check (unallocated >= 0),
  unallocated_base  numeric(20, 4) not null check (unallocated_base >= 0),
  payment_date      date not null,
  reference         text,
  bank_text         text,
  status            text not null check (status in ('POSTED', 'REVERSED')) default 'POSTED',
  journal_entry_id  uuid not null unique references journal_entry,
  reversal_entry_id uuid unique references journal_entry,
  created_at        timestamptz not null default now(),
  created_by        text not null,
  version           int not null default 1,
  search_text       text generated always as (plain_text(number || ' ' || coalesce(reference, '') || ' ' || coalesce(bank_text, ''))) stored,
  check (unallocated <= amount),
  check (unallocated_base <= base_amount),
  check (unallocated > 0 or unallocated_base = 0),
  check ((status = 'REVERSED') = (reversal_entry_id is not null)),
  -- What was taken back pays for nothing.
  check (status = 'POSTED' or unallocated = 0)
);
create index customer_payment_customer on customer_payment (customer_number, payment_date desc, id);
create index customer_payment_open on customer_payment (legal_entity, id) where unallocated > 0 and status = 'POSTED';
create index customer_payment_entity on customer_payment (legal_entity, payment_date, id);
create index customer_payment_date on customer_payment (payment_date, id);
create index customer_payment_amount on customer_payment (amount, id);
create index customer_payment_unallocated on customer_payment (unallocated, id);
create index customer_payment_search on customer_payment using gin (search_text gin_trgm_ops);

create function customer_payment_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'Payment % is in the books and cannot be deleted; reverse it', old.number using errcode = 'HF001'; end if;
  if to_jsonb(old) - '{unallocated,unallocated_base,status,reversal_entry_id,version,search_text}'::text[]
     <> to_jsonb(new) - '{unallocated,unallocated_base,status,reversal_entry_id,version,search_text}'::text[] or old.status = 'REVERSED' then
    raise exception 'Payment % is in the books and cannot be changed; reverse it', old.number using errcode = 'HF001';
  end if;
  return new;
end $$;
create trigger customer_payment_guard before update or delete on customer_payment for each row execute function customer_payment_guard();
create trigger customer_payment_no_truncate before truncate on customer_payment for each statement execute function refuse_change();

-- A payment or a credit note set against an invoice. Undone by a second row with the opposite sign, never by deletion.
create table allocation (
  id                uuid primary key default uuidv7(),
  invoice_id        uuid not null references invoice,
  payment_id        uuid references customer_payment,
  credit_note_id    uuid references invoice,
  currency          char(3) not null,
  amount            numeric(20, 4) not null check (amount <> 0),
  -- At the invoice's rate and at the source's rate; the difference is posted as exchange gain or loss.
  invoice_base      numeric(20, 4) not null,
  source_base       numeric(20, 4) not null,
  allocated_on      date not null,
  allocated_at      timestamptz not null default now(),
  allocated_by      text not null,
  undoes            uuid unique references allocation,
  -- Why it was undone.
  reason            text,
  journal_entry_id  uuid references journal_entry,
  check ((payment_id is null) <> (credit_note_id is null)),
  check ((undoes is null) = (amount > 0))
);
create index allocation_invoice on allocation (invoice_id, allocated_on);
create index allocation_payment on allocation (payment_id) where payment_id is not null;
create index allocation_credit_note on allocation (credit_note_id) where credit_note_id is not null;
create index allocation_day on allocation (allocated_on);
create trigger allocation_is_append_only before update or delete or truncate on allocation for each statement execute function refuse_change();

-- Money settles what the same customer owes the same company in the same currency, and nothing else.
create function allocation_guard() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from invoice i
      left join customer_payment p on p.id = new.payment_id
      left join invoice c on c.id = new.credit_note_id and c.kind = 'CREDIT_NOTE' and c.status = 'POSTED'
    where i.id = new.invoice_id and i.kind = 'INVOICE' and i.status = 'POSTED' and i.currency = new.currency
      and coalesce(p.customer_number, c.customer_number) = i.customer_number
      and coalesce(p.legal_entity, c.legal_entity) = i.legal_entity
      and coalesce(p.currency, c.currency) = i.currency) then
    raise exception 'An allocation joins a posted invoice with a payment or credit note of the same customer, company and currency' using errcode = 'HF006';
  end if;
  return new;
end $$;
create trigger allocation_guard before insert on allocation for each row execute function allocation_guard();
