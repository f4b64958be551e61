"""Stations, streams, readings and alarms."""

import command.core.ids
import django.contrib.gis.db.models.fields
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_guards'),
        ('core', '__first__'),
        ('incidents', '0001_incidents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Datastream',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('key', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('unit', models.CharField(max_length=12)),
                ('interval_s', models.PositiveIntegerField()),
                ('warning', models.FloatField(null=True)),
                ('guarantee', models.FloatField(null=True)),
                ('rise_per_hour', models.FloatField(null=True)),
                ('margin', models.FloatField(default=0.02)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['station__code', 'key'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_datastream_one_of_each'), models.CheckConstraint(condition=models.Q(('warning__isnull', True), ('guarantee__isnull', True), ('guarantee__gt', models.F('warning')), _connector='OR'), name='monitoring_datastream_stages_in_order'), models.CheckConstraint(condition=models.Q(('interval_s__gt', 0), ('margin__gte', 0), models.Q(('rise_per_hour__isnull', True), ('rise_per_hour__gt', 0), _connector='OR')), name='monitoring_datastream_limits_positive')],
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('cause', models.CharField(choices=[('threshold', 'Stage exceeded'), ('rate', 'Rising fast'), ('lost', 'No data')], max_length=10)),
                ('level', models.PositiveSmallIntegerField()),
                ('value', models.FloatField(null=True)),
                ('limit', models.FloatField(null=True)),
                ('raised_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='incidents.incident')),
                ('datastream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='monitoring.datastream')),
            ],
            options={
                'ordering': ['level', '-raised_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_alarm_one_of_each'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4))), name='monitoring_alarm_level_known'), models.CheckConstraint(condition=models.Q(('cause__in', ['threshold', 'rate', 'lost'])), name='monitoring_alarm_cause_known'), models.CheckConstraint(condition=models.Q(models.Q(('cause', 'lost'), ('limit__isnull', True), ('value__isnull', True)), models.Q(models.Q(('cause', 'lost'), _negated=True), ('limit__isnull', False), ('value__isnull', False)), _connector='OR'), name='monitoring_alarm_lost_iff_no_value')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('observed_at', models.DateTimeField()),
                ('value', models.FloatField(null=True)),
                ('datastream', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='monitoring.datastream')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'indexes': [models.Index(fields=['datastream', '-observed_at'], name='monitoring_reading_latest')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_reading_one_of_each'), models.UniqueConstraint(fields=('origin', 'datastream', 'observed_at'), name='monitoring_reading_once'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__range', (-1000000000000.0, 1000000000000.0)), _connector='OR'), name='monitoring_reading_finite')],
            },
        ),
        migrations.CreateModel(
            name='Station',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=24)),
                ('name_zh', models.CharField(max_length=60)),
                ('name_en', models.CharField(max_length=80)),
                ('point', django.contrib.gis.db.models.fields.PointField(srid=4326)),
                ('illustrative', models.BooleanField(default=False)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_station_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'code'), name='monitoring_station_code_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name_zh', ''), _negated=True)), name='monitoring_station_named')],
            },
        ),
        migrations.AddField(
            model_name='datastream',
            name='station',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='streams', to='monitoring.station'),
        ),
        migrations.CreateModel(
            name='AlarmState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('alarm', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='monitoring.alarm')),
                ('cause', models.CharField(choices=[('threshold', 'Stage exceeded'), ('rate', 'Rising fast'), ('lost', 'No data')], max_length=10)),
                ('level', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('unacknowledged', 'Not acknowledged'), ('acknowledged', 'Acknowledged'), ('cleared', 'Cleared')], max_length=14)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField()),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('datastream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.datastream')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'cleared'), _negated=True), fields=('datastream', 'cause', 'level'), name='monitoring_alarmstate_once_per_episode'), models.CheckConstraint(condition=models.Q(('status__in', ['unacknowledged', 'acknowledged', 'cleared'])), name='monitoring_alarmstate_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'acknowledged'), _negated=True), ('acknowledged_at__isnull', False), _connector='OR'), name='monitoring_alarmstate_acknowledged_is_dated')],
            },
        ),
        migrations.CreateModel(
            name='AlarmChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='monitoring.alarm')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_alarmchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'alarm', 'step'), name='monitoring_alarmchange_step_once'), models.CheckConstraint(condition=models.Q(('step__gte', 1)), name='monitoring_alarmchange_step_counts')],
            },
        ),
        migrations.CreateModel(
            name='StreamState',
            fields=[
                ('datastream', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='monitoring.datastream')),
                ('observed_at', models.DateTimeField(null=True)),
                ('value', models.FloatField(null=True)),
                ('stage', models.CharField(choices=[('normal', 'Normal'), ('warning', 'Over the warning stage'), ('guarantee', 'Over the guaranteed stage'), ('lost', 'No data')], default='normal', max_length=10)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['normal', 'warning', 'guarantee', 'lost'])), name='monitoring_streamstate_stage_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='datastream',
            constraint=models.UniqueConstraint(fields=('origin', 'station', 'key'), name='monitoring_datastream_key_once'),
        ),
        migrations.RunSQL(
            sql="\nSELECT jc_protect('monitoring_station');\nSELECT jc_protect('monitoring_datastream');\nSELECT jc_protect('monitoring_reading', true);\nSELECT jc_protect('monitoring_alarm', true);\nSELECT jc_protect('monitoring_alarmchange', true);\n",
            reverse_sql="\nSELECT jc_unprotect('monitoring_station');\nSELECT jc_unprotect('monitoring_datastream');\nSELECT jc_unprotect('monitoring_reading');\nSELECT jc_unprotect('monitoring_alarm');\nSELECT jc_unprotect('monitoring_alarmchange');\n",
        ),
    ]
