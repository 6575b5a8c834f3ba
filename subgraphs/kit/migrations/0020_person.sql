-- The human behind an act: the same for a session and for an API key of somebody. What two different people have to do is checked against it.
alter table audit_entry add column person text;
