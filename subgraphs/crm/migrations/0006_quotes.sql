create sequence quote_number start 2001;
create table quote (
  id              uuid primary key default uuidv7(),
  -- Same for all versions of an offer; a new version supersedes the one before.
  number          text not null,
  version_number  int not null default 1 check (version_number > 0),
  account_id      uuid not null references account,
  opportunity_id  uuid references opportunity,
  contact_id      uuid references contact,
  owner_id        uuid references crm_user,
  -- Pointer to the ERP's legal entity that offers.
  selling_entity  text not null,
  market          text,
  currency        char(3) not null,
  title           text,
  words           text,
  valid_until     date,
  status          text not null check (status in ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT', 'SIGNED', 'REJECTED', 'EXPIRED', 'SUPERSEDED')) default 'DRAFT',
  total_amount    numeric(20, 4) not null default 0 check (total_amount >= 0),
  reject_reason   text,
  sent_at         timestamptz,
  content_hash    text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  version         int not null default 1,
  search_text     text generated always as (plain_text(number || ' ' || coalesce(title, ''))) stored,
  unique (number, version_number)
);
create index quote_account on quote (account_id, id desc);
create index quote_opportunity on quote (opportunity_id) where opportunity_id is not null;
create index quote_owner on quote (owner_id, status, id);
create index quote_status on quote (status, valid_until, id);
create index quote_search on quote using gin (search_text gin_trgm_ops);
-- One living version of an offer at a time.
create unique index quote_one_living_version on quote (number) where status in ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT', 'SIGNED');

create table quote_line (
  id                uuid primary key default uuidv7(),
  quote_id          uuid not null references quote on delete cascade,
  line_number       int not null,
  item_number       text not null,
  quantity          numeric(18, 4) not null check (quantity > 0),
  -- What is offered, before discount: a promise of the seller, not the ERP's price.
  unit_price        numeric(20, 4) not null check (unit_price >= 0),
  discount_percent  numeric(7, 4) not null default 0 check (discount_percent >= 0 and discount_percent <= 100),
  net_amount        numeric(20, 4) not null check (net_amount >= 0),
  requested_date    date,
  note              text,
  is_option         boolean not null default false,
  unique (quote_id, line_number)
);
create table quote_approval (
  id            uuid primary key default uuidv7(),
  quote_id      uuid not null references quote on delete cascade,
  reason        text not null,
  asked_at      timestamptz not null default now(),
  asked_by      text not null,
  decided_at    timestamptz,
  decided_by    text,
  decision      text check (decision in ('APPROVED', 'DECLINED')),
  note          text,
  -- Creator is not approver.
  check (decided_by is null or decided_by <> asked_by)
);
create index quote_approval_quote on quote_approval (quote_id, id);

-- A sent quote is what the customer holds in hand: its content never changes.
create function quote_line_guard() returns trigger language plpgsql as $$
declare q_status text;
begin
  select status into q_status from quote where id = case when tg_op = 'INSERT' then new.quote_id else old.quote_id end;
  if q_status is not null and q_status not in ('DRAFT') then
    raise exception 'Lines of a quote change only while it is a draft' using errcode = 'HF001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger quote_line_guard before insert or update or delete on quote_line for each row execute function quote_line_guard();
