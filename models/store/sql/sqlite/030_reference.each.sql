-- For every table that consoles hold in memory ($table with key $key).
DROP TRIGGER IF EXISTS ${table}_inserted;
CREATE TRIGGER ${table}_inserted AFTER INSERT ON $table
BEGIN
  INSERT INTO change (entity, entity_id, op, actor, console) VALUES ('$table', NEW.$key, 'insert', '', '');
END;

DROP TRIGGER IF EXISTS ${table}_updated;
CREATE TRIGGER ${table}_updated AFTER UPDATE ON $table
BEGIN
  INSERT INTO change (entity, entity_id, op, actor, console) VALUES ('$table', NEW.$key, 'update', '', '');
END;

DROP TRIGGER IF EXISTS ${table}_deleted;
CREATE TRIGGER ${table}_deleted AFTER DELETE ON $table
BEGIN
  INSERT INTO change (entity, entity_id, op, actor, console) VALUES ('$table', OLD.$key, 'delete', '', '');
END;
