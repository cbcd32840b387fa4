-- The log only grows, and the database's clock says when an entry was recorded.
create or replace function zhihui_log_stamped() returns trigger language plpgsql as $$
begin
  new.recorded_at := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
  return new;
end $$;

create or replace function zhihui_log_kept() returns trigger language plpgsql as $$
begin
  raise exception 'zhihui: the log is append-only' using errcode = '23514';
end $$;

create or replace trigger case_log_stamped before insert on case_log
  for each row execute function zhihui_log_stamped();
create or replace trigger case_log_kept before update on case_log
  for each row execute function zhihui_log_kept();
create or replace trigger case_log_undeleted before delete on case_log
  for each row execute function zhihui_log_kept();
create or replace trigger case_log_untruncated before truncate on case_log
  for each statement execute function zhihui_log_kept();
