import django.contrib.postgres.fields
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_city_links'),
        ('incidents', '0003_grades_and_merging'),
        ('resources', '0004_dispatch'),
    ]

    operations = [
        migrations.CreateModel(
            name='Capability',
            fields=[
                ('code', models.CharField(max_length=24, primary_key=True, serialize=False)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=60)),
                ('of', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None)),
                ('given_by', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None)),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z][A-Z0-9_]+$')), name='resources_capability_code_is_a_word')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='requeststate',
            name='resources_requeststate_adds_up',
        ),
        migrations.AddField(
            model_name='deployment',
            name='is_reserved',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='deployment',
            name='lacks',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='deployment',
            name='remark',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='teamstate',
            name='reserved_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='assetstate',
            name='reserved_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deploymentstate',
            name='recalled',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='requeststate',
            name='reserved',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='resourceoffer',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='resourceoffer',
            name='withdrawn_for',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name='deployment',
            constraint=models.CheckConstraint(condition=models.Q(('lacks', []), models.Q(('remark', ''), _negated=True), _connector='OR'), name='resources_deployment_lacks_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='requeststate',
            constraint=models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('requested')), ('committed__lte', django.db.models.expressions.CombinedExpression(models.F('accepted'), '-', models.F('reserved'))), ('arrived__lte', models.F('committed'))), name='resources_requeststate_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='resourceoffer',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_for', ''), _negated=True), _connector='OR'), name='resources_resourceoffer_withdrawn_for_a_reason'),
        ),
    ]
