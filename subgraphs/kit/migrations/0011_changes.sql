-- One row needs no key to be one: it is put there once and only ever updated.
alter table change_horizon drop column only_row;
