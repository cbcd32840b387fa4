-- One change row for every changed case: no writer can forget it.
DROP TRIGGER IF EXISTS incident_inserted;
CREATE TRIGGER incident_inserted AFTER INSERT ON incident
BEGIN
  INSERT INTO change (entity, entity_id, op, version, department_new, actor, console, command_id, at)
  VALUES ('case', NEW.id, 'insert', NEW.version, NEW.department_code, NEW.changed_by, NEW.changed_from,
          NEW.command_id, NEW.changed_at);
END;

DROP TRIGGER IF EXISTS incident_updated;
CREATE TRIGGER incident_updated AFTER UPDATE ON incident
BEGIN
  INSERT INTO change (entity, entity_id, op, version, department_old, department_new, actor, console, command_id, at)
  VALUES ('case', NEW.id, 'update', NEW.version, OLD.department_code, NEW.department_code, NEW.changed_by,
          NEW.changed_from, NEW.command_id, NEW.changed_at);
END;

DROP TRIGGER IF EXISTS incident_deleted;
CREATE TRIGGER incident_deleted AFTER DELETE ON incident
BEGIN
  INSERT INTO change (entity, entity_id, op, version, department_old, actor, console, command_id, at)
  VALUES ('case', OLD.id, 'delete', OLD.version, OLD.department_code, OLD.changed_by, OLD.changed_from,
          OLD.command_id, OLD.changed_at);
END;

-- What a row may not do, whoever writes it.
DROP TRIGGER IF EXISTS incident_guarded;
CREATE TRIGGER incident_guarded BEFORE UPDATE ON incident
BEGIN
  SELECT RAISE(ABORT, 'zhihui: version must be old + 1') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'zhihui: immutable column')
  WHERE NEW.id <> OLD.id OR NEW.number <> OLD.number
     OR NEW.external_source IS NOT OLD.external_source OR NEW.external_id IS NOT OLD.external_id
     OR (NEW.opened_at <> OLD.opened_at AND OLD.external_source IS NULL);
END;
