create table contact (
  id            uuid primary key default uuidv7(),
  account_id    uuid not null references account,
  name          text not null check (length(name) between 1 and 200),
  email         text,
  phone         text,
  job_title     text,
  role          text check (role in ('DECISION_MAKER', 'SIGNS', 'CHAMPION', 'USER', 'PURCHASING', 'FINANCE', 'OTHER')),
  is_archived   boolean not null default false,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  version       int not null default 1,
  search_text   text generated always as (plain_text(name || ' ' || coalesce(email, '') || ' ' || coalesce(job_title, ''))) stored
);
create index contact_account on contact (account_id, plain_text(name), id);
create index contact_name on contact (plain_text(name), id) where not is_archived;
create index contact_created on contact (created_at, id);
create index contact_email on contact (email, id);
create index contact_role on contact (role, id);
create index contact_search on contact using gin (search_text gin_trgm_ops);
