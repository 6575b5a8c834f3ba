-- The general ledger. A posted entry is never changed; corrections are reversals.

create table ledger_account (
  id            uuid primary key default uuidv7(),
  legal_entity  text not null references legal_entity,
  code          text not null check (code ~ '^[0-9A-Z.-]{1,20}$'),
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
  -- JE-<entity>-<fiscal year>-<entry number>; drawn when posted.
  number        text unique,
  fiscal_year   int,
  entry_number  bigint,
  chain_number  bigint,
  posting_date  date not null,
  period_id     uuid not null references fiscal_period,
  area          text not null check (area in ('RECEIVABLES', 'INVENTORY', 'LEDGER')),
  status        text not null check (status in ('DRAFT', 'POSTED', 'REVERSED')) default 'DRAFT',
  text          text not null,
  -- The document that caused it, e.g. ('INVOICE', 'INV-NHDK-2026-000012'); null for a manual journal.
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
  unique (legal_entity, fiscal_year, entry_number),
  check ((source_kind is null) = (source_number is null)),
  check ((status = 'DRAFT') = (number is null and entry_number is null and chain_number is null and hash is null and posted_at is null and posted_by is null))
);
create index journal_entry_date on journal_entry (legal_entity, posting_date, id);
create index journal_entry_newest on journal_entry (posting_date, id);
-- Every field of the filter seeks.
create index journal_entry_source on journal_entry (source_number, source_kind);
create index journal_entry_source_kind on journal_entry (source_kind, id);
create index journal_entry_entity_status on journal_entry (legal_entity, status, id);
create index journal_entry_status on journal_entry (status, id);
create index journal_entry_period on journal_entry (period_id);
create index journal_entry_text on journal_entry using gin (plain_text(text) gin_trgm_ops);

create table journal_line (
  id              uuid primary key default uuidv7(),
  entry_id        uuid not null references journal_entry on delete cascade,
  line_number     int not null,
  account_id      uuid not null references ledger_account,
  -- In the entity's base currency; exactly one side is positive.
  debit           numeric(20, 4) not null default 0 check (debit >= 0),
  credit          numeric(20, 4) not null default 0 check (credit >= 0),
  -- The same in the document's currency, debit positive.
  currency        char(3) not null,
  currency_amount numeric(20, 4) not null,
  customer_number text references customer,
  item_number     text references item,
  text            text,
  unique (entry_id, line_number),
  check ((debit > 0) <> (credit > 0))
);
create index journal_line_account on journal_line (account_id, entry_id) include (line_number, debit, credit);
create index journal_line_customer on journal_line (customer_number) where customer_number is not null;

-- Head of the hash chain, one row per entity: locking it is what puts the entries of an entity in one order.
create table ledger_chain (
  legal_entity  text primary key references legal_entity,
  last_number   bigint not null default 0,
  last_hash     text not null default ''
);

-- What the hash covers, in a form that no session setting and no clever text can shift: JSON of facts, then of lines.
create function journal_entry_content(e journal_entry) returns text language sql stable as $$
  select jsonb_build_array(e.legal_entity, e.number, e.chain_number, e.posting_date, e.area, e.text, e.source_kind, e.source_number, e.reverses_id,
      e.created_by, e.posted_by, extract(epoch from e.posted_at))::text || e'\n' ||
    coalesce((select string_agg(jsonb_build_array(l.line_number, a.code, l.debit, l.credit, l.currency, l.currency_amount, l.customer_number, l.item_number, l.text)::text, e'\n' order by l.line_number)
      from journal_line l join ledger_account a on a.id = l.account_id where l.entry_id = e.id), '')
$$;
create function journal_entry_hash(e journal_entry) returns text language sql stable as $$
  select encode(sha256(convert_to(e.previous_hash || e'\n' || journal_entry_content(e), 'UTF8')), 'hex')
$$;

-- Why an entry may not stand in the books as it is; null when it may.
create function journal_entry_flaw(entry uuid, entity text) returns text language sql stable as $$
  select case
    when coalesce(sum(t.line_count), 0) < 2 then 'it needs at least two lines'
    when sum(t.debit) <> sum(t.credit) then format('debits %s and credits %s differ', sum(t.debit), sum(t.credit))
    when bool_or(t.is_elsewhere) then 'it names an account of another legal entity'
    when bool_or(t.amount <> 0 and t.currency <> (select base_currency from legal_entity where code = entity)) then 'debits and credits differ in the document''s currency'
  end
  from (select l.currency, count(*) as line_count, sum(l.debit) as debit, sum(l.credit) as credit, sum(l.currency_amount) as amount, bool_or(a.legal_entity <> entity) as is_elsewhere
    from journal_line l join ledger_account a on a.id = l.account_id where l.entry_id = entry group by l.currency) t
