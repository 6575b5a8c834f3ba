create sequence quote_number start 2001;
create table quote (
  id              uuid primary key default uuidv7(),
  -- Same for all versions of an offer; a new version supersedes the one before.
  number          text not null check (number ~ '^Q-[0-9]{1,9}$'),
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
  -- Q-10000 comes after Q-9999.
  number_order    int generated always as (substr(number, 3)::int) stored,
  search_text     text generated always as (plain_text(number || ' ' || coalesce(title, ''))) stored,
  unique (number, version_number),
  -- What went out is dated, hashed and runs out some day.
  check (status not in ('SENT', 'SIGNED', 'EXPIRED') or (sent_at is not null and content_hash is not null and valid_until is not null)),
  check ((sent_at is null) = (content_hash is null)),
  check (status <> 'REJECTED' or reject_reason is not null)
);
create index quote_account on quote (account_id, created_at desc, id desc);
create index quote_opportunity on quote (opportunity_id, created_at desc, id desc) where opportunity_id is not null;
create index quote_owner on quote (owner_id, status, id);
create index quote_status on quote (status, id);
create index quote_created on quote (created_at, id);
create index quote_number_order on quote (number_order, id);
create index quote_total on quote (total_amount, id);
create index quote_valid_until on quote (valid_until, id);
create index quote_title on quote using gin (plain_text(title) gin_trgm_ops);
create index quote_search on quote using gin (search_text gin_trgm_ops);
-- Partial index: which sent quotes have run out?
create index quote_due on quote (valid_until) where status = 'SENT';
-- One living version of an offer at a time.
create unique index quote_one_living_version on quote (number) where status in ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT', 'SIGNED');

create table quote_line (
  id                uuid primary key default uuidv7(),
  quote_id          uuid not null references quote on delete cascade,
  line_number       int not null check (line_number > 0),
  -- A pointer: name and price rules are the ERP's.
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
  id              uuid primary key default uuidv7(),
  quote_id        uuid not null references quote on delete cascade,
  reason          text not null,
  asked_at        timestamptz not null default now(),
  -- Who, as the gateway knows them, as a user of the CRM, and as read by people. Somebody's API key is still that somebody.
  asked_by        text not null,
  asked_by_user   uuid references crm_user,
  asked_by_name   text not null,
  decided_at      timestamptz,
  decided_by      text,
  decided_by_user uuid references crm_user,
  decided_by_name text,
  decision        text check (decision in ('APPROVED', 'DECLINED')),
  note            text,
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (decision is null) and (decided_at is null) = (decided_by_name is null)),
  constraint quote_approval_by_another check (decided_by <> asked_by and (decided_by_user is null or asked_by_user is null or decided_by_user <> asked_by_user)),
  check (decision is distinct from 'DECLINED' or note is not null)
);
create index quote_approval_quote on quote_approval (quote_id, id);
-- One open question at a time.
create unique index quote_approval_open on quote_approval (quote_id) where decided_at is null;

-- A sent quote is what the customer holds in hand: its content never changes. Earlier ones change only as drafts.
create function quote_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then
      raise exception 'Quote % was shown to somebody and is kept', old.number using errcode = 'HF001';
    end if;
    return old;
  end if;
  if old.status <> 'DRAFT' and
    (new.account_id, new.opportunity_id, new.contact_id, new.selling_entity, new.market, new.currency, new.title, new.words, new.total_amount)
    is distinct from (old.account_id, old.opportunity_id, old.contact_id, old.selling_entity, old.market, old.currency, old.title, old.words, old.total_amount) then
    raise exception 'The content of quote % changes only while it is a draft', old.number using errcode = 'HF001';
  end if;
  if (new.number, new.version_number) is distinct from (old.number, old.version_number)
    or old.content_hash is not null and (new.content_hash, new.sent_at, new.valid_until) is distinct from (old.content_hash, old.sent_at, old.valid_until) then
    raise exception 'Number, date and hash of quote % stay as they were sent', old.number using errcode = 'HF001';
  end if;
  if new.status <> old.status and not (old.status, new.status) in (
    ('DRAFT', 'IN_APPROVAL'), ('DRAFT', 'SENT'), ('DRAFT', 'REJECTED'),
    ('IN_APPROVAL', 'APPROVED'), ('IN_APPROVAL', 'DRAFT'), ('IN_APPROVAL', 'REJECTED'),
    ('APPROVED', 'SENT'), ('APPROVED', 'REJECTED'), ('APPROVED', 'SUPERSEDED'),
    ('SENT', 'SIGNED'), ('SENT', 'REJECTED'), ('SENT', 'EXPIRED'), ('SENT', 'SUPERSEDED'),
    -- Its hand-over was called off and a new version is made.
    ('SIGNED', 'SUPERSEDED')) then
    raise exception 'Quote % can''t go from % to %', old.number, old.status, new.status using errcode = 'HF001';
  end if;
  return new;
end $$;
create trigger quote_guard before update or delete on quote for each row execute function quote_guard();
create trigger quote_is_kept before truncate on quote for each statement execute function refuse_change();

create function quote_line_guard() returns trigger language plpgsql as $$
declare quote_status text;
begin
  select status into quote_status from quote where id = case when tg_op = 'INSERT' then new.quote_id else old.quote_id end;
  if quote_status <> 'DRAFT' or tg_op = 'UPDATE' and new.quote_id <> old.quote_id then
    raise exception 'Lines of a quote change only while it is a draft' using errcode = 'HF001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger quote_line_guard before insert or update or delete on quote_line for each row execute function quote_line_guard();
create trigger quote_line_is_kept before truncate on quote_line for each statement execute function refuse_change();
