create table sales_order (
  id                uuid primary key default uuidv7(),
  number            text not null unique,
  legal_entity      text not null references legal_entity,
  customer_number   text not null references customer,
  currency          char(3) not null,
  order_date        date not null,
  requested_date    date,
  -- Latest promised date of the open lines; null when nothing is open or promised.
  promised_date     date,
  status            text not null check (status in ('DRAFT', 'CONFIRMED', 'IN_FULFILMENT', 'CLOSED', 'CANCELLED')) default 'DRAFT',
  delivery_status   text not null check (delivery_status in ('NOT_SHIPPED', 'PARTLY_SHIPPED', 'SHIPPED', 'DELIVERED')) default 'NOT_SHIPPED',
  invoice_status    text not null check (invoice_status in ('NOT_INVOICED', 'PARTLY_INVOICED', 'INVOICED', 'PAID')) default 'NOT_INVOICED',
  is_blocked        boolean not null default false,
  payment_terms     text not null references payment_terms,
  billing_address   uuid references customer_address,
  delivery_address  uuid references customer_address,
  customer_reference text,
  -- The CRM's signature that made this order; one order per signature is held here.
  signature_id      text unique,
  quote_number      text,
  net_amount        numeric(20, 4) not null default 0,
  tax_amount        numeric(20, 4) not null default 0,
  freight_amount    numeric(20, 4) not null default 0 check (freight_amount >= 0),
  -- Freight is taxed like a line; tax_amount includes it. Null without freight.
  freight_tax_code    text,
  freight_tax_percent numeric(7, 4),
  freight_tax_amount  numeric(20, 4) not null default 0 check (freight_tax_amount >= 0),
  total_amount      numeric(20, 4) not null default 0,
  cancel_reason     text,
  -- The highest line number ever given: numbers are not used twice, also when a line is taken off.
  last_line_number  int not null default 0,
  created_at        timestamptz not null default now(),
  created_by        text not null,
  confirmed_at      timestamptz,
  version           int not null default 1,
  search_text       text generated always as (plain_text(number || ' ' || coalesce(customer_reference, ''))) stored,
  check (total_amount = net_amount + tax_amount + freight_amount),
  check (freight_amount = 0 or freight_tax_code is not null and freight_tax_percent is not null),
  check ((status = 'DRAFT') = (confirmed_at is null) or status = 'CANCELLED')
);
create index sales_order_customer on sales_order (customer_number, order_date desc, id);
create index sales_order_entity_status on sales_order (legal_entity, status, promised_date);
create index sales_order_promised on sales_order (promised_date, id);
create index sales_order_date on sales_order (order_date, id);
create index sales_order_blocked on sales_order (legal_entity, id) where is_blocked;
-- Every field of the filter seeks.
create index sales_order_status on sales_order (status, id);
create index sales_order_delivery_status on sales_order (delivery_status, id);
create index sales_order_invoice_status on sales_order (invoice_status, id);
create index sales_order_total on sales_order (total_amount, id);
create index sales_order_quote on sales_order (quote_number) where quote_number is not null;
create index sales_order_search on sales_order using gin (search_text gin_trgm_ops);

create table sales_order_line (
  id                  uuid primary key default uuidv7(),
  sales_order_id      uuid not null references sales_order on delete cascade,
  line_number         int not null,
  item_number         text not null references item,
  description         text not null,
  warehouse           text not null references warehouse,
  -- True: it leaves from there only. False: from there first of all, and from the entity's others as needed.
  warehouse_is_fixed  boolean not null default false,
  quantity            numeric(18, 4) not null check (quantity > 0),
  unit_price          numeric(20, 4) not null check (unit_price >= 0),
  -- True: agreed or signed, and kept when the quantity changes. False: from the price rules, and asked again.
  price_is_agreed     boolean not null default false,
  discount_percent    numeric(7, 4) not null default 0 check (discount_percent >= 0 and discount_percent <= 100),
  net_amount          numeric(20, 4) not null check (net_amount >= 0),
  tax_code            text not null,
  tax_percent         numeric(7, 4) not null,
  tax_amount          numeric(20, 4) not null check (tax_amount >= 0),
  requested_date      date,
  promised_date       date,
  -- What was promised when the order was confirmed; the slip is the difference.
  first_promised_date date,
  reserved_quantity   numeric(18, 4) not null default 0 check (reserved_quantity >= 0),
  -- On shipments that have not left.
  picked_quantity     numeric(18, 4) not null default 0 check (picked_quantity >= 0),
  shipped_quantity    numeric(18, 4) not null default 0 check (shipped_quantity >= 0),
  delivered_quantity  numeric(18, 4) not null default 0 check (delivered_quantity >= 0),
  invoiced_quantity   numeric(18, 4) not null default 0 check (invoiced_quantity >= 0),
  cancelled_quantity  numeric(18, 4) not null default 0 check (cancelled_quantity >= 0),
  unique (sales_order_id, line_number),
  check (shipped_quantity + cancelled_quantity <= quantity),
  check (reserved_quantity + shipped_quantity + cancelled_quantity <= quantity),
  check (picked_quantity + shipped_quantity + cancelled_quantity <= quantity),
  check (invoiced_quantity <= shipped_quantity),
  check (delivered_quantity <= shipped_quantity)
);
create index sales_order_line_item on sales_order_line (item_number, sales_order_id);
create index sales_order_line_warehouse on sales_order_line (warehouse, sales_order_id);
-- Who waits for an item when goods come in.
create index sales_order_line_waiting on sales_order_line (item_number, warehouse) where reserved_quantity + shipped_quantity + cancelled_quantity < quantity;

create table sales_order_block (
  id              uuid primary key default uuidv7(),
  sales_order_id  uuid not null references sales_order on delete cascade,
  line_id         uuid references sales_order_line on delete cascade,
  kind            text not null check (kind in ('CREDIT', 'STOCK', 'HOLD')),
  reason          text not null,
  since           timestamptz not null default now(),
  lifted_at       timestamptz,
  lifted_by       text,
  lift_reason     text,
  check ((lifted_at is null) = (lifted_by is null))
);
create index sales_order_block_order on sales_order_block (sales_order_id, since);
create index sales_order_block_kind on sales_order_block (kind, sales_order_id) where lifted_at is null;
create unique index sales_order_block_once on sales_order_block (sales_order_id, kind, coalesce(line_id, '00000000-0000-0000-0000-000000000000')) where lifted_at is null;

-- What is held for a line in a warehouse.
create table reservation (
  line_id       uuid not null references sales_order_line on delete cascade,
  warehouse     text not null,
  item_number   text not null,
  quantity      numeric(18, 4) not null check (quantity > 0),
  reserved_at   timestamptz not null default now(),
  primary key (line_id, warehouse),
  foreign key (warehouse, item_number) references stock_balance (warehouse, item_number)
);
create index reservation_item on reservation (item_number, warehouse);

-- Signatures whose hand-over the CRM called off: a delivery that is still on its way somewhere comes too late.
create table signed_order_called_off (
  signature_id  text primary key,
  called_off_at timestamptz not null
);
create trigger signed_order_called_off_is_append_only before update or delete or truncate on signed_order_called_off for each statement execute function refuse_change();
