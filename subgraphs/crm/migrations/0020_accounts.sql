-- Which accounts are the customers of a set that the ERP made? The digits of a number the ERP drew itself, which are a place in a bitmap;
-- null for numbers taken over from elsewhere. A function of the pointer, so nothing of the ERP's is held here.
create function customer_key(number text) returns int language sql immutable parallel safe strict as
  $$ select case when number ~ '^C-[1-9][0-9]{0,6}$' then substr(number, 3)::int end $$;
alter table account add column customer_key int generated always as (customer_key(customer_number)) stored;
create index account_customer_key on account (customer_key) where customer_key is not null;
