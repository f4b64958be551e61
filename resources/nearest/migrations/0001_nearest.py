"""Where each thing can be found, and the triggers that keep it true.

``ENABLE ALWAYS``: rows that logical replication brings run no Python and fire no other
trigger. It fires row triggers only, so the shared tables have those; the node-local ones
(states, positions) are written in batches and have statement triggers. The functions name
their search path because a replication worker has none.
"""

import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import migrations, models
from django.db.models import F, Q

SEARCH = (
    OpClass(F("shelf"), name="gist_int8_ops"),
    OpClass(F("point"), name="gist_geography_ops"),
    OpClass(F("available"), name="gist_int4_ops"),
)

MAKING = """
-- How long a team is looked for where it was last seen, before its base is taken again.
CREATE FUNCTION nearest_fresh() RETURNS interval LANGUAGE sql IMMUTABLE
AS $$ SELECT interval '15 minutes' $$;

CREATE FUNCTION nearest_shelf(what text, city text, exercise uuid, skill text)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT hashtextextended(
    what || '/' || city || '/' || coalesce(exercise::text, '') || '/' || skill, 0)
$$;

CREATE FUNCTION nearest_city(region text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN region = '150000' THEN region ELSE left(region, 4) || '00' END $$;

-- To about ten metres: a team that stands still is not written anew with every fix.
CREATE FUNCTION nearest_place(lat float8, lon float8) RETURNS geography
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ST_SnapToGrid(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 0.0001)::geography
$$;

-- What a thing can do by its own capabilities: some bring others with them. What its kind
-- brings is left to the search, which asks for it no more.
CREATE FUNCTION nearest_abilities(own varchar[]) RETURNS SETOF varchar
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE able (code) AS (
    SELECT unnest(own)
    UNION SELECT more.code FROM resources_capability AS more
          JOIN able ON able.code = ANY(more.given_by)
  )
  SELECT code FROM able
$$;

CREATE FUNCTION nearest_team_spots(ids uuid[]) RETURNS SETOF nearest_spot
LANGUAGE sql STABLE AS $$
  SELECT team.id, skill.code, 'team', team.kind, team.region_id, team.exercise_id,
         nearest_shelf(team.kind, nearest_city(team.region_id), team.exercise_id, skill.code),
         team.name, 1, able.codes, state.status = 'standby', place.point,
         CASE WHEN known.fresh THEN known.seen_at END
  FROM resources_team AS team
  JOIN resources_teamstate AS state ON state.team_id = team.id
  LEFT JOIN LATERAL (
    SELECT nearest_place(lat, lon) AS point, date_trunc('minute', observed_at) AS seen_at,
           date_trunc('minute', observed_at) > now() - nearest_fresh() AS fresh
    FROM resources_position WHERE team_id = team.id
  ) AS known ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(CASE WHEN known.fresh THEN known.point END,
                    team.base::geography, known.point) AS point
  ) AS place
  CROSS JOIN LATERAL (
    SELECT CASE WHEN team.capabilities = '{}' THEN '{}'
           ELSE ARRAY(SELECT code FROM nearest_abilities(team.capabilities) AS code ORDER BY 1)
           END AS codes
  ) AS able
  CROSS JOIN LATERAL unnest(able.codes || ''::varchar) AS skill (code)
  WHERE team.id = ANY(ids) AND place.point IS NOT NULL
$$;

CREATE FUNCTION nearest_asset_spots(ids uuid[]) RETURNS SETOF nearest_spot
LANGUAGE sql STABLE AS $$
  SELECT asset.id, skill.code, 'asset', asset.supply_id, asset.region_id, asset.exercise_id,
         nearest_shelf(asset.supply_id, nearest_city(asset.region_id), asset.exercise_id,
                       skill.code),
         asset.name, 1, able.codes, state.status = 'standby',
         coalesce(asset.base, team.base)::geography, NULL::timestamptz
  FROM resources_asset AS asset
  JOIN resources_assetstate AS state ON state.asset_id = asset.id
  LEFT JOIN resources_team AS team ON team.id = asset.team_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN asset.capabilities = '{}' THEN '{}'
           ELSE ARRAY(SELECT code FROM nearest_abilities(asset.capabilities) AS code ORDER BY 1)
           END AS codes
  ) AS able
  CROSS JOIN LATERAL unnest(able.codes || ''::varchar) AS skill (code)
  WHERE asset.id = ANY(ids) AND coalesce(asset.base, team.base) IS NOT NULL
$$;

CREATE FUNCTION nearest_stock_spots(ids uuid[]) RETURNS SETOF nearest_spot
LANGUAGE sql STABLE AS $$
  SELECT id, '', 'stock', supply_id, region_id, exercise_id,
         nearest_shelf(supply_id, nearest_city(region_id), exercise_id, ''),
         depot, available, '{}'::varchar[], available > 0, point::geography, NULL::timestamptz
  FROM resources_stock
  WHERE id = ANY(ids) AND point IS NOT NULL
$$;

-- Places that are left: in a shelter for people, in a hospital beds; elsewhere one.
CREATE FUNCTION nearest_facility_spots(ids uuid[]) RETURNS SETOF nearest_spot
LANGUAGE sql STABLE AS $$
  SELECT place.id, '', 'facility', place.kind, place.region_id, place.exercise_id,
         nearest_shelf(place.kind, nearest_city(place.region_id), place.exercise_id, ''),
         place.name, left_over.many, '{}'::varchar[], left_over.many > 0,
         place.point::geography, NULL::timestamptz
  FROM register_facility AS place
  CROSS JOIN LATERAL (
    SELECT CASE place.kind
      WHEN 'shelter' THEN greatest(
        0, coalesce((place.details->>'capacity')::int, 0) - coalesce(place.occupied, 0))
      WHEN 'hospital' THEN CASE WHEN place.beds = '{}'::jsonb THEN 1 ELSE (
        SELECT greatest(0, sum((bed.value->>'staffed')::int - (bed.value->>'occupied')::int))
        FROM jsonb_each(place.beds) AS bed)::int END
      ELSE 1 END AS many
  ) AS left_over
  WHERE place.id = ANY(ids) AND place.closed_at IS NULL
$$;

-- Make the spots of these things what they should be; return how many were not.
-- One plan a kind, made once and kept: a row changes far more often than it is planned for.
-- A plan that was made while the tables were small must not read all of them later.
CREATE FUNCTION nearest_put(kind text, ids uuid[]) RETURNS integer
LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  made nearest_spot[];
  gone integer;
  put integer;
BEGIN
  IF kind = 'team' THEN
    made := ARRAY(SELECT spot FROM nearest_team_spots(ids) AS spot);
  ELSIF kind = 'asset' THEN
    made := ARRAY(SELECT spot FROM nearest_asset_spots(ids) AS spot);
  ELSIF kind = 'stock' THEN
    made := ARRAY(SELECT spot FROM nearest_stock_spots(ids) AS spot);
  ELSE
    made := ARRAY(SELECT spot FROM nearest_facility_spots(ids) AS spot);
  END IF;
  DELETE FROM nearest_spot AS spot
    WHERE spot.thing = ANY(ids) AND NOT EXISTS (
      SELECT FROM unnest(made) AS one
      WHERE one.thing = spot.thing AND one.skill = spot.skill);
  GET DIAGNOSTICS gone = ROW_COUNT;
  INSERT INTO nearest_spot AS spot
    SELECT * FROM unnest(made) AS one ORDER BY one.thing, one.skill
    ON CONFLICT (thing, skill) DO UPDATE
      SET (sort, what, region, exercise, shelf, name, available, capabilities, free, point,
           seen_at)
        = (EXCLUDED.sort, EXCLUDED.what, EXCLUDED.region, EXCLUDED.exercise, EXCLUDED.shelf,
           EXCLUDED.name, EXCLUDED.available, EXCLUDED.capabilities, EXCLUDED.free,
           EXCLUDED.point, EXCLUDED.seen_at)
      WHERE spot IS DISTINCT FROM EXCLUDED;
  GET DIAGNOSTICS put = ROW_COUNT;
  RETURN gone + put;
END $$;

-- Repair what time has made untrue: teams not seen for long, and fixes that were passed over.
CREATE FUNCTION nearest_settle() RETURNS integer
LANGUAGE sql SET search_path FROM CURRENT SET jit = off AS $$
  SELECT nearest_put('team', coalesce(array_agg(team_id), '{}'))
  FROM (
    SELECT team_id,
           CASE WHEN date_trunc('minute', observed_at) > now() - nearest_fresh()
                THEN date_trunc('minute', observed_at) END AS seen_at
    FROM resources_position
  ) AS known
  LEFT JOIN nearest_spot AS spot ON spot.thing = known.team_id AND spot.skill = ''
  WHERE spot.seen_at IS DISTINCT FROM known.seen_at
$$;
"""

