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
-- The list by name, as people sort: without regard to case and diacritics.
create index account_name on account (plain_text(name), id) where archived_at is null;
create index account_team on account (team, id);
create index account_owner on account (owner_id, id);
create index account_segment on account (segment, id);
create index account_segment_last on account (segment desc nulls last, id desc);
create index account_territory on account (territory, id);
create index account_country on account (country, id);
create index account_city on account (meeting_city, id);
create index account_city_last on account (meeting_city desc nulls last, id desc);
create index account_parent on account (parent_id) where parent_id is not null;
create index account_created on account (created_at, id);
create index account_updated on account (updated_at, id);
create index account_archived on account (archived_at, id) where archived_at is not null;
create index account_tags on account using gin (tags);
create index account_search on account using gin (search_text gin_trgm_ops);

-- No account stands above itself, however long the way. Moves within the hierarchy take turns: two at once could close a circle
-- that neither of them sees.
create function account_has_no_cycle() returns trigger language plpgsql as $$
begin
  if new.parent_id is null or (tg_op = 'UPDATE' and new.parent_id is not distinct from old.parent_id) then return new; end if;
  if tg_op = 'UPDATE' then perform pg_advisory_xact_lock(hashtext('account.parent_id')); end if;
  if exists (
    with recursive up as (select id, parent_id from account where id = new.parent_id union select a.id, a.parent_id from account a join up on a.id = up.parent_id)
    select 1 from up where id = new.id or parent_id = new.id) then
    raise exception 'Account would stand above itself' using errcode = 'HF010';
  end if;
  return new;
end $$;
create trigger account_has_no_cycle before insert or update of parent_id on account for each row execute function account_has_no_cycle();

-- Zero rows: accounts that stand above themselves.
create view inv_account_hierarchy as
with recursive up as (
  select id, parent_id as above from account where parent_id is not null
  union select up.id, a.parent_id from up join account a on a.id = up.above where a.parent_id is not null)
select id from up where id = above;

-- Figures of an account that lists filter and order by. Derived from its opportunities and activities by triggers there,
-- so that a page of 50 out of 100,000 accounts is read from an index instead of adding everything up.
create table account_figure (
  account_id      uuid primary key references account on delete cascade,
  -- Open opportunities, all currencies added as they stand.
  pipeline_amount numeric(24, 4) not null default 0,
  next_step_at    timestamptz,
  last_touch_at   timestamptz
);
create index account_figure_pipeline on account_figure (pipeline_amount, account_id);
create index account_figure_next_step on account_figure (next_step_at, account_id);
create index account_figure_next_step_last on account_figure (next_step_at desc nulls last, account_id desc);
create index account_figure_touch on account_figure (last_touch_at, account_id);
create index account_figure_touch_last on account_figure (last_touch_at desc nulls last, account_id desc);

create function begin_account_figure() returns trigger language plpgsql as $$
begin
  insert into account_figure (account_id) select id from new_rows;
  return null;
end $$;
create trigger account_gets_figures after insert on account referencing new table as new_rows for each statement execute function begin_account_figure();

-- Locks first, in one order: of two acts on the same account the second one adds up what the first one left.
create function refresh_account_figures(touched uuid[]) returns void language plpgsql as $$
begin
  if touched is null then return; end if;
  perform 1 from account_figure where account_id = any(touched) order by account_id for update;
  update account_figure f set pipeline_amount = fresh.pipeline_amount, next_step_at = fresh.next_step_at, last_touch_at = fresh.last_touch_at
  from account_figure_fresh fresh
  where f.account_id = any(touched) and fresh.account_id = f.account_id
    and (f.pipeline_amount, f.next_step_at, f.last_touch_at) is distinct from (fresh.pipeline_amount, fresh.next_step_at, fresh.last_touch_at);
end $$;
