-- What an approval was asked for: how far the team may go alone and which lines go further, or could not be judged.
-- How far below the ERP's price a line is follows from that price, so it is asked for when it is looked at and never stored.
alter table quote_approval
  add column limit_percent   numeric(7, 4),
  add column beyond_lines    int[] not null default '{}',
  add column unjudged_lines  int[] not null default '{}';
