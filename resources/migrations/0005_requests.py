import command.core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
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
        migrations.CreateModel(
            name='OfferWithdrawal',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('reason', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='resources.resourceoffer')),
            ],
            options={
                'ordering': ['withdrawn_at', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_offerwithdrawal_one_of_each'), models.UniqueConstraint(fields=('origin', 'offer'), name='resources_offerwithdrawal_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='resources_offerwithdrawal_has_reason')],
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
        migrations.AddConstraint(
            model_name='deployment',
            constraint=models.CheckConstraint(condition=models.Q(('lacks', []), models.Q(('remark', ''), _negated=True), _connector='OR'), name='resources_deployment_lacks_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='requeststate',
            constraint=models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('requested')), ('committed__lte', django.db.models.expressions.CombinedExpression(models.F('accepted'), '-', models.F('reserved'))), ('arrived__lte', models.F('committed'))), name='resources_requeststate_adds_up'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('resources_offerwithdrawal', true);",
            reverse_sql="SELECT jc_unprotect('resources_offerwithdrawal');",
        ),
    ]
