-- The transaction that wrote a change: the feed's cursor is a snapshot, not a number handed out before commit.
alter table change add column if not exists xid xid8 not null default pg_current_xact_id();
create index if not exists ix_change_xid on change (xid);

create or replace function zhihui_incident_inserted() returns trigger language plpgsql as $$
begin
  insert into change (entity, entity_id, op, version, department_new, actor, console, command_id, at)
  select 'case', id, 'insert', version, department_code, changed_by, changed_from, command_id, changed_at
  from written;
  return null;
end $$;

create or replace function zhihui_incident_updated() returns trigger language plpgsql as $$
begin
  insert into change (entity, entity_id, op, version, department_old, department_new, actor, console, command_id, at)
  values ('case', new.id, 'update', new.version, old.department_code, new.department_code, new.changed_by,
          new.changed_from, new.command_id, new.changed_at);
  return null;
end $$;

create or replace function zhihui_incident_deleted() returns trigger language plpgsql as $$
begin
  insert into change (entity, entity_id, op, version, department_old, actor, console, command_id, at)
  values ('case', old.id, 'delete', old.version, old.department_code, old.changed_by, old.changed_from,
          old.command_id, old.changed_at);
  return null;
end $$;

-- What a row may not do, whoever writes it.
create or replace function zhihui_incident_guarded() returns trigger language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'zhihui: version must be old + 1' using errcode = '23514';
  end if;
  if new.id <> old.id or new.number <> old.number
     or new.external_source is distinct from old.external_source
     or new.external_id is distinct from old.external_id
     or (new.opened_at <> old.opened_at and old.external_source is null) then
    raise exception 'zhihui: immutable column' using errcode = '23514';
  end if;
  return new;
end $$;

-- Per statement, so that a bulk load pays once per batch.
create or replace trigger incident_inserted after insert on incident
  referencing new table as written for each statement execute function zhihui_incident_inserted();
create or replace trigger incident_updated after update on incident
  for each row execute function zhihui_incident_updated();
create or replace trigger incident_deleted after delete on incident
  for each row execute function zhihui_incident_deleted();
create or replace trigger incident_guarded before update on incident
  for each row execute function zhihui_incident_guarded();
