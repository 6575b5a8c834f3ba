-- What changed, for screens that show it. A change names an object as the graph does, and whose rows it is; it never carries a fact.
-- The gateway reads along (live-changes.ts): what it has not seen is what its last snapshot could not see, so no commit is missed, in
-- whatever order transactions end, and whatever wrote the row is noticed: an act, an import, the relay or a hand at the database.
-- Not NOTIFY: a transaction that notifies takes one lock for the whole database until its commit is on disk, so all acts would queue.
create table change (
  transaction   xid8 not null default pg_current_xact_id(),
  type          text not null,
  -- Null: many of the type, or a report over all of them.
  key           text,
  -- Who may hear of it: callers of this team and of this legal entity, where given.
  team          text,
  legal_entity  text
);
create unique index change_once on change (transaction, type, key, team, legal_entity) nulls not distinct;

-- Changes of transactions before this one have been forgotten: who asks for what came after an older snapshot has missed some.
create table change_horizon (
  only_row  boolean primary key default true check (only_row),
  forgotten_before xid8 not null
);
insert into change_horizon (forgotten_before) values (pg_current_xact_id());

-- Says what changes of a table are called: `names` is a list of ('Type', key) over a row t, '*' for a report over all of them; a null key names
-- nothing. A row that moves is named as it was and as it is. So many rows at once that nobody tells them apart are named by their type alone.
create procedure name_changes(source regclass, names text, team text default 'null', legal_entity text default 'null') language plpgsql as $procedure$
declare
  function_name text := 'change_of_' || source;
  named text := 'select n.type, n.key, (' || team || ')::text as team, (' || legal_entity || ')::text as legal_entity from %s t cross join lateral (values ' || names || ') n(type, key) where n.key is not null';
  body text := $body$
    with named as (%s), counted as (select type, count(distinct key) as keys from named group by type)
    insert into change (type, key, team, legal_entity)
    select distinct type, case when key <> '*' and keys <= 50 then key end, team, legal_entity from named join counted using (type)
    on conflict do nothing;
  $body$;
begin
  execute format('create function %I() returns trigger language plpgsql as %L', function_name, format(
    'begin if tg_op = ''UPDATE'' then %s else %s end if; return null; end',
    format(body, format(named, 'now_so') || ' union all ' || format(named, 'so_before')),
    format(body, format(named, 'now_so'))));
  execute format('create trigger change_by_insert after insert on %s referencing new table as now_so for each statement execute function %I()', source, function_name);
  execute format('create trigger change_by_update after update on %s referencing new table as now_so old table as so_before for each statement execute function %I()', source, function_name);
  execute format('create trigger change_by_delete after delete on %s referencing old table as now_so for each statement execute function %I()', source, function_name);
end
$procedure$;
