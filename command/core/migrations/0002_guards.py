"""The database's own guards: ownership, append-only, no truncation."""

from django.db import migrations

FORWARD = """
-- Refuse a write to a row of another authority than the one that acts, any change of
-- who owns a row, and any deletion but that of an exercise being removed.
CREATE FUNCTION jc_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  acting text := current_setting('jc.acting', true);
  insert_only boolean := TG_ARGV[0]::boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF to_jsonb(OLD)->>'exercise_id' = current_setting('jc.removing', true) THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'jc: rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF insert_only THEN
      RAISE EXCEPTION 'jc: rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '42501';
    END IF;
    IF OLD.origin <> NEW.origin
       OR to_jsonb(OLD)->>'exercise_id' IS DISTINCT FROM to_jsonb(NEW)->>'exercise_id' THEN
      RAISE EXCEPTION 'jc: a row of % changes neither owner nor exercise', TG_TABLE_NAME
        USING ERRCODE = '42501';
    END IF;
  END IF;
  IF acting IS NULL OR acting = '' THEN
    RAISE EXCEPTION 'jc: nobody acts; % is written inside a door', TG_TABLE_NAME
      USING ERRCODE = '42501';
  END IF;
  IF NEW.origin <> acting THEN
    RAISE EXCEPTION 'jc: % may not write a row of % in %', acting, NEW.origin, TG_TABLE_NAME
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Entries and audit records are facts: nothing but INSERT, ever. The entries of an
-- exercise go with it.
CREATE FUNCTION jc_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'core_entry' THEN
    PERFORM 1 FROM core_room
      WHERE key = OLD.room_id AND exercise_id::text = current_setting('jc.removing', true);
    IF FOUND THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'jc: % is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE FUNCTION jc_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'jc: % is never truncated', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

-- Every migration that makes a shared table ends with SELECT jc_protect('<table>').
CREATE FUNCTION jc_protect(target regclass, insert_only boolean DEFAULT false)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER jc_guard BEFORE INSERT OR UPDATE OR DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION jc_guard(%L)', target, insert_only);
  EXECUTE format('CREATE TRIGGER jc_no_truncate BEFORE TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION jc_no_truncate()', target);
END $$;

CREATE FUNCTION jc_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER jc_append_only BEFORE UPDATE OR DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION jc_append_only()', target);
  EXECUTE format('CREATE TRIGGER jc_no_truncate BEFORE TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION jc_no_truncate()', target);
END $$;

CREATE FUNCTION jc_unprotect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TRIGGER IF EXISTS jc_guard ON %s', target);
  EXECUTE format('DROP TRIGGER IF EXISTS jc_append_only ON %s', target);
  EXECUTE format('DROP TRIGGER IF EXISTS jc_no_truncate ON %s', target);
END $$;

SELECT jc_protect('core_organisation');
SELECT jc_protect('core_person');
SELECT jc_protect('core_duty');
SELECT jc_protect('core_share');
SELECT jc_protect('core_exercise');
SELECT jc_protect('core_room');
SELECT jc_protect('core_mediafile', true);
SELECT jc_append_only('core_entry'::regclass);
SELECT jc_append_only('core_auditrecord'::regclass);
"""

BACKWARD = """
SELECT jc_unprotect(t) FROM unnest(ARRAY[
  'core_organisation', 'core_person', 'core_duty', 'core_share', 'core_exercise', 'core_room',
  'core_mediafile', 'core_entry', 'core_auditrecord']::regclass[]) AS t;
DROP FUNCTION jc_unprotect(regclass);
DROP FUNCTION jc_append_only(regclass);
DROP FUNCTION jc_protect(regclass, boolean);
DROP FUNCTION jc_no_truncate();
DROP FUNCTION jc_append_only();
DROP FUNCTION jc_guard();
"""


class Migration(migrations.Migration):
    """Functions and triggers that other migrations build on."""

    dependencies = [("core", "0001_ground")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
