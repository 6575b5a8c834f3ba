create table pipeline (
  id        uuid primary key default uuidv7(),
  name      text not null unique,
  position  int not null default 1,
  is_archived boolean not null default false
);
create table stage (
  id          uuid primary key default uuidv7(),
  pipeline_id uuid not null references pipeline,
  name        text not null,
  position    int not null,
  probability_percent int not null check (probability_percent between 0 and 100),
  -- A deal that stays longer is called quiet.
  quiet_after_days int not null default 21 check (quiet_after_days > 0),
  unique (pipeline_id, position) deferrable initially deferred,
  unique (pipeline_id, name) deferrable initially deferred
);
create table lost_reason (code text primary key, name text not null);

create table opportunity (
  id            uuid primary key default uuidv7(),
  account_id    uuid not null references account,
  name          text not null check (length(name) between 1 and 200),
  pipeline_id   uuid not null references pipeline,
  stage_id      uuid not null references stage,
  owner_id      uuid references crm_user,
  contact_id    uuid references contact,
  amount        numeric(20, 4) check (amount >= 0),
  currency      char(3) not null,
  close_date    date,
  status        text not null check (status in ('OPEN', 'WON', 'LOST')) default 'OPEN',
  lost_reason   text references lost_reason,
  closed_note   text,
  closed_at     timestamptz,
  stage_since   timestamptz not null default now(),
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  version       int not null default 1,
  search_text   text generated always as (plain_text(name)) stored,
  check ((status = 'OPEN') = (closed_at is null)),
  check ((status = 'LOST') = (lost_reason is not null))
);
create index opportunity_account on opportunity (account_id, status);
create index opportunity_board on opportunity (pipeline_id, stage_id, amount desc nulls last, id) where status = 'OPEN';
create index opportunity_closed on opportunity (pipeline_id, closed_at) where status <> 'OPEN';
create index opportunity_owner on opportunity (owner_id, status, close_date);
create index opportunity_status on opportunity (status, close_date, id);
create index opportunity_name on opportunity (search_text, id);
create index opportunity_created on opportunity (created_at, id);
create index opportunity_stage_since on opportunity (stage_since, id);
create index opportunity_close on opportunity (close_date, id);
create index opportunity_close_last on opportunity (close_date desc nulls last, id desc);
create index opportunity_amount on opportunity (amount, id);
create index opportunity_amount_last on opportunity (amount desc nulls last, id desc);
create index opportunity_contact on opportunity (contact_id) where contact_id is not null;
create index opportunity_search on opportunity using gin (search_text gin_trgm_ops);

-- Every stage an opportunity has been in; append only.
create table opportunity_stage_change (
  id              uuid primary key default uuidv7(),
  opportunity_id  uuid not null references opportunity,
  from_stage_id   uuid references stage,
  to_stage_id     uuid references stage,
  status          text not null,
  changed_at      timestamptz not null default now(),
  changed_by      text not null
);
create index opportunity_stage_change_opportunity on opportunity_stage_change (opportunity_id, changed_at, id);
create trigger opportunity_stage_change_is_append_only before update or delete or truncate on opportunity_stage_change for each statement execute function refuse_change();

create table opportunity_line (
  id              uuid primary key default uuidv7(),
  opportunity_id  uuid not null references opportunity on delete cascade,
  line_number     int not null,
  -- A pointer: name, price and stock are the ERP's.
  item_number     text not null,
  quantity        numeric(18, 4) not null check (quantity > 0),
  unique (opportunity_id, line_number)
);

-- The account's sum of open opportunities follows.
create function opportunity_refreshes_account() returns trigger language plpgsql as $$
declare touched uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct account_id) into touched from new_rows;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct account_id) into touched from old_rows;
  else
    select array_agg(distinct id) into touched from (
      select unnest(array[o.account_id, n.account_id]) as id from old_rows o join new_rows n using (id)
      where (o.account_id, o.amount, o.status) is distinct from (n.account_id, n.amount, n.status)) changed;
  end if;
  perform refresh_account_figures(touched);
  return null;
end $$;
create trigger opportunity_made after insert on opportunity referencing new table as new_rows for each statement execute function opportunity_refreshes_account();
create trigger opportunity_changed after update on opportunity referencing old table as old_rows new table as new_rows for each statement execute function opportunity_refreshes_account();
create trigger opportunity_gone after delete on opportunity referencing old table as old_rows for each statement execute function opportunity_refreshes_account();
