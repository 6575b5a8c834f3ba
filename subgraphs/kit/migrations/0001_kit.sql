-- What every subgraph needs: keys already answered, who changed what, and what waits to be delivered.

-- A repeated request with the same key gets the answer of the first; the row is written in the transaction of the act itself.
create table idempotency_key (
  subject     text        not null,
  act         text        not null,
  key         text        not null,
  body_hash   text        not null,
  ref         jsonb       not null,
  created_at  timestamptz not null default now(),
  primary key (subject, act, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- Who did what to which record, in which request. Written in the transaction of the act.
create table audit_entry (
  id          uuid        primary key default uuidv7(),
  at          timestamptz not null default now(),
  subject     text        not null,
  actor_name  text        not null,
  act         text        not null,
  entity      text        not null,
  entity_key  text        not null,
  request_id  text        not null,
  changes     jsonb       not null default '{}'
);
create index audit_entry_entity on audit_entry (entity, entity_key, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is not allowed: rows of this table are never changed', tg_op, tg_table_name using errcode = 'HF001';
end $$;
create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry for each statement execute function refuse_change();

-- Text as a searcher types it: lower case, without diacritics, ligatures spelt out.
create function plain_text(text) returns text language sql immutable parallel safe strict as $$
  select translate(
    replace(replace(replace(replace(replace(lower(normalize($1, NFC)), 'æ', 'ae'), 'ø', 'o'), 'ß', 'ss'), 'œ', 'oe'), 'ð', 'd'),
    'àáâãäåāăąçćčďèéêëēėęěğìíîïīįłñńňòóôõöőōřśšşťùúûüůűūųýÿžźż',
    'aaaaaaaaacccdeeeeeeeegiiiiiilnnnooooooorssstuuuuuuuuyyzzz')
$$;
