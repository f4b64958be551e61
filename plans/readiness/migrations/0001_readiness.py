"""The tables of readiness."""

import command.core.ids
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0005_participant'),
        ('plans', '0003_library'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadinessRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('amount', models.FloatField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(20000)], verbose_name='amount')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='readiness_readinessrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='readiness_readinessrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='readiness_readinessrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='readiness_readinessrule_real'), models.CheckConstraint(condition=models.Q(('amount__range', (0, 20000))), name='readiness_readinessrule_within')],
            },
        ),
        migrations.CreateModel(
            name='ReadinessRun',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('seed', models.BigIntegerField()),
                ('runs', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('chance', models.FloatField()),
                ('kept', models.FloatField()),
                ('facts', models.JSONField()),
                ('numbers', models.JSONField()),
                ('outcome', models.JSONField()),
                ('ran_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.planversion')),
            ],
            options={
                'ordering': ['-ran_at'],
                'indexes': [models.Index(fields=['plan', '-ran_at'], name='readiness_run_newest')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='readiness_readinessrun_one_of_each'), models.CheckConstraint(condition=models.Q(('chance__range', (0, 1)), ('kept__range', (0, 1)), ('runs__gte', 1)), name='readiness_readinessrun_chances')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('readiness_readinessrule');"
            "SELECT jc_protect('readiness_readinessrun', true);",
            "SELECT jc_unprotect('readiness_readinessrule');"
            "SELECT jc_unprotect('readiness_readinessrun');",
        ),
    ]
