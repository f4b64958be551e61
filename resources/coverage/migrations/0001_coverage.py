"""Standards of coverage, gaps and move-ups."""

import command.core.ids
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        ('resources', '0005_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='Gap',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('rule', models.CharField(max_length=32)),
                ('what', models.CharField(max_length=8)),
                ('needed', models.PositiveIntegerField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('found', models.PositiveIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['opened_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='coverage_gap_one_of_each'), models.CheckConstraint(condition=models.Q(('found__lt', models.F('needed'))), name='coverage_gap_short')],
            },
        ),
        migrations.CreateModel(
            name='ToCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=8)),
                ('marked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='GapChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('gap', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='coverage.gap')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='coverage_gapchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'gap', 'step'), name='coverage_gapchange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='MoveUp',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('ordered_at', models.DateTimeField()),
                ('arrived_at', models.DateTimeField(null=True)),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_for', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('gap', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='coverage.gap')),
                ('ordered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.team')),
            ],
            options={
                'ordering': ['-ordered_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='coverage_moveup_one_of_each'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('origin', 'team'), name='coverage_moveup_one_at_a_time'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('ordered_at'))), name='coverage_moveup_ends_after')],
            },
        ),
        migrations.CreateModel(
            name='CoverageRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('what', models.CharField(max_length=8, verbose_name='kind of team, or code of a supply')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(720)], verbose_name='minutes to reach the seat')),
                ('at_least', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='how many, at least')),
                ('hours', models.PositiveSmallIntegerField(default=6, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(72)], verbose_name='free for so many hours')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='area')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='coverage_coveragerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='coverage_coveragerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='coverage_coveragerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='coverage_coveragerule_real'), models.CheckConstraint(condition=models.Q(('at_least__gte', 1), ('hours__gte', 1), ('minutes__gte', 1), models.Q(('what', ''), _negated=True)), name='coverage_coveragerule_of_some')],
            },
        ),
        migrations.CreateModel(
            name='GapState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('gap', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='coverage.gap')),
                ('rule', models.CharField(max_length=32)),
                ('status', models.CharField(choices=[('open', 'Not acknowledged'), ('acknowledged', 'Acknowledged'), ('closed', 'Covered again')], max_length=14)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField()),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'closed'), _negated=True), fields=('area', 'rule'), name='coverage_gapstate_once_per_episode')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('coverage_coveragerule');"
            "SELECT jc_protect('coverage_gap', true);"
            "SELECT jc_protect('coverage_gapchange', true);"
            "SELECT jc_protect('coverage_moveup');",
            "SELECT jc_unprotect('coverage_coveragerule');"
            "SELECT jc_unprotect('coverage_gap');"
            "SELECT jc_unprotect('coverage_gapchange');"
            "SELECT jc_unprotect('coverage_moveup');"
        ),
    ]
