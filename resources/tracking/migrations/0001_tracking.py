"""Devices, tracks and zones. The track is partitioned by day."""

import command.core.ids
import django.db.models.deletion
from django.db import migrations, models


TRACK = """
CREATE TABLE tracking_track (
  subject uuid NOT NULL,
  at timestamptz NOT NULL,
  exercise_id uuid,
  lat float8 NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon float8 NOT NULL CHECK (lon BETWEEN -180 AND 180),
  heading float8,
  accuracy float8,
  speed float8,
  battery float8,
  flagged boolean NOT NULL,
  PRIMARY KEY (subject, at)
) PARTITION BY RANGE (at);
CREATE INDEX tracking_track_exercise ON tracking_track (exercise_id)
  WHERE exercise_id IS NOT NULL;
-- For what comes on a day that nobody prepared: it is moved when the day's part is made.
CREATE TABLE tracking_track_rest PARTITION OF tracking_track DEFAULT;

CREATE FUNCTION tracking_keep(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE part text := 'tracking_track_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(part) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE tracking_track INCLUDING ALL)', part);
  EXECUTE format(
    'WITH moved AS (DELETE FROM tracking_track_rest WHERE at >= %L AND at < %L RETURNING *)
     INSERT INTO %I SELECT * FROM moved',
    day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC', part);
  EXECUTE format(
    'ALTER TABLE tracking_track ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part,
    day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  RETURN true;
END $$;

CREATE FUNCTION tracking_metres(lat1 float8, lon1 float8, lat2 float8, lon2 float8)
RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT 111195 * sqrt((lat2 - lat1)^2 + ((lon2 - lon1) * cos(radians((lat1 + lat2) / 2)))^2)
$$;
"""
UNDO_TRACK = """
DROP TABLE tracking_track;
DROP FUNCTION tracking_keep(date);
DROP FUNCTION tracking_metres(float8, float8, float8, float8);
"""
OWNED = ("device", "stretch", "trackinglimit", "zonecategory")


def guard(word):
    return "".join(f"SELECT {word}('tracking_{table}');" for table in OWNED)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        ('incidents', '0003_grades_and_merging'),
        ('resources', '0004_dispatch'),
    ]

    operations = [
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('key', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('minute', models.DateTimeField()),
                ('used', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('ident', models.CharField(max_length=24)),
                ('uid', models.CharField(blank=True, max_length=80)),
                ('label', models.CharField(max_length=60)),
                ('datum', models.CharField(choices=[('wgs84', 'WGS 84 / CGCS2000 (GPS, BeiDou)'), ('gcj02', 'GCJ-02 (Amap, Tencent)'), ('bd09', 'BD-09 (Baidu)')], default='wgs84', max_length=5)),
                ('secret', models.BinaryField(max_length=32)),
                ('enabled', models.BooleanField(default=True)),
                ('changed_at', models.DateTimeField()),
                ('asset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.asset')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.team')),
            ],
            options={
                'ordering': ['ident'],
                'indexes': [models.Index(fields=['ident'], name='tracking_device_by_ident'), models.Index(condition=models.Q(('uid', ''), _negated=True), fields=['uid'], name='tracking_device_by_uid')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tracking_device_one_of_each'), models.UniqueConstraint(fields=('origin', 'ident'), name='tracking_device_ident_once'), models.UniqueConstraint(condition=models.Q(('uid', ''), _negated=True), fields=('origin', 'uid', 'exercise'), name='tracking_device_uid_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('asset__isnull', True), ('team__isnull', False)), models.Q(('asset__isnull', False), ('team__isnull', True)), _connector='OR'), name='tracking_device_on_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('ident', ''), _negated=True), models.Q(('label', ''), _negated=True), ('datum__in', ['wgs84', 'gcj02', 'bd09'])), name='tracking_device_named')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.UUIDField()),
                ('since', models.DateTimeField()),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('team', 'zone'), name='tracking_presence_once')],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('subject', models.UUIDField(primary_key=True, serialize=False)),
                ('is_team', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('lat', models.FloatField()),
                ('lon', models.FloatField()),
                ('heading', models.FloatField(null=True)),
                ('accuracy', models.FloatField(null=True)),
                ('speed', models.FloatField(null=True)),
                ('battery', models.FloatField(null=True)),
                ('odd_at', models.DateTimeField(null=True)),
                ('odd_lat', models.FloatField(null=True)),
                ('odd_lon', models.FloatField(null=True)),
                ('judged_at', models.DateTimeField(null=True)),
                ('lost_since', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('lat__gte', -90), ('lat__lte', 90), ('lon__gte', -180), ('lon__lte', 180)), name='tracking_signal_on_earth')],
            },
        ),
        migrations.CreateModel(
            name='Stretch',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('purged_at', models.DateTimeField(null=True)),
                ('deployment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.deployment')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tracking_stretch_one_of_each'), models.UniqueConstraint(fields=('origin', 'deployment'), name='tracking_stretch_once')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('why', models.CharField(blank=True, choices=[('', 'taken'), ('unknown', 'no such device or wrong key'), ('disabled', 'device switched off'), ('too_fast', 'too many in a minute'), ('unreadable', 'not readable'), ('no_place', 'no place on earth'), ('swapped', 'latitude and longitude swapped'), ('future', 'time in the future'), ('old', 'older than what is kept'), ('stale', 'past its stale time')], max_length=12)),
                ('count', models.PositiveIntegerField()),
                ('last_at', models.DateTimeField()),
                ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='tracking.device')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('device', 'day', 'why'), name='tracking_tally_one', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('why__in', ['', 'unknown', 'disabled', 'too_fast', 'unreadable', 'no_place', 'swapped', 'future', 'old', 'stale'])), name='tracking_tally_why_known')],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Track',
                    fields=[
                        ('pk', models.CompositePrimaryKey('subject', 'at', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('subject', models.UUIDField()),
                        ('at', models.DateTimeField()),
                        ('lat', models.FloatField()),
                        ('lon', models.FloatField()),
                        ('heading', models.FloatField(null=True)),
                        ('accuracy', models.FloatField(null=True)),
                        ('speed', models.FloatField(null=True)),
                        ('battery', models.FloatField(null=True)),
                        ('flagged', models.BooleanField(default=False)),
                        ('exercise', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                    ],
                ),
            ],
            database_operations=[migrations.RunSQL(TRACK, UNDO_TRACK)],
        ),
        migrations.CreateModel(
            name='TrackingLimit',
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
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tracking_trackinglimit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='tracking_trackinglimit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='tracking_trackinglimit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='tracking_trackinglimit_real')],
            },
        ),
        migrations.CreateModel(
            name='ZoneCategory',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('margin_m', models.PositiveIntegerField(verbose_name='metres outside before it counts as left')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tracking_zonecategory_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='tracking_zonecategory_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='tracking_zonecategory_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='tracking_zonecategory_real')],
            },
        ),
        migrations.RunSQL(guard("jc_protect"), guard("jc_unprotect")),
    ]
