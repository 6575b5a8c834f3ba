-- The audit trail is append-only. One thing may be taken out of it when a person is erased: what was changed, never that something was, when and by whom.
drop trigger audit_entry_is_append_only on audit_entry;
create trigger audit_entry_is_append_only before delete or truncate on audit_entry for each statement execute function refuse_change();
create function audit_entry_guard() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('homefield.erasing', true), '') = 'on' and to_jsonb(old) - 'changes' = to_jsonb(new) - 'changes' and new.changes = '{"erased": true}' then return new; end if;
  raise exception '% on % is not allowed: rows of this table are never changed', tg_op, tg_table_name using errcode = 'HF001';
end $$;
create trigger audit_entry_guard before update on audit_entry for each row execute function audit_entry_guard();
