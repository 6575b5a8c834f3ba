-- A signature stays as it was signed; only who signed is taken out when that person is erased and no law holds it any more.
drop trigger signature_is_append_only on signature;
create trigger signature_is_append_only before delete or truncate on signature for each statement execute function refuse_change();
create function signature_guard() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('homefield.erasing', true), '') = 'on'
    and to_jsonb(old) - '{signer_name,signer_email}'::text[] = to_jsonb(new) - '{signer_name,signer_email}'::text[] then return new; end if;
  raise exception '% on % is not allowed: rows of this table are never changed', tg_op, tg_table_name using errcode = 'HF001';
end $$;
create trigger signature_guard before update on signature for each row execute function signature_guard();

-- Who asked to be forgotten, and how far that is. What the ERP must be told about the person is wiped once it has answered.
create table erasure_request (
  id            uuid primary key default uuidv7(),
  contact_id    uuid references contact,
  team          text references team,
  reason        text not null,
  asked_at      timestamptz not null,
  asked_by      text not null,
  status        text not null check (status in ('WAITING', 'HELD', 'DONE')) default 'WAITING',
  -- E-mail addresses, names and customer numbers for the ERP; null once it has answered.
  about         jsonb,
  crm_erased    int not null default 0 check (crm_erased >= 0),
  erp_erased    int check (erp_erased >= 0),
  holds         jsonb not null default '[]',
  completed_at  timestamptz,
  check ((status = 'WAITING') = (about is not null)),
  check ((status = 'WAITING') = (completed_at is null))
);
create index erasure_request_age on erasure_request (asked_at, id);
-- Partial index: which wait for the ERP?
create index erasure_request_waiting on erasure_request (asked_at) where status = 'WAITING';
