-- The general ledger. A posted entry is never changed; corrections are reversals.

create table ledger_account (
  id            uuid primary key default uuidv7(),
  legal_entity  text not null references legal_entity,
  code          text not null,
  name          text not null,
  type          text not null check (type in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')),
  -- A control account is posted to by its subledger only.
  control       text check (control in ('RECEIVABLES', 'INVENTORY')),
  is_active     boolean not null default true,
  unique (legal_entity, code)
);
-- Which account each kind of posting goes to, per entity.
create table posting_account (
  legal_entity  text not null,
  purpose       text not null check (purpose in ('RECEIVABLES', 'INVENTORY', 'SALES', 'SALES_FREIGHT', 'COST_OF_GOODS_SOLD', 'TAX_PAYABLE', 'BANK',
                  'GOODS_RECEIVED_NOT_INVOICED', 'INVENTORY_ADJUSTMENT', 'INVENTORY_IN_TRANSIT', 'EXCHANGE_GAIN', 'EXCHANGE_LOSS', 'ROUNDING', 'OPENING_BALANCE')),
  account_code  text not null,
  primary key (legal_entity, purpose),
  foreign key (legal_entity, account_code) references ledger_account (legal_entity, code)
);

create table journal_entry (
  id            uuid primary key default uuidv7(),
  legal_entity  text not null references legal_entity,
  number        text unique,
  fiscal_year   int,
  chain_number  bigint,
  posting_date  date not null,
  period_id     uuid not null references fiscal_period,
  area          text not null check (area in ('RECEIVABLES', 'INVENTORY', 'LEDGER')),
  status        text not null check (status in ('DRAFT', 'POSTED', 'REVERSED')) default 'DRAFT',
  text          text not null,
  -- The document that caused it, e.g. ('INVOICE', 'INV-NHDK-2026-00012'); null for a manual journal.
  source_kind   text check (source_kind in ('INVOICE', 'CREDIT_NOTE', 'SHIPMENT', 'CUSTOMER_PAYMENT', 'ALLOCATION', 'STOCK_MOVE', 'OPENING')),
  source_number text,
  reverses_id   uuid unique references journal_entry,
  created_at    timestamptz not null default now(),
  created_by    text not null,
  posted_at     timestamptz,
  posted_by     text,
  previous_hash text,
  hash          text,
  version       int not null default 1,
  unique (legal_entity, chain_number),
  check ((status = 'DRAFT') = (number is null and hash is null and posted_at is null))
);
create index journal_entry_date on journal_entry (legal_entity, posting_date, id);
create index journal_entry_source on journal_entry (source_kind, source_number);
create index journal_entry_status on journal_entry (legal_entity, status, id);
create index journal_entry_period on journal_entry (period_id);

create table journal_line (
  id              uuid primary key default uuidv7(),
  entry_id        uuid not null references journal_entry,
  line_number     int not null,
  account_id      uuid not null references ledger_account,
  -- In the entity's base currency; exactly one side is positive.
  debit           numeric(20, 4) not null default 0 check (debit >= 0),
  credit          numeric(20, 4) not null default 0 check (credit >= 0),
  -- The same in the document's currency.
  currency        char(3) not null,
  currency_amount numeric(20, 4) not null,
  customer_number text references customer,
  item_number     text references item,
  text            text,
  unique (entry_id, line_number),
  check ((debit > 0) <> (credit > 0))
);
create index journal_line_account on journal_line (account_id, entry_id);
create index journal_line_customer on journal_line (customer_number) where customer_number is not null;

-- Head of the hash chain, one row per entity: locking it is what puts entries in one order.
create table ledger_chain (
  legal_entity  text primary key references legal_entity,
  last_number   bigint not null default 0,
  last_hash     text not null default ''
);

create function journal_entry_content(e journal_entry) returns text language sql stable as $$
  select concat_ws('|', e.legal_entity, e.number, e.posting_date, e.area, e.text, e.source_kind, e.source_number, e.reverses_id) || e'\n' ||
    coalesce((select string_agg(concat_ws('|', l.line_number, a.code, l.debit, l.credit, l.currency, l.currency_amount, l.customer_number, l.item_number, l.text), e'\n' order by l.line_number)
      from journal_line l join ledger_account a on a.id = l.account_id where l.entry_id = e.id), '')
$$;

-- Posting happens here and nowhere else: balance, period, number and chain in one place.
create function journal_entry_guard() returns trigger language plpgsql as $$
declare
  debits numeric; credits numeric; line_count int; lock_level text; head ledger_chain; drawn bigint;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'DRAFT' then raise exception 'A journal entry starts as a draft' using errcode = 'HF002'; end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then raise exception 'Journal entry % is posted and cannot be deleted; reverse it', old.number using errcode = 'HF001'; end if;
    return old;
  end if;
  if old.status <> 'DRAFT' then
    -- The one change a posted entry knows: it has been reversed by another one.
    if old.status = 'POSTED' and new.status = 'REVERSED'
       and to_jsonb(old) - 'status' - 'version' = to_jsonb(new) - 'status' - 'version'
       and exists (select 1 from journal_entry r where r.reverses_id = old.id) then return new; end if;
    raise exception 'Journal entry % is posted and cannot be changed; reverse it', old.number using errcode = 'HF001';
  end if;
  if new.status = 'DRAFT' then return new; end if;
  if new.status <> 'POSTED' then raise exception 'A draft can only be posted' using errcode = 'HF002'; end if;

  select coalesce(sum(debit), 0), coalesce(sum(credit), 0), count(*) into debits, credits, line_count from journal_line where entry_id = new.id;
  if line_count < 2 then raise exception 'A journal entry needs at least two lines' using errcode = 'HF003'; end if;
  if debits <> credits then raise exception 'Debits % and credits % differ', debits, credits using errcode = 'HF003'; end if;

  perform 1 from fiscal_period p where p.id = new.period_id and p.legal_entity = new.legal_entity and new.posting_date between p.starts_on and p.ends_on;
  if not found then raise exception 'Posting date % is not in the period of the entry', new.posting_date using errcode = 'HF004'; end if;
  -- FOR SHARE: closing a period waits for postings under way, and they for the closing.
  select level into lock_level from period_lock where period_id = new.period_id and area = new.area for share;
  if lock_level is null or lock_level = 'HARD' or (lock_level = 'SOFT' and coalesce(current_setting('homefield.may_post_soft', true), '') <> 'on') then
    raise exception 'Period of % is closed for %', new.posting_date, new.area using errcode = 'HF005';
  end if;

  insert into ledger_chain (legal_entity) values (new.legal_entity) on conflict do nothing;
  select * into head from ledger_chain where legal_entity = new.legal_entity for update;
  select fiscal_year into new.fiscal_year from fiscal_period where id = new.period_id;
  insert into number_series as s (legal_entity, series, fiscal_year, last_number) values (new.legal_entity, 'JE', new.fiscal_year, 1)
    on conflict (legal_entity, series, fiscal_year) do update set last_number = s.last_number + 1 returning last_number into drawn;
  new.number := 'JE-' || new.legal_entity || '-' || new.fiscal_year || '-' || lpad(drawn::text, 6, '0');
  new.chain_number := head.last_number + 1;
  new.previous_hash := head.last_hash;
  new.posted_at := coalesce(new.posted_at, clock_timestamp());
  new.hash := encode(sha256(convert_to(head.last_hash || e'\n' || journal_entry_content(new), 'UTF8')), 'hex');
  update ledger_chain set last_number = new.chain_number, last_hash = new.hash where legal_entity = new.legal_entity;
  return new;
end $$;
create trigger journal_entry_guard before insert or update or delete on journal_entry for each row execute function journal_entry_guard();
create trigger journal_entry_no_truncate before truncate on journal_entry for each statement execute function refuse_change();

create function journal_line_guard() returns trigger language plpgsql as $$
begin
  if tg_op in ('UPDATE', 'DELETE') and exists (select 1 from journal_entry e where e.id = old.entry_id and e.status <> 'DRAFT')
     or tg_op in ('INSERT', 'UPDATE') and exists (select 1 from journal_entry e where e.id = new.entry_id and e.status <> 'DRAFT') then
    raise exception 'Lines of a posted journal entry are never changed; reverse the entry' using errcode = 'HF001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger journal_line_guard before insert or update or delete on journal_line for each row execute function journal_line_guard();
create trigger journal_line_no_truncate before truncate on journal_line for each statement execute function refuse_change();

-- The second home of the balance rule: whatever path wrote it, at commit every posted entry balances.
create function journal_entry_balances() returns trigger language plpgsql as $$
begin
  if new.status <> 'DRAFT' and exists (select 1 from journal_line where entry_id = new.id having sum(debit) <> sum(credit)) then
    raise exception 'Journal entry % does not balance', new.number using errcode = 'HF003';
  end if;
  return null;
end $$;
create constraint trigger journal_entry_balances after insert or update on journal_entry deferrable initially deferred for each row execute function journal_entry_balances();
