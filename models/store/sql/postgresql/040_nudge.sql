-- A throttled wake-up: whoever gets the lock notifies, the rest rely on it and on the poll. NOTIFY in every
-- transaction would take a database-wide lock. The payload is empty, so a listener learns nothing.
create or replace function zhihui_nudge() returns trigger language plpgsql as $$
begin
  if current_setting('zhihui.nudged', true) is distinct from pg_current_xact_id()::text then
    perform set_config('zhihui.nudged', pg_current_xact_id()::text, true);
    if pg_try_advisory_xact_lock(7310579) then
      perform pg_notify('zhihui', '');
    end if;
  end if;
  return null;
end $$;

drop trigger if exists change_nudges on change;
create constraint trigger change_nudges after insert on change
  deferrable initially deferred for each row execute function zhihui_nudge();
