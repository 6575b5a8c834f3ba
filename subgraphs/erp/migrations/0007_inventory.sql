create table warehouse (
  code          text primary key,
  name          text not null,
  legal_entity  text not null references legal_entity,
  line1         text not null,
  postal_code   text not null,
  city          text not null,
  country       char(2) not null
);
-- Balance per warehouse: the row that shipments, reservations and counts lock.
create table stock_balance (
  warehouse     text not null references warehouse,
  item_number   text not null references item,
  on_hand       numeric(18, 4) not null default 0 check (on_hand >= 0),
  reserved      numeric(18, 4) not null default 0 check (reserved >= 0),
  primary key (warehouse, item_number),
  check (reserved <= on_hand)
);
create index stock_balance_item on stock_balance (item_number);
-- Moving average per entity and item: value / quantity, in the entity's base currency.
create table stock_value (
  legal_entity  text not null references legal_entity,
  item_number   text not null references item,
  quantity      numeric(18, 4) not null default 0 check (quantity >= 0),
  value         numeric(20, 4) not null default 0 check (value >= 0),
  primary key (legal_entity, item_number),
  check (quantity > 0 or value = 0)
);
create table stock_move (
  id              uuid primary key default uuidv7(),
  warehouse       text not null references warehouse,
  item_number     text not null references item,
  kind            text not null check (kind in ('RECEIPT', 'SHIPMENT', 'RETURN', 'COUNT', 'TRANSFER_OUT', 'TRANSFER_IN', 'OPENING')),
  -- Signed: in is positive.
  quantity        numeric(18, 4) not null check (quantity <> 0),
  value           numeric(20, 4) not null,
  posting_date    date not null,
  moved_at        timestamptz not null default now(),
  moved_by        text not null,
  source_number   text,
  reason          text,
  journal_entry_id uuid references journal_entry
);
create index stock_move_item on stock_move (item_number, warehouse, id desc);
create index stock_move_source on stock_move (source_number);
create trigger stock_move_is_append_only before update or delete or truncate on stock_move for each statement execute function refuse_change();
