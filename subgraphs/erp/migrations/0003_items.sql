-- What is sold, in which unit it is counted and where it stands in the catalogue. Common to all legal entities.
create table unit (
  code      text primary key,
  name      text not null,
  decimals  int not null default 0 check (decimals between 0 and 4)
);
create table item_category (
  code    text primary key,
  name    text not null,
  parent  text references item_category
);
create table item (
  number          text primary key,
  name            text not null,
  description     text,
  category        text not null references item_category,
  unit            text not null references unit,
  status          text not null check (status in ('ACTIVE', 'PHASING_OUT', 'DISCONTINUED')) default 'ACTIVE',
  is_stocked      boolean not null default true,
  -- Days from order to dispatch when nothing is on hand.
  lead_time_days  int not null default 14 check (lead_time_days between 0 and 730),
  weight_grams    int check (weight_grams >= 0),
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  search_text     text generated always as (plain_text(number || ' ' || name)) stored
);
create index item_category_idx on item (category, number);
create index item_status on item (status, number);
create index item_lead_time on item (lead_time_days, number);
create index item_name on item (name, number);
create index item_search on item using gin (search_text gin_trgm_ops);
