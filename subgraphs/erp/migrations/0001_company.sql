-- Legal entities, their calendars, number series, currencies and rates.

create table legal_entity (
  code              text primary key check (code ~ '^[A-Z0-9]{2,12}$'),
  name              text not null,
  country           char(2) not null,
  base_currency     char(3) not null,
  vat_number        text,
  registration_number text,
  line1             text not null,
  postal_code       text not null,
  city              text not null,
  email             text,
  bank_name         text,
  iban              text,
  bic               text,
  time_zone         text not null default 'Europe/Copenhagen',
  fiscal_year_start_month int not null default 1 check (fiscal_year_start_month between 1 and 12)
);

create table fiscal_period (
  id            uuid primary key default uuidv7(),
  legal_entity  text not null references legal_entity,
  fiscal_year   int  not null,
  number        int  not null check (number between 1 and 12),
  starts_on     date not null,
  ends_on       date not null check (ends_on >= starts_on),
  unique (legal_entity, fiscal_year, number),
  -- A day belongs to one period of an entity.
  exclude using gist (legal_entity with =, daterange(starts_on, ends_on, '[]') with &&)
);

-- Each area closes by itself: sales may be closed while the general ledger still takes corrections.
-- SOFT: only callers with period:lock may post. HARD: nobody.
create table period_lock (
  period_id   uuid not null references fiscal_period,
  area        text not null check (area in ('RECEIVABLES', 'INVENTORY', 'LEDGER')),
  level       text not null check (level in ('OPEN', 'SOFT', 'HARD')) default 'OPEN',
  -- Null until somebody closes or opens it.
  changed_at  timestamptz,
  changed_by  text,
  reason      text,
  primary key (period_id, area),
  check ((changed_at is null) = (changed_by is null))
);

-- One counter per entity, series and fiscal year: locked by the transaction that draws, so legal numbers have no gaps.
create table number_series (
  legal_entity  text not null references legal_entity,
  series        text not null,
  fiscal_year   int  not null,
  last_number   bigint not null default 0 check (last_number >= 0),
  primary key (legal_entity, series, fiscal_year)
);

create sequence sales_order_number start 10001;
create sequence shipment_number start 7001;
create sequence customer_number start 10001;
create sequence customer_payment_number start 30001;

-- Price of one unit of `currency` in `base_currency` on a day; the latest day on or before applies.
create table exchange_rate (
  base_currency char(3) not null,
  currency      char(3) not null,
  rate_date     date not null,
  rate          numeric(20, 10) not null check (rate > 0),
  primary key (base_currency, currency, rate_date),
  check (base_currency <> currency)
);

create table tax_code (
  code          text not null,
  legal_entity  text not null references legal_entity,
  name          text not null,
  -- DOMESTIC: the entity's own country; REVERSE_CHARGE: business customer in another EU state; EXPORT: outside the EU.
  kind          text not null check (kind in ('DOMESTIC', 'REVERSE_CHARGE', 'EXPORT')),
  primary key (legal_entity, code)
);
create table tax_rate (
  legal_entity  text not null,
  tax_code      text not null,
  valid_from    date not null,
  percent       numeric(7, 4) not null check (percent >= 0 and percent < 100),
  primary key (legal_entity, tax_code, valid_from),
  foreign key (legal_entity, tax_code) references tax_code (legal_entity, code)
);
