-- The signature and the hand-over of the signed order to the ERP.
create table signature (
  id            uuid primary key default uuidv7(),
  quote_id      uuid not null unique references quote,
  signer_name   text not null,
  signer_email  text not null,
  signed_at     timestamptz not null default now(),
  recorded_by   text not null,
  content_hash  text not null
);
create trigger signature_is_append_only before update or delete or truncate on signature for each statement execute function refuse_change();

-- Somebody signs what was sent, not something else.
create function signature_fits_quote() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from quote where id = new.quote_id and status in ('SENT', 'SIGNED') and content_hash = new.content_hash) then
    raise exception 'A signature needs a sent quote with the same content hash' using errcode = 'HF001';
  end if;
  return new;
end $$;
create trigger signature_fits_quote before insert on signature for each row execute function signature_fits_quote();

-- Written with the signature; delivered by the relay; the payload is wiped once the ERP has acknowledged.
create table signed_order (
  signature_id    uuid primary key references signature,
  quote_id        uuid not null unique references quote,
  account_id      uuid not null references account,
  status          text not null check (status in ('WAITING', 'DELIVERED', 'REFUSED', 'CANCELLED')) default 'WAITING',
  payload         jsonb,
  -- Pointer to the ERP's order.
  order_number    text unique,
  attempts        int not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null default now(),
  -- Why the last try failed, in the CRM's own words: never what the ERP said.
  last_error      text,
  -- Seen by the screens: since when it waits, and when the ERP took it.
  created_at      timestamptz not null default now(),
  delivered_at    timestamptz,
  cancel_reason   text,
  check ((status in ('WAITING', 'REFUSED')) = (payload is not null)),
  check ((status = 'DELIVERED') = (order_number is not null and delivered_at is not null)),
  check ((status = 'CANCELLED') = (cancel_reason is not null))
);
-- Partial index: what is due now?
create index signed_order_due on signed_order (next_attempt_at) where status = 'WAITING';
create index signed_order_status on signed_order (status, created_at, signature_id);
create index signed_order_age on signed_order (created_at, signature_id);
create index signed_order_account on signed_order (account_id);

-- What is delivered or called off stays so.
create function signed_order_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.status in ('DELIVERED', 'CANCELLED')
    or (new.signature_id, new.quote_id, new.account_id, new.created_at) is distinct from (old.signature_id, old.quote_id, old.account_id, old.created_at) then
    raise exception 'A hand-over that has ended stays as it is' using errcode = 'HF001';
  end if;
  return new;
end $$;
create trigger signed_order_guard before update or delete on signed_order for each row execute function signed_order_guard();
create trigger signed_order_is_kept before truncate on signed_order for each statement execute function refuse_change();
