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

-- Written with the signature; delivered by the relay; the payload is wiped once the ERP has acknowledged.
create table signed_order (
  signature_id    uuid primary key references signature,
  quote_id        uuid not null unique references quote,
  account_id      uuid not null references account,
  status          text not null check (status in ('WAITING', 'DELIVERED', 'REFUSED', 'CANCELLED')) default 'WAITING',
  payload         jsonb,
  order_number    text unique,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error      text,
  -- Seen by the screens: since when it waits, and when the ERP took it.
  created_at      timestamptz not null default now(),
  delivered_at    timestamptz,
  cancel_reason   text,
  check ((status = 'WAITING' or status = 'REFUSED') = (payload is not null)),
  check ((status = 'DELIVERED') = (order_number is not null))
);
create index signed_order_due on signed_order (next_attempt_at) where status = 'WAITING';
create index signed_order_status on signed_order (status, created_at);
create index signed_order_account on signed_order (account_id);
