-- Which payments were taken back? Few, so the index holds only those.
create index customer_payment_reversed on customer_payment (payment_date, id) where status = 'REVERSED';
