-- Why does the order wait, as facts? Screens write the sentence in their reader's language; `reason` stays as the English one.
alter table sales_order_block add column causes jsonb not null default '[]' check (jsonb_typeof(causes) = 'array');
