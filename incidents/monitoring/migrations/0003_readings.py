"""Readings by the day, their minutes and hours, forecasts, and how long all that is kept."""

import command.core.ids
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

AGGREGATE = """
  datastream_id uuid NOT NULL,
  start timestamptz NOT NULL,
  count integer NOT NULL CHECK (count >= 0),
  low float8 NOT NULL,
  high float8 NOT NULL,
  sum float8 NOT NULL,
  first float8 NOT NULL,
  first_at timestamptz NOT NULL,
  last float8 NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (datastream_id, start)
"""

# A part of a partitioned table, with what came before anybody had prepared it.
KEEP = """
CREATE FUNCTION monitoring_keep(
  parent text, part text, of_time text, since timestamptz, until timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass(part) IS NOT NULL THEN RETURN false; END IF;
  -- Nobody writes there while its rows move.
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent || '_rest');
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
  EXECUTE format(
    'WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *)
     INSERT INTO %I SELECT * FROM moved',
    parent || '_rest', of_time, since, of_time, until, part);
  EXECUTE format(
    'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    parent, part, since, until);
  RETURN true;
END $$;
"""

MINUTES = f"""
CREATE TABLE monitoring_readingminute ({AGGREGATE}) PARTITION BY RANGE (start);
CREATE TABLE monitoring_readingminute_rest PARTITION OF monitoring_readingminute DEFAULT;
"""
UNDO_MINUTES = "DROP TABLE monitoring_readingminute;"

