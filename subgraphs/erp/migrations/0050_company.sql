-- From this amount on, in the base currency, the second step of certain acts needs another person than the first.
alter table legal_entity add column four_eyes_amount numeric(20, 4) not null default 100000 check (four_eyes_amount >= 0);
