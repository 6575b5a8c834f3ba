create table account (
  id              uuid primary key default uuidv7(),
  name            text not null check (length(name) between 1 and 200),
  team            text not null references team,
  owner_id        uuid references crm_user,
  parent_id       uuid references account,
  segment         text,
  territory       text,
  website         text,
  phone           text,
  -- Where you meet. Where the ERP delivers and bills is the ERP's.
  meeting_line1   text,
  meeting_postal_code text,
  meeting_city    text,
  country         char(2),
  tags            text[] not null default '{}',
  -- The one pointer to the ERP: set when a signed order made it a customer.
  customer_number text unique,
  archived_at     timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  version         int not null default 1,
  search_text     text generated always as (plain_text(name || ' ' || coalesce(meeting_city, '') || ' ' || coalesce(customer_number, ''))) stored,
  check (parent_id <> id)
);
create index account_name on account (name, id) where archived_at is null;
create index account_team on account (team, id);
create index account_owner on account (owner_id, id);
create index account_segment on account (segment, id);
create index account_territory on account (territory, id);
create index account_country on account (country, id);
create index account_city on account (meeting_city, id);
create index account_parent on account (parent_id) where parent_id is not null;
create index account_created on account (created_at, id);
create index account_updated on account (updated_at, id);
create index account_tags on account using gin (tags);
create index account_search on account using gin (search_text gin_trgm_ops);

-- No account stands above itself, however long the way.
create function account_has_no_cycle() returns trigger language plpgsql as $$
begin
  if new.parent_id is not null and exists (
    with recursive up as (select id, parent_id from account where id = new.parent_id union select a.id, a.parent_id from account a join up on a.id = up.parent_id)
    select 1 from up where id = new.id) then
    raise exception 'Account would stand above itself' using errcode = 'HF010';
  end if;
  return new;
end $$;
create trigger account_has_no_cycle before insert or update of parent_id on account for each row execute function account_has_no_cycle();
