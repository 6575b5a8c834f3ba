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
create index shipment_status on shipment (status, id);
create index shipment_warehouse on shipment (warehouse, id);
create index shipment_promised on shipment (promised_date, id);
create index shipment_shipped on shipment (shipped_date, id);
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

create view inv_line_picked_is_sum_of_open_shipments as
  select l.id, l.sales_order_id, l.picked_quantity, coalesce(sum(s.quantity), 0) as on_open_shipments
  from sales_order_line l left join (select sl.order_line_id, sl.quantity from shipment_line sl join shipment s on s.id = sl.shipment_id and s.status in ('DRAFT', 'PICKED')) s on s.order_line_id = l.id
  group by l.id having l.picked_quantity <> coalesce(sum(s.quantity), 0);
comment on view inv_line_picked_is_sum_of_open_shipments is 'What a line has on the way out is what stands on its shipments that have not left.';

create view inv_line_delivered_is_sum_of_shipments as
  select l.id, l.sales_order_id, l.delivered_quantity, coalesce(sum(s.quantity), 0) as arrived
  from sales_order_line l left join (select sl.order_line_id, sl.quantity from shipment_line sl join shipment s on s.id = sl.shipment_id and s.status = 'DELIVERED') s on s.order_line_id = l.id
  group by l.id having l.delivered_quantity <> coalesce(sum(s.quantity), 0);
comment on view inv_line_delivered_is_sum_of_shipments is 'What a line has delivered is what its delivered shipments held.';

create view inv_open_shipment_is_reserved as
  select s.number, sl.order_line_id, s.warehouse, sum(sl.quantity) as to_ship, coalesce(max(r.quantity), 0) as reserved
  from shipment s join shipment_line sl on sl.shipment_id = s.id join item i on i.number = sl.item_number and i.is_stocked
  left join reservation r on r.line_id = sl.order_line_id and r.warehouse = s.warehouse
  where s.status in ('DRAFT', 'PICKED') group by s.number, sl.order_line_id, s.warehouse, r.quantity
  having sum(sl.quantity) > coalesce(max(r.quantity), 0);
comment on view inv_open_shipment_is_reserved is 'Goods on a shipment that has not left are held in its warehouse.';

create view inv_stock_value_counts_all_warehouses as
  select coalesce(v.legal_entity, b.legal_entity) as legal_entity, coalesce(v.item_number, b.item_number) as item_number, v.quantity, b.on_hand
  from stock_value v full join (select w.legal_entity, b.item_number, sum(b.on_hand) as on_hand from stock_balance b join warehouse w on w.code = b.warehouse group by 1, 2) b
    on b.legal_entity = v.legal_entity and b.item_number = v.item_number
  where coalesce(v.quantity, 0) <> coalesce(b.on_hand, 0);
comment on view inv_stock_value_counts_all_warehouses is 'The quantity an entity values is what its warehouses hold.';

create view inv_closed_order_is_settled as
  select o.number, o.status, l.line_number from sales_order o join sales_order_line l on l.sales_order_id = o.id
  where o.status in ('CLOSED', 'CANCELLED') and (l.shipped_quantity + l.cancelled_quantity < l.quantity or l.reserved_quantity > 0 or o.status = 'CANCELLED' and l.shipped_quantity > 0);
comment on view inv_closed_order_is_settled is 'An order that is closed or cancelled has nothing open and holds no stock.';

create view inv_order_is_blocked_by_a_block as
  select o.number, o.is_blocked from sales_order o
  where o.is_blocked <> exists (select 1 from sales_order_block b where b.sales_order_id = o.id and b.lifted_at is null);
comment on view inv_order_is_blocked_by_a_block is 'An order counts as blocked exactly while a block holds.';
