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
  check ((status = 'COMPLETED') = (completed_at is not null))
);
create index activity_account on activity (account_id, id desc);
create index activity_opportunity on activity (opportunity_id, status, due_at);
create index activity_owner on activity (owner_id, status, due_at, id);
create index activity_due on activity (due_at, id);
create index activity_contact on activity (contact_id) where contact_id is not null;
create index activity_next_step on activity (account_id, due_at) where status = 'OPEN' and due_at is not null;
