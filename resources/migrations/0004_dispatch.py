import command.core.ids
import django.contrib.gis.db.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_city_links'),
        ('incidents', '0003_grades_and_merging'),
        ('resources', '0003_member_of_an_exercise'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('name', models.CharField(max_length=80)),
                ('depot', models.CharField(blank=True, max_length=80)),
                ('base', django.contrib.gis.db.models.fields.PointField(blank=True, null=True, spatial_index=False, srid=4326)),
                ('capabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None)),
                ('readiness', models.CharField(choices=[('ready', 'Ready'), ('resting', 'Resting'), ('unavailable', 'Unavailable')], default='ready', max_length=12)),
                ('readiness_at', models.DateTimeField()),
                ('next_check', models.DateField(null=True)),
                ('is_illustrative', models.BooleanField(default=False)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('supply', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.supply')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='resources.team')),
            ],
            options={
                'ordering': ['region', 'supply', 'name'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_asset_one_of_each'), models.UniqueConstraint(fields=('origin', 'region', 'name', 'exercise'), name='resources_asset_named_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=24)),
                ('team_kind', models.CharField(blank=True, choices=[('FIRE', 'Fire and rescue'), ('FOREST', 'Grassland and forest fire'), ('WATER', 'Water rescue'), ('FLOOD', 'Flood fighting'), ('USAR', 'Earthquake rescue'), ('MINE', 'Mine rescue'), ('HAZCHEM', 'Hazardous chemicals'), ('MED', 'Emergency medicine'), ('CDC', 'Epidemic prevention'), ('POWER', 'Power restoration'), ('COMMS', 'Communications support'), ('ROAD', 'Road clearing'), ('UTIL', 'Water, gas and heat repair'), ('ENV', 'Environmental monitoring'), ('AIR', 'Aviation and drones'), ('PSB', 'Police'), ('MIL', 'Armed forces and militia'), ('SOC', 'Volunteer rescue'), ('EXP', 'Experts')], max_length=8)),
                ('quantity', models.PositiveIntegerField()),
                ('unit', models.CharField(blank=True, max_length=16)),
                ('capabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('point', django.contrib.gis.db.models.fields.PointField(blank=True, null=True, spatial_index=False, srid=4326)),
                ('needed_by', models.DateTimeField(null=True)),
                ('priority', models.PositiveSmallIntegerField(choices=[(1, 'Lives depend on it'), (2, 'Urgent'), (3, 'Normal')], default=3)),
                ('remark', models.CharField(blank=True, max_length=200)),
                ('stated_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_for', models.CharField(blank=True, max_length=200)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='incidents.incident')),
                ('supply', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.supply')),
            ],
            options={
                'ordering': ['priority', 'needed_by', 'stated_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_need_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'number'), name='resources_need_numbered_once'), models.CheckConstraint(condition=models.Q(models.Q(('supply__isnull', False), ('team_kind', '')), models.Q(models.Q(('team_kind', ''), _negated=True), ('supply__isnull', True)), _connector='OR'), name='resources_need_one_thing'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='resources_need_of_some'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('closed_for', ''), _negated=True), _connector='OR'), name='resources_need_closed_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='AssetState',
            fields=[
                ('asset', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='resources.asset')),
                ('status', models.CharField(choices=[('standby', 'Standby'), ('ordered', 'Ordered'), ('en_route', 'En route'), ('on_scene', 'On scene'), ('returning', 'Returning'), ('resting', 'Resting'), ('unavailable', 'Unavailable')], max_length=12)),
                ('updated_at', models.DateTimeField()),
                ('deployment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.deployment')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('deployment__isnull', False), ('status__in', ['ordered', 'en_route', 'on_scene', 'returning'])), models.Q(('deployment__isnull', True), ('status__in', ['standby', 'resting', 'unavailable'])), _connector='OR'), name='resources_assetstate_deployed_iff_called')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='deployment',
            name='resources_deployment_one_thing',
        ),
        migrations.AddField(
            model_name='resourcerequest',
            name='capabilities',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='team',
            name='capabilities',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='team',
            name='level',
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name='team',
            name='phone',
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name='team',
            name='response_min',
            field=models.PositiveSmallIntegerField(default=30),
        ),
        migrations.AlterField(
            model_name='deploymentstate',
            name='status',
            field=models.CharField(choices=[('reserved', 'Reserved for later'), ('committed', 'Committed'), ('departed', 'Departed'), ('en_route', 'En route'), ('on_scene', 'On scene'), ('released', 'Released'), ('returned', 'Returned'), ('cancelled', 'Cancelled')], max_length=12),
        ),
        migrations.AddField(
            model_name='deployment',
            name='asset',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='resources.asset'),
        ),
        migrations.AddField(
            model_name='deployment',
            name='need',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='resources.need'),
        ),
        migrations.AddField(
            model_name='resourcerequest',
            name='need',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='resources.need'),
        ),
        migrations.AddConstraint(
            model_name='deployment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('asset__isnull', False)), expressions=[('origin', '='), ('asset', '='), ('period', '&&')], name='resources_deployment_no_asset_twice'),
        ),
        migrations.AddConstraint(
            model_name='deployment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asset__isnull', True), ('quantity', 1), ('stock__isnull', True), ('team__isnull', False)), models.Q(('asset__isnull', False), ('quantity', 1), ('stock__isnull', True), ('team__isnull', True)), models.Q(('asset__isnull', True), ('quantity__gte', 1), ('stock__isnull', False), ('team__isnull', True)), _connector='OR'), name='resources_deployment_one_thing'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('resources_asset');SELECT jc_protect('resources_need');",
            reverse_sql="SELECT jc_unprotect('resources_asset');SELECT jc_unprotect('resources_need');",
        ),
    ]