TRIGGERS = """
CREATE FUNCTION nearest_of_row() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM nearest_spot WHERE thing = OLD.id;
  ELSE
    PERFORM nearest_put(TG_ARGV[0], ARRAY[NEW.id]);
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'team' THEN
      -- What belongs to a team and has no place of its own lies where the team is at home.
      PERFORM nearest_put('asset', array_agg(id)) FROM resources_asset
        WHERE team_id = NEW.id HAVING count(*) > 0;
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION nearest_of_states() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
  IF TG_ARGV[0] = 'team' THEN
    PERFORM nearest_put('team', array_agg(team_id)) FROM fresh HAVING count(*) > 0;
  ELSE
    PERFORM nearest_put('asset', array_agg(asset_id)) FROM fresh HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

-- Hundreds of fixes in one statement. A row that somebody is just changing is passed over
-- (telemetry never waits for a door, nor a door for telemetry in a circle): the next fix
-- writes it, or nearest_settle does within the minute.
CREATE FUNCTION nearest_of_positions() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
  WITH news AS MATERIALIZED (
    SELECT team_id, nearest_place(lat, lon) AS point,
           date_trunc('minute', observed_at) AS seen_at
    FROM fresh
    WHERE date_trunc('minute', observed_at) > now() - nearest_fresh()
  ), held AS MATERIALIZED (
    SELECT spot.thing, spot.skill, news.point, news.seen_at
    FROM news JOIN nearest_spot AS spot ON spot.thing = news.team_id
    WHERE spot.seen_at IS DISTINCT FROM news.seen_at
       OR spot.point IS DISTINCT FROM news.point
    FOR UPDATE OF spot SKIP LOCKED
  )
  UPDATE nearest_spot AS spot SET point = held.point, seen_at = held.seen_at
  FROM held WHERE spot.thing = held.thing AND spot.skill = held.skill;
  -- A team without a base has no spot until it is seen.
  PERFORM nearest_put('team', array_agg(team_id)) FROM fresh
    WHERE NOT EXISTS (SELECT FROM nearest_spot WHERE thing = team_id) HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER nearest_row AFTER INSERT OR UPDATE OR DELETE ON resources_team
  FOR EACH ROW EXECUTE FUNCTION nearest_of_row('team');
CREATE TRIGGER nearest_row AFTER INSERT OR UPDATE OR DELETE ON resources_asset
  FOR EACH ROW EXECUTE FUNCTION nearest_of_row('asset');
CREATE TRIGGER nearest_row AFTER INSERT OR UPDATE OR DELETE ON resources_stock
  FOR EACH ROW EXECUTE FUNCTION nearest_of_row('stock');
CREATE TRIGGER nearest_row AFTER INSERT OR UPDATE OR DELETE ON register_facility
  FOR EACH ROW EXECUTE FUNCTION nearest_of_row('facility');
CREATE TRIGGER nearest_new AFTER INSERT ON resources_teamstate
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT
  EXECUTE FUNCTION nearest_of_states('team');
CREATE TRIGGER nearest_changed AFTER UPDATE ON resources_teamstate
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT
  EXECUTE FUNCTION nearest_of_states('team');
CREATE TRIGGER nearest_new AFTER INSERT ON resources_assetstate
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT
  EXECUTE FUNCTION nearest_of_states('asset');
CREATE TRIGGER nearest_changed AFTER UPDATE ON resources_assetstate
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT
  EXECUTE FUNCTION nearest_of_states('asset');
CREATE TRIGGER nearest_new AFTER INSERT ON resources_position
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION nearest_of_positions();
CREATE TRIGGER nearest_changed AFTER UPDATE ON resources_position
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION nearest_of_positions();

ALTER TABLE resources_team ENABLE ALWAYS TRIGGER nearest_row;
ALTER TABLE resources_asset ENABLE ALWAYS TRIGGER nearest_row;
ALTER TABLE resources_stock ENABLE ALWAYS TRIGGER nearest_row;
ALTER TABLE register_facility ENABLE ALWAYS TRIGGER nearest_row;
ALTER TABLE resources_teamstate ENABLE ALWAYS TRIGGER nearest_new;
ALTER TABLE resources_teamstate ENABLE ALWAYS TRIGGER nearest_changed;
ALTER TABLE resources_assetstate ENABLE ALWAYS TRIGGER nearest_new;
ALTER TABLE resources_assetstate ENABLE ALWAYS TRIGGER nearest_changed;
ALTER TABLE resources_position ENABLE ALWAYS TRIGGER nearest_new;
ALTER TABLE resources_position ENABLE ALWAYS TRIGGER nearest_changed;
"""

