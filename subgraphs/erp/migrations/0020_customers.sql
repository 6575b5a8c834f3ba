-- Which customers are those of a set that the CRM made? The digits of a number drawn here, which are a place in a bitmap; null for numbers
-- taken over from elsewhere.
create function customer_key(number text) returns int language sql immutable parallel safe strict as
  $$ select case when number ~ '^C-[1-9][0-9]{0,6}$' then substr(number, 3)::int end $$;
alter table customer add column customer_key int generated always as (customer_key(number)) stored;
create unique index customer_key_once on customer (customer_key) where customer_key is not null;
