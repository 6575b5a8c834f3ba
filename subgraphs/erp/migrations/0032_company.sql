-- Who was the company when it issued a document? Its facts may change; a document keeps printing those of its day.
alter table legal_entity add column version int not null default 1;
create table legal_entity_former (
  id            uuid primary key default uuidv7(),
  legal_entity  text not null references legal_entity,
  -- Until when these facts were true.
  replaced_at   timestamptz not null,
  facts         jsonb not null
);
create index legal_entity_former_then on legal_entity_former (legal_entity, replaced_at);
create trigger legal_entity_former_is_append_only before update or delete or truncate on legal_entity_former for each statement execute function refuse_change();