BACKWARD = """
DROP FUNCTION nearest_of_row() CASCADE;
DROP FUNCTION nearest_of_states() CASCADE;
DROP FUNCTION nearest_of_positions() CASCADE;
DROP FUNCTION nearest_settle();
DROP FUNCTION nearest_put(text, uuid[]);
DROP FUNCTION nearest_facility_spots(uuid[]);
DROP FUNCTION nearest_stock_spots(uuid[]);
DROP FUNCTION nearest_asset_spots(uuid[]);
DROP FUNCTION nearest_team_spots(uuid[]);
DROP FUNCTION nearest_abilities(varchar[]);
DROP FUNCTION nearest_place(float8, float8);
DROP FUNCTION nearest_city(text);
DROP FUNCTION nearest_shelf(text, text, uuid, text);
DROP FUNCTION nearest_fresh();
"""

# What was there before the table was.
FILLING = """
SELECT nearest_put('team', coalesce(array_agg(id), '{}')) FROM resources_team;
SELECT nearest_put('asset', coalesce(array_agg(id), '{}')) FROM resources_asset;
SELECT nearest_put('stock', coalesce(array_agg(id), '{}')) FROM resources_stock;
SELECT nearest_put('facility', coalesce(array_agg(id), '{}')) FROM register_facility;
"""


