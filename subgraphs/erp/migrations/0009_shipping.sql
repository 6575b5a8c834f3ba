create table shipment (
  id                uuid primary key default uuidv7(),
  number            text not null unique,
  legal_entity      text not null references legal_entity,
  sales_order_id    uuid not null references sales_order,
  customer_number   text not null references customer,
  warehouse         text not null references warehouse,
  status            text not null check (status in ('DRAFT', 'PICKED', 'SHIPPED', 'DELIVERED', 'CANCELLED')) default 'DRAFT',
  delivery_address  uuid references customer_address,
  carrier           text,
  tracking_number   text,
  promised_date     date,
  shipped_date      date,
  delivered_date    date,
  journal_entry_id  uuid references journal_entry,
  created_at        timestamptz not null default now(),
  version           int not null default 1,
  check ((status in ('SHIPPED', 'DELIVERED')) = (shipped_date is not null)),
  check ((status = 'DELIVERED') = (delivered_date is not null))
);
create index shipment_order on shipment (sales_order_id);
create index shipment_customer on shipment (customer_number, id desc);
create index shipment_entity_status on shipment (legal_entity, status, promised_date);
create table shipment_line (
  id              uuid primary key default uuidv7(),
  shipment_id     uuid not null references shipment on delete cascade,
  order_line_id   uuid not null references sales_order_line,
  item_number     text not null references item,
  quantity        numeric(18, 4) not null check (quantity > 0),
  picked_quantity numeric(18, 4) not null default 0 check (picked_quantity >= 0 and picked_quantity <= quantity),
  -- Cost of goods at the moving average when shipped, in the entity's base currency.
  cost_amount     numeric(20, 4),
  invoiced_quantity numeric(18, 4) not null default 0 check (invoiced_quantity >= 0 and invoiced_quantity <= quantity),
  unique (shipment_id, order_line_id)
);
create index shipment_line_order_line on shipment_line (order_line_id);
