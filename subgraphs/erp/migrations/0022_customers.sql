-- Are the figures of the day a list counts with? Asked in the list's own statement, once, so that they can't be moved on in between; where they
-- are not, the list adds up afresh.
create function figures_are_of(day date) returns boolean language plpgsql stable as $$
begin
  if (select as_of from customer_figure_day) <> day then raise exception 'The figures of customers are not of %', day using errcode = 'HF020'; end if;
  return true;
end $$;
