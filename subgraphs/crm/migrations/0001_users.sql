-- Teams and users of the CRM. A user is an employee of the ERP by number; name and mail are the CRM's own, as shown to customers.
create table team (
  code            text primary key,
  name            text not null,
  -- The company of the group this team sells for: a pointer to the ERP's legal entity.
  selling_entity  text not null,
  currency        char(3) not null,
  -- Discount above this needs approval.
  discount_limit_percent numeric(7, 4) not null default 10 check (discount_limit_percent between 0 and 100)
);
create table crm_user (
  id              uuid primary key default uuidv7(),
  name            text not null,
  email           text not null,
  employee_number text unique,
  team            text references team,
  is_active       boolean not null default true,
  territory       text,
  created_at      timestamptz not null default now()
);
-- A caller is recognised by mail, however it is capitalised.
create unique index crm_user_email on crm_user (lower(email));
create table sales_quota (
  user_id   uuid not null references crm_user,
  starts_on date not null,
  amount    numeric(20, 4) not null check (amount >= 0),
  currency  char(3) not null,
  primary key (user_id, starts_on)
);
-- The audit trail is read by time, as a whole and for one record.
create index audit_entry_time on audit_entry (at, id);
create index audit_entry_entity_time on audit_entry (entity, entity_key, at, id);
