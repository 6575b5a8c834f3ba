-- Who is delivered to and billed, under which terms, where.
create table payment_terms (
  code  text primary key,
  name  text not null,
  days  int not null check (days between 0 and 365)
);
create table customer (
  number          text primary key,
  name            text not null,
  legal_entity    text not null references legal_entity,
  customer_group  text references customer_group,
  market          text references market,
  country         char(2) not null,
  currency        char(3) not null,
  vat_number      text,
  payment_terms   text not null references payment_terms,
  credit_limit    numeric(20, 4) check (credit_limit >= 0),
  is_on_hold      boolean not null default false,
  hold_reason     text,
  held_at         timestamptz,
  invoice_email   text,
  -- The signed order that made this account a customer; null when made in the ERP.
  first_signature text unique,
  -- Opaque pointer to the relationship this customer grew out of: two quotes of one new account signed at once make one customer.
  -- Set by createCustomer for signed orders; null when made in the ERP.
  relationship_key text unique,
  created_at      timestamptz not null default now(),
  version         int not null default 1,
  search_text     text generated always as (plain_text(number || ' ' || name)) stored,
  check (is_on_hold = (held_at is not null))
);
create index customer_entity on customer (legal_entity, number);
create index customer_name on customer (name, number);
create index customer_group_idx on customer (customer_group, number);
create index customer_market on customer (market, number);
create index customer_country on customer (country, number);
create index customer_hold on customer (number) where is_on_hold;
create index customer_search on customer using gin (search_text gin_trgm_ops);

create table customer_address (
  id              uuid primary key default uuidv7(),
  customer_number text not null references customer,
  kind            text not null check (kind in ('BILLING', 'DELIVERY')),
  name            text not null,
  line1           text not null,
  line2           text,
  postal_code     text not null,
  city            text not null,
  region          text,
  country         char(2) not null,
  is_default      boolean not null default false,
  archived_at     timestamptz
);
create index customer_address_customer on customer_address (customer_number, kind);
create unique index customer_address_one_default on customer_address (customer_number, kind) where is_default and archived_at is null;
alter table price_rule add foreign key (customer_number) references customer;
