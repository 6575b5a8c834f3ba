-- What something costs whom: groups of customers, markets, and the rules that set prices or take percentages off.
create table customer_group (code text primary key, name text not null);
create table market (code text primary key, name text not null);
create table market_country (country char(2) primary key, market text not null references market);

-- A rule sets a price (PRICE) or takes a percentage off the price found so far (DISCOUNT).
-- A null dimension means "any"; the most specific PRICE wins, DISCOUNTs apply one after the other.
create table price_rule (
  id              uuid primary key default uuidv7(),
  name            text not null,
  kind            text not null check (kind in ('PRICE', 'DISCOUNT')),
  legal_entity    text references legal_entity,
  item_number     text references item,
  item_category   text references item_category,
  customer_number text,
  customer_group  text references customer_group,
  market          text references market,
  currency        char(3),
  min_quantity    numeric(18, 4) not null default 0 check (min_quantity >= 0),
  valid_from      date not null,
  valid_to        date check (valid_to >= valid_from),
  unit_price      numeric(20, 4) check (unit_price >= 0),
  percent         numeric(7, 4) check (percent > 0 and percent < 100),
  version         int not null default 1,
  check ((kind = 'PRICE') = (unit_price is not null and currency is not null and item_number is not null)),
  check ((kind = 'DISCOUNT') = (percent is not null))
);
-- Pricing an order reads the rules of its items: general ones and those of its customer.
create index price_rule_item on price_rule (item_number, customer_number);
create index price_rule_category on price_rule (item_category) where item_category is not null;
create index price_rule_customer on price_rule (customer_number) where customer_number is not null;
create index price_rule_group on price_rule (customer_group) where customer_group is not null;
create index price_rule_market on price_rule (market) where market is not null;
create index price_rule_valid on price_rule (valid_from, id);