class Migration(migrations.Migration):
    """One table, made of others."""

    initial = True
    dependencies = [("resources", "0005_requests"), ("register", "0001_register")]
    operations = [
        migrations.CreateModel(
            name="Spot",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "thing",
                        "skill",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("thing", models.UUIDField()),
                ("skill", models.CharField(max_length=24)),
                ("sort", models.CharField(max_length=8)),
                ("what", models.CharField(max_length=24)),
                ("region", models.CharField(max_length=6)),
                ("exercise", models.UUIDField(null=True)),
                ("shelf", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("available", models.IntegerField()),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), size=None
                    ),
                ),
                ("free", models.BooleanField()),
                (
                    "point",
                    django.contrib.gis.db.models.fields.PointField(
                        geography=True, spatial_index=False, srid=4326
                    ),
                ),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    GistIndex(*SEARCH, condition=Q(free=True), name="nearest_spot_free"),
                    GistIndex(*SEARCH, condition=Q(free=False), name="nearest_spot_engaged"),
                ],
            },
        ),
        # Room on each page for the next place of a team that moves.
        migrations.RunSQL(
            "ALTER TABLE nearest_spot SET (fillfactor = 80);"
            # What stands still, for the tiles of the map: flat, for a tile is flat.
            "CREATE INDEX nearest_spot_still ON nearest_spot USING gist ((point::geometry))"
            " WHERE skill = '' AND sort IN ('stock', 'facility')",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(MAKING + TRIGGERS + FILLING, BACKWARD),
    ]