$$;

-- Posting happens here and nowhere else: balance, period, number and chain in one place.
create function journal_entry_guard() returns trigger language plpgsql as $$
declare
  flaw text; lock_level text;
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
       and exists (select 1 from journal_entry r where r.reverses_id = old.id and r.status <> 'DRAFT') then return new; end if;
    raise exception 'Journal entry % is posted and cannot be changed; reverse it', old.number using errcode = 'HF001';
  end if;
  if new.status = 'DRAFT' then return new; end if;
  if new.status <> 'POSTED' then raise exception 'A draft can only be posted' using errcode = 'HF002'; end if;

  flaw := journal_entry_flaw(new.id, new.legal_entity);
  if flaw is not null then raise exception 'The journal entry cannot be posted: %', flaw using errcode = 'HF003'; end if;

  select fiscal_year into new.fiscal_year from fiscal_period p where p.id = new.period_id and p.legal_entity = new.legal_entity and new.posting_date between p.starts_on and p.ends_on;
  if not found then raise exception 'Posting date % is not in the period of the entry', new.posting_date using errcode = 'HF004'; end if;
  -- FOR SHARE: closing a period waits for postings under way, and they for the closing.
  select level into lock_level from period_lock where period_id = new.period_id and area = new.area for share;
  if lock_level is null or lock_level = 'HARD' or (lock_level = 'SOFT' and coalesce(current_setting('homefield.may_post_soft', true), '') <> 'on') then
    raise exception 'Period of % is closed for %', new.posting_date, new.area using errcode = 'HF005';
  end if;

  -- The head's row is the lock; number and hash come from the last entry, so that one statement may post thousands.
  perform 1 from ledger_chain where legal_entity = new.legal_entity for update;
  if not found then
    insert into ledger_chain (legal_entity) values (new.legal_entity) on conflict do nothing;
    perform 1 from ledger_chain where legal_entity = new.legal_entity for update;
  end if;
  select chain_number + 1, hash into new.chain_number, new.previous_hash from journal_entry
    where legal_entity = new.legal_entity and chain_number is not null order by chain_number desc limit 1;
  new.chain_number := coalesce(new.chain_number, 1);
  new.previous_hash := coalesce(new.previous_hash, '');
  select coalesce(max(entry_number), 0) + 1 into new.entry_number from journal_entry where legal_entity = new.legal_entity and fiscal_year = new.fiscal_year;
  new.number := 'JE-' || new.legal_entity || '-' || new.fiscal_year || '-' || lpad(new.entry_number::text, greatest(6, length(new.entry_number::text)), '0');
  new.posted_at := coalesce(new.posted_at, clock_timestamp());
  new.posted_by := coalesce(new.posted_by, new.created_by);
  new.hash := journal_entry_hash(new);
  return new;
end $$;
create trigger journal_entry_guard before insert or update or delete on journal_entry for each row execute function journal_entry_guard();
create trigger journal_entry_no_truncate before truncate on journal_entry for each statement execute function refuse_change();

-- The head remembers the last entry, so that a chain cut off at its end is noticed too.
create function ledger_chain_follow() returns trigger language plpgsql as $$
begin
  update ledger_chain c set last_number = n.chain_number, last_hash = n.hash
    from (select distinct on (legal_entity) legal_entity, chain_number, hash from posted where chain_number is not null order by legal_entity, chain_number desc) n
    where c.legal_entity = n.legal_entity and c.last_number < n.chain_number;
  return null;
end $$;
create trigger ledger_chain_follow after update on journal_entry referencing new table as posted for each statement execute function ledger_chain_follow();

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

-- The second home of the balance rule: whatever path wrote it, at commit every posted entry balances, per entity and per currency.
create function journal_entry_balances() returns trigger language plpgsql as $$
declare flaw text;
begin
  flaw := journal_entry_flaw(new.id, new.legal_entity);
  if flaw is not null then raise exception 'Journal entry % is flawed: %', new.number, flaw using errcode = 'HF003'; end if;
  return null;
end $$;
create constraint trigger journal_entry_balances after insert or update of status on journal_entry deferrable initially deferred
  for each row when (new.status <> 'DRAFT') execute function journal_entry_balances();

-- An account that carries postings keeps its code, its kind and its entity: old statements must not change their meaning.
create function ledger_account_guard() returns trigger language plpgsql as $$
begin
  if (old.code, old.legal_entity, old.type, old.control) is distinct from (new.code, new.legal_entity, new.type, new.control)
     and exists (select 1 from journal_line l where l.account_id = old.id) then
    raise exception 'Account % carries postings: its code and kind stay', old.code using errcode = 'HF001';
  end if;
  return new;
end $$;
create trigger ledger_account_guard before update on ledger_account for each row execute function ledger_account_guard();
