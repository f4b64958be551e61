"""Rules that raise alarms, their versions, and what is remembered of each stream."""

import command.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0006_films'),
        ('monitoring', '0002_vocabulary'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlarmRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(blank=True, max_length=32)),
                ('name_zh', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('kind', models.CharField(choices=[('stage', 'Stage of the station'), ('threshold', 'Threshold'), ('rate', 'Rate of change'), ('silence', 'No data'), ('frozen', 'Frozen value'), ('combined', 'Several streams together')], max_length=10)),
                ('scope', models.CharField(choices=[('every', 'Every stream'), ('property', 'Every stream of one quantity'), ('stream', 'One stream'), ('several', 'A list of streams')], max_length=10)),
                ('enabled', models.BooleanField(default=True)),
                ('changed_at', models.DateTimeField()),
                ('datastream', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_rules', to='monitoring.datastream')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('observed', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.observedproperty')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['-code', 'name_zh', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='detection_alarmrule_one_of_each'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('origin', 'exercise', 'code'), name='detection_alarmrule_code_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('name_zh', ''), _negated=True), ('kind__in', ['stage', 'threshold', 'rate', 'silence', 'frozen', 'combined'])), name='detection_alarmrule_named'), models.CheckConstraint(condition=models.Q(models.Q(('datastream__isnull', True), ('observed__isnull', True), ('scope', 'every')), models.Q(('datastream__isnull', True), ('observed__isnull', False), ('scope', 'property')), models.Q(('datastream__isnull', False), ('observed__isnull', True), ('scope__in', ['stream', 'several'])), _connector='OR'), name='detection_alarmrule_scope'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'combined'), ('scope', 'several')), models.Q(models.Q(('kind', 'combined'), _negated=True), models.Q(('scope', 'several'), _negated=True)), _connector='OR'), name='detection_alarmrule_several_iff_combined')],
            },
        ),
        migrations.CreateModel(
            name='AlarmRuleVersion',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.PositiveIntegerField()),
                ('level', models.PositiveSmallIntegerField()),
                ('parameters', models.JSONField()),
                ('margin', models.FloatField(null=True)),
                ('for_s', models.PositiveIntegerField(default=0)),
                ('season_from', models.CharField(blank=True, max_length=5)),
                ('season_to', models.CharField(blank=True, max_length=5)),
                ('from_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='detection.alarmrule')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='detection_alarmruleversion_one_of_each'), models.UniqueConstraint(fields=('origin', 'rule', 'number'), name='detection_alarmruleversion_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4)), ('number__gte', 1), models.Q(('margin__isnull', True), ('margin__gte', 0), _connector='OR')), name='detection_alarmruleversion_judges'), models.CheckConstraint(condition=models.Q(models.Q(('season_from', ''), ('season_to', '')), models.Q(models.Q(('season_from', ''), _negated=True), models.Q(('season_to', ''), _negated=True)), _connector='OR'), name='detection_alarmruleversion_season_whole')],
            },
        ),
        migrations.CreateModel(
            name='RuleState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(default=4)),
                ('cause', models.CharField(blank=True, max_length=10)),
                ('since', models.DateTimeField(null=True)),
                ('pending_since', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('value', models.FloatField(null=True)),
                ('limit', models.FloatField(null=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('datastream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.datastream')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='detection.alarmrule')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='detection_rulestate_due')],
                'constraints': [models.UniqueConstraint(fields=('datastream', 'rule'), name='detection_rulestate_once'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('pending_since__isnull', True), _connector='OR'), name='detection_rulestate_stands_or_waits')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('detection_alarmrule');"
            "SELECT jc_protect('detection_alarmruleversion', true);",
            "SELECT jc_unprotect('detection_alarmrule');"
            "SELECT jc_unprotect('detection_alarmruleversion');",
        ),
    ]
