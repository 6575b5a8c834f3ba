-- Who saw which personal fields and balances of whom, when, in which request. Names fields and keys, never a value.
-- By month: a month is dropped as a whole when its time has come (read-audit-log.ts makes and drops them).
create table read_audit (
  id          uuid        not null default uuidv7(),
  at          timestamptz not null,
  subject     text        not null,
  actor_name  text        not null,
  request_id  text        not null,
  type        text        not null,
  fields      text[]      not null,
  -- At most 200; all of them are counted.
  keys        text[]      not null,
  key_count   int         not null check (key_count >= 0),
  primary key (at, id)
) partition by range (at);
create index read_audit_type on read_audit (type, at, id);
create index read_audit_keys on read_audit using gin (keys);
