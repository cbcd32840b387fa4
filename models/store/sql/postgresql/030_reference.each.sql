-- For every table that consoles hold in memory ($table with key $key).
create or replace function zhihui_${table}_changed() returns trigger language plpgsql as $$$$
begin
  if tg_op = 'DELETE' then
    insert into change (entity, entity_id, op, actor, console) values ('$table', old.$key, 'delete', '', '');
  else
    insert into change (entity, entity_id, op, actor, console)
    values ('$table', new.$key, lower(tg_op), '', '');
  end if;
  return null;
end $$$$;
create or replace trigger ${table}_inserted after insert on $table
  for each row execute function zhihui_${table}_changed();
create or replace trigger ${table}_updated after update on $table
  for each row execute function zhihui_${table}_changed();
create or replace trigger ${table}_deleted after delete on $table
  for each row execute function zhihui_${table}_changed();
