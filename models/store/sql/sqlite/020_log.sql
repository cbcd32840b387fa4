-- The log only grows, and the database's clock says when an entry was recorded.
DROP TRIGGER IF EXISTS case_log_stamped;
CREATE TRIGGER case_log_stamped BEFORE INSERT ON case_log
WHEN NEW.recorded_at <> CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) * 1000
BEGIN
  SELECT RAISE(ABORT, 'zhihui: recorded_at is stamped by the database');
END;

DROP TRIGGER IF EXISTS case_log_kept;
CREATE TRIGGER case_log_kept BEFORE UPDATE ON case_log
BEGIN
  SELECT RAISE(ABORT, 'zhihui: the log is append-only');
END;

DROP TRIGGER IF EXISTS case_log_undeleted;
CREATE TRIGGER case_log_undeleted BEFORE DELETE ON case_log
BEGIN
  SELECT RAISE(ABORT, 'zhihui: the log is append-only');
END;
