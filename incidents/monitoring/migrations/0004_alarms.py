"""The life of an alarm: causes, the shelf, the ladder, and rules out of service."""

import command.core.ids
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_films'),
        ('core', '__first__'),
        ('detection', '0001_detection'),
        ('incidents', '0003_grades_and_merging'),
        ('monitoring', '0003_readings'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlarmLimit',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('value', models.PositiveIntegerField(verbose_name='value')),
                ('unit', models.CharField(choices=[('alarms', 'alarms'), ('seconds', 'seconds')], max_length=10, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_alarmlimit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='monitoring_alarmlimit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='monitoring_alarmlimit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='monitoring_alarmlimit_real'), models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='monitoring_alarmlimit_counts')],
            },
        ),
        migrations.CreateModel(
            name='AlarmRung',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='alarm level')),
                ('rung', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(9)], verbose_name='rung')),
                ('after_seconds', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(86400)], verbose_name='after seconds')),
                ('whom', models.CharField(choices=[('desk', 'the desks of the city'), ('commanders', 'the commanders of the city'), ('region', 'the desk of the region'), ('everybody', 'all commanders of the region')], max_length=12, verbose_name='who is called')),
                ('urgent', models.BooleanField(default=False, verbose_name='by voice as well')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_alarmrung_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='monitoring_alarmrung_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='monitoring_alarmrung_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='monitoring_alarmrung_real'), models.CheckConstraint(condition=models.Q(('after_seconds__gte', 1), ('level__range', (1, 4)), ('rung__range', (1, 9)), ('whom__in', ['desk', 'commanders', 'region', 'everybody'])), name='monitoring_alarmrung_climbs')],
            },
        ),
        migrations.CreateModel(
            name='Disabling',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('cause', models.CharField(blank=True, choices=[('threshold', 'Stage exceeded'), ('rate', 'Rising fast'), ('lost', 'No data'), ('above', 'Over the limit'), ('below', 'Under the limit'), ('falling', 'Falling fast'), ('frozen', 'Value does not change'), ('combined', 'Several over their limits')], max_length=10)),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('datastream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disablings', to='monitoring.datastream')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('rule', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='detection.alarmrule')),
            ],
            options={
                'ordering': ['-at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_disabling_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('cause', ''), ('level__isnull', True), ('rule__isnull', False)), models.Q(('cause__in', ['threshold', 'rate', 'lost', 'above', 'below', 'falling', 'frozen', 'combined']), ('level__range', (1, 4)), ('rule__isnull', True)), _connector='OR'), name='monitoring_disabling_of_a_rule'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='monitoring_disabling_founded')],
            },
        ),
        migrations.CreateModel(
            name='Enabling',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disabling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ends', to='monitoring.disabling')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_enabling_one_of_each'), models.UniqueConstraint(fields=('origin', 'disabling'), name='monitoring_enabling_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='alarm',
            name='monitoring_alarm_cause_known',
        ),
        migrations.RemoveConstraint(
            model_name='alarmstate',
            name='monitoring_alarmstate_once_per_episode',
        ),
        migrations.RemoveConstraint(
            model_name='alarmstate',
            name='monitoring_alarmstate_status_known',
        ),
        migrations.AddField(
            model_name='alarm',
            name='cause_key',
            field=models.CharField(blank=True, db_default='', max_length=80),
        ),
        migrations.AddField(
            model_name='alarm',
            name='group',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='alarm',
            name='rule',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='detection.alarmrule'),
        ),
        migrations.AddField(
            model_name='alarm',
            name='rule_version',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='detection.alarmruleversion'),
        ),
        migrations.AddField(
            model_name='alarm',
            name='told_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='over_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="alarmstate",
            name="incident",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="tied_alarms", to="incidents.incident"),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='rang_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='reason',
            field=models.CharField(blank=True, db_default='', max_length=300),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='rule',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='detection.alarmrule'),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='rung',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='shelved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='alarmstate',
            name='shelved_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='alarm',
            name='cause',
            field=models.CharField(choices=[('threshold', 'Stage exceeded'), ('rate', 'Rising fast'), ('lost', 'No data'), ('above', 'Over the limit'), ('below', 'Under the limit'), ('falling', 'Falling fast'), ('frozen', 'Value does not change'), ('combined', 'Several over their limits')], max_length=10),
        ),
        migrations.AlterField(
            model_name='alarmstate',
            name='cause',
            field=models.CharField(choices=[('threshold', 'Stage exceeded'), ('rate', 'Rising fast'), ('lost', 'No data'), ('above', 'Over the limit'), ('below', 'Under the limit'), ('falling', 'Falling fast'), ('frozen', 'Value does not change'), ('combined', 'Several over their limits')], max_length=10),
        ),
        migrations.AlterField(
            model_name='alarmstate',
            name='status',
            field=models.CharField(choices=[('unacknowledged', 'Not acknowledged'), ('acknowledged', 'Acknowledged'), ('cleared_unacknowledged', 'Over, not acknowledged'), ('cleared', 'Cleared'), ('shelved', 'Shelved'), ('disabled', 'Disabled')], max_length=24),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(fields=['raised_at'], name='monitoring_alarm_raised'),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(fields=['told_at'], name='monitoring_alarm_told'),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(condition=models.Q(('group__isnull', False)), fields=['group'], name='monitoring_alarm_of_group'),
        ),
        migrations.AddIndex(
            model_name='alarmstate',
            index=models.Index(condition=models.Q(('status', 'cleared'), _negated=True), fields=['status', 'level'], name='monitoring_alarmstate_open'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['threshold', 'rate', 'lost', 'above', 'below', 'falling', 'frozen', 'combined'])), name='monitoring_alarm_cause_known'),
        ),
        migrations.AddConstraint(
            model_name='alarmstate',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['cleared', 'cleared_unacknowledged']), _negated=True), fields=('datastream', 'rule', 'cause', 'level'), name='monitoring_alarmstate_once_per_episode', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='alarmstate',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['unacknowledged', 'acknowledged', 'cleared_unacknowledged', 'cleared', 'shelved', 'disabled'])), name='monitoring_alarmstate_status_known'),
        ),
        migrations.AddConstraint(
            model_name='alarmstate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'shelved'), _negated=True), models.Q(('shelved_until__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='monitoring_alarmstate_shelved_ends'),
        ),
        migrations.RunSQL(
            sql="""
SELECT jc_protect('monitoring_alarmlimit');
SELECT jc_protect('monitoring_alarmrung');
SELECT jc_protect('monitoring_disabling', true);
SELECT jc_protect('monitoring_enabling', true);
""",
            reverse_sql="""
SELECT jc_unprotect('monitoring_alarmlimit');
SELECT jc_unprotect('monitoring_alarmrung');
SELECT jc_unprotect('monitoring_disabling');
SELECT jc_unprotect('monitoring_enabling');
""",
        ),
    ]