# The table as it was becomes one of parts; each reading that is there goes along.
READINGS = """
ALTER TABLE monitoring_reading RENAME TO monitoring_reading_whole;
CREATE TABLE monitoring_reading (
  datastream_id uuid NOT NULL,
  observed_at timestamptz NOT NULL,
  value float8,
  CONSTRAINT monitoring_reading_finite CHECK (
    value IS NULL OR value BETWEEN '-1e12'::float8 AND '1e12'::float8),
  CONSTRAINT monitoring_reading_one_at_a_time PRIMARY KEY (datastream_id, observed_at)
) PARTITION BY RANGE (observed_at);
-- For what comes on a day that nobody prepared: it is moved when the day's part is made.
CREATE TABLE monitoring_reading_rest PARTITION OF monitoring_reading DEFAULT;

DO $$
DECLARE day timestamp;
BEGIN
  FOR day IN
    SELECT DISTINCT date_trunc('day', observed_at AT TIME ZONE 'UTC')
    FROM monitoring_reading_whole WHERE observed_at > now() - interval '400 days'
      AND observed_at < now() + interval '3 days'
  LOOP
    PERFORM monitoring_keep(
      'monitoring_reading', 'monitoring_reading_' || to_char(day, 'YYYYMMDD'), 'observed_at',
      day AT TIME ZONE 'UTC', (day + interval '1 day') AT TIME ZONE 'UTC');
  END LOOP;
END $$;

INSERT INTO monitoring_reading (datastream_id, observed_at, value)
SELECT datastream_id, observed_at, value FROM monitoring_reading_whole
ON CONFLICT DO NOTHING;

INSERT INTO monitoring_readingminute
SELECT datastream_id, date_trunc('minute', observed_at), count(*), min(value), max(value),
  sum(value), (array_agg(value ORDER BY observed_at))[1], min(observed_at),
  (array_agg(value ORDER BY observed_at DESC))[1], max(observed_at)
FROM monitoring_reading WHERE value IS NOT NULL GROUP BY 1, 2;

INSERT INTO monitoring_readinghour
  (datastream_id, start, count, low, high, sum, first, first_at, last, last_at)
SELECT datastream_id, date_trunc('hour', observed_at), count(*), min(value), max(value),
  sum(value), (array_agg(value ORDER BY observed_at))[1], min(observed_at),
  (array_agg(value ORDER BY observed_at DESC))[1], max(observed_at)
FROM monitoring_reading WHERE value IS NOT NULL GROUP BY 1, 2;

DROP TABLE monitoring_reading_whole;
"""
UNDO_READINGS = """
ALTER TABLE monitoring_reading RENAME TO monitoring_reading_parts;
CREATE TABLE monitoring_reading (
  id uuid NOT NULL PRIMARY KEY,
  origin varchar(6) NOT NULL,
  observed_at timestamptz NOT NULL,
  value float8,
  datastream_id uuid NOT NULL REFERENCES monitoring_datastream DEFERRABLE INITIALLY DEFERRED,
  exercise_id uuid REFERENCES core_exercise DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT monitoring_reading_one_of_each UNIQUE (id, origin),
  CONSTRAINT monitoring_reading_once UNIQUE (origin, datastream_id, observed_at),
  CONSTRAINT monitoring_reading_finite CHECK (
    value IS NULL OR value BETWEEN '-1e12'::float8 AND '1e12'::float8)
);
INSERT INTO monitoring_reading
SELECT gen_random_uuid(), stream.origin, observed_at, value, datastream_id, stream.exercise_id
FROM monitoring_reading_parts JOIN monitoring_datastream AS stream ON stream.id = datastream_id;
CREATE INDEX monitoring_reading_latest ON monitoring_reading (datastream_id, observed_at DESC);
CREATE INDEX monitoring_reading_exercise_id ON monitoring_reading (exercise_id);
DROP TABLE monitoring_reading_parts;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT jc_protect('monitoring_reading', true);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_films'),
        ('monitoring', '0002_vocabulary'),
    ]

    operations = [
        migrations.AddField(
            model_name='datastream',
            name='retired_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('pk', models.CompositePrimaryKey('datastream_id', 'issued_at', 'at', blank=True, editable=False, primary_key=True, serialize=False)),
                ('datastream', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.datastream')),
                ('issued_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('value', models.FloatField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('value__range', (-1000000000000.0, 1000000000000.0))), name='monitoring_forecast_finite')],
            },
        ),
        migrations.CreateModel(
            name='ReadingHour',
            fields=[
                ('pk', models.CompositePrimaryKey('datastream_id', 'start', blank=True, editable=False, primary_key=True, serialize=False)),
                ('datastream', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.datastream')),
                ('start', models.DateTimeField()),
                ('count', models.PositiveIntegerField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('sum', models.FloatField()),
                ('first', models.FloatField()),
                ('first_at', models.DateTimeField()),
                ('last', models.FloatField()),
                ('last_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['start'], name='monitoring_readinghour_age')],
            },
        ),
        migrations.RunSQL(KEEP, "DROP FUNCTION monitoring_keep(text, text, text, timestamptz, timestamptz);"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ReadingMinute',
                    fields=[
                        ('pk', models.CompositePrimaryKey('datastream_id', 'start', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('datastream', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.datastream')),
                        ('start', models.DateTimeField()),
                        ('count', models.PositiveIntegerField()),
                        ('low', models.FloatField()),
                        ('high', models.FloatField()),
                        ('sum', models.FloatField()),
                        ('first', models.FloatField()),
                        ('first_at', models.DateTimeField()),
                        ('last', models.FloatField()),
                        ('last_at', models.DateTimeField()),
                    ],
                    options={'abstract': False},
                ),
            ],
            database_operations=[migrations.RunSQL(MINUTES, UNDO_MINUTES)],
        ),
        # Not as a new model: the table is there, and its rows stay.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(model_name='reading', name='monitoring_reading_one_of_each'),
                migrations.RemoveConstraint(model_name='reading', name='monitoring_reading_once'),
                migrations.RemoveIndex(model_name='reading', name='monitoring_reading_latest'),
                migrations.RemoveField(model_name='reading', name='exercise'),
                migrations.RemoveField(model_name='reading', name='id'),
                migrations.RemoveField(model_name='reading', name='origin'),
                migrations.AddField(
                    model_name='reading',
                    name='pk',
                    field=models.CompositePrimaryKey('datastream_id', 'observed_at', blank=True, editable=False, primary_key=True, serialize=False),
                ),
                migrations.AlterField(
                    model_name='reading',
                    name='datastream',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='monitoring.datastream'),
                ),
            ],
            database_operations=[migrations.RunSQL(READINGS, UNDO_READINGS)],
        ),
        migrations.CreateModel(
            name='TelemetryLimit',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('value', models.PositiveIntegerField(verbose_name='value')),
                ('unit', models.CharField(blank=True, max_length=12, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_telemetrylimit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='monitoring_telemetrylimit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='monitoring_telemetrylimit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='monitoring_telemetrylimit_real')],
            },
        ),
        migrations.RunSQL("SELECT jc_protect('monitoring_telemetrylimit');", "SELECT jc_unprotect('monitoring_telemetrylimit');"),
    ]
