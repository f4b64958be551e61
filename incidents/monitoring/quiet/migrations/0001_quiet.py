"""Areas that have fallen quiet, and the rules by which they have."""

import command.core.ids
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0006_films'),
        ('incidents', '0003_grades_and_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuietArea',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('noticed_at', models.DateTimeField()),
                ('last_at', models.DateTimeField(null=True)),
                ('level', models.PositiveSmallIntegerField()),
                ('people', models.PositiveIntegerField(null=True)),
                ('voices', models.PositiveSmallIntegerField()),
                ('silent', models.PositiveSmallIntegerField()),
                ('neighbours', models.PositiveSmallIntegerField()),
                ('evidence', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['level', '-noticed_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='quiet_quietarea_one_of_each'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4))), name='quiet_quietarea_level_known')],
            },
        ),
        migrations.CreateModel(
            name='QuietAreaChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='quiet.quietarea')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='quiet_quietareachange_one_of_each'), models.UniqueConstraint(fields=('origin', 'area', 'step'), name='quiet_quietareachange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='QuietRule',
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
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='quiet_quietrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='quiet_quietrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='quiet_quietrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='quiet_quietrule_real')],
            },
        ),
        migrations.CreateModel(
            name='QuietWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(null=True)),
                ('looked_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region', 'exercise'), name='quiet_quietwatch_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='QuietAreaState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('area', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='quiet.quietarea')),
                ('task', models.UUIDField(null=True)),
                ('task_number', models.CharField(blank=True, max_length=12)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('spoke', 'Somebody spoke again'), ('nothing_due', 'Nothing is waited for any more')], max_length=12)),
                ('heard_zh', models.CharField(blank=True, max_length=160)),
                ('heard_en', models.CharField(blank=True, max_length=160)),
                ('updated_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('region', 'exercise'), name='quiet_quietareastate_one_open', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ending', '')), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='quiet_quietareastate_ends_with_a_reason')],
            },
        ),
        migrations.RunSQL(
            sql="""
SELECT jc_protect('quiet_quietrule');
SELECT jc_protect('quiet_quietarea', true);
SELECT jc_protect('quiet_quietareachange', true);
""",
            reverse_sql="""
SELECT jc_unprotect('quiet_quietrule');
SELECT jc_unprotect('quiet_quietarea');
SELECT jc_unprotect('quiet_quietareachange');
""",
        ),
    ]
