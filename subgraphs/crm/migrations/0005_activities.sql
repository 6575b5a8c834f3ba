create table activity (
  id              uuid primary key default uuidv7(),
  kind            text not null check (kind in ('CALL', 'MEETING', 'DEMO', 'TASK', 'EMAIL', 'NOTE')),
  subject         text not null check (length(subject) between 1 and 300),
  body            text,
  account_id      uuid references account,
  opportunity_id  uuid references opportunity,
  contact_id      uuid references contact,
  owner_id        uuid references crm_user,
  due_at          timestamptz,
  duration_minutes int check (duration_minutes between 0 and 1440),
  status          text not null check (status in ('OPEN', 'COMPLETED', 'CANCELLED')) default 'OPEN',
  outcome         text,
  completed_at    timestamptz,
  created_at      timestamptz not null default now(),
  created_by      text not null,
  version         int not null default 1,
  -- Where it stands in time: when it happened, or is due, or was written down.
  happens_at      timestamptz not null generated always as (coalesce(completed_at, due_at, created_at)) stored,
  check ((status = 'COMPLETED') = (completed_at is not null)),
  -- An opportunity is somebody's: what is done for it is done with the account.
  check (opportunity_id is null or account_id is not null)
);
create index activity_account on activity (account_id, happens_at, id);
create index activity_opportunity on activity (opportunity_id, happens_at, id) where opportunity_id is not null;
create index activity_owner on activity (owner_id, status, due_at, id);
create index activity_due on activity (due_at, id);
create index activity_due_last on activity (due_at desc nulls last, id desc);
create index activity_created on activity (created_at, id);
create index activity_happens on activity (happens_at, id);
create index activity_kind on activity (kind, id);
create index activity_subject on activity using gin (plain_text(subject) gin_trgm_ops);
create index activity_contact on activity (contact_id, happens_at, id) where contact_id is not null;
-- What comes next, and when somebody last spoke to them.
create index activity_next_step on activity (account_id, due_at, id) where status = 'OPEN' and due_at is not null;
create index activity_next_step_of_opportunity on activity (opportunity_id, due_at, id) where status = 'OPEN' and due_at is not null;
create index activity_touch on activity (account_id, completed_at) where status = 'COMPLETED' and kind in ('CALL', 'MEETING', 'DEMO', 'EMAIL');
create index activity_movement on activity (opportunity_id, completed_at) where status = 'COMPLETED';

-- The figures of every account, added up afresh.
create view account_figure_fresh as
select a.id as account_id,
  coalesce((select sum(o.amount) from opportunity o where o.account_id = a.id and o.status = 'OPEN'), 0) as pipeline_amount,
  (select min(s.due_at) from activity s where s.account_id = a.id and s.status = 'OPEN' and s.due_at is not null) as next_step_at,
  (select max(t.completed_at) from activity t where t.account_id = a.id and t.status = 'COMPLETED' and t.kind in ('CALL', 'MEETING', 'DEMO', 'EMAIL')) as last_touch_at
from account a;

create function activity_refreshes_account() returns trigger language plpgsql as $$
declare touched uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct account_id) into touched from new_rows where account_id is not null;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct account_id) into touched from old_rows where account_id is not null;
  else
    select array_agg(distinct id) into touched from (
      select unnest(array[o.account_id, n.account_id]) as id from old_rows o join new_rows n using (id)
      where (o.account_id, o.kind, o.status, o.due_at, o.completed_at) is distinct from (n.account_id, n.kind, n.status, n.due_at, n.completed_at)) changed where id is not null;
  end if;
  perform refresh_account_figures(touched);
  return null;
end $$;
create trigger activity_made after insert on activity referencing new table as new_rows for each statement execute function activity_refreshes_account();
create trigger activity_changed after update on activity referencing old table as old_rows new table as new_rows for each statement execute function activity_refreshes_account();
create trigger activity_gone after delete on activity referencing old table as old_rows for each statement execute function activity_refreshes_account();

-- Zero rows: what the lists are ordered by is what adding up afresh gives.
create view inv_account_figures as
select fresh.account_id, f.pipeline_amount, fresh.pipeline_amount as fresh_pipeline_amount, f.next_step_at, fresh.next_step_at as fresh_next_step_at, f.last_touch_at, fresh.last_touch_at as fresh_last_touch_at
from account_figure_fresh fresh left join account_figure f on f.account_id = fresh.account_id
where f.account_id is null or (f.pipeline_amount, f.next_step_at, f.last_touch_at) is distinct from (fresh.pipeline_amount, fresh.next_step_at, fresh.last_touch_at);

-- Zero rows: an opportunity stands in a stage of its own pipeline.
create view inv_opportunity_stage as
select o.id, o.pipeline_id, o.stage_id from opportunity o join stage s on s.id = o.stage_id where s.pipeline_id <> o.pipeline_id;

-- Zero rows: what is done for an opportunity is done with its account.
create view inv_activity_account as
select v.id, v.account_id, o.account_id as opportunity_account_id from activity v join opportunity o on o.id = v.opportunity_id where v.account_id <> o.account_id;
