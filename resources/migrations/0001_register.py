import command.core.ids
import django.contrib.gis.db.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
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
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('FIRE', 'Fire and rescue'), ('FOREST', 'Grassland and forest fire'), ('WATER', 'Water rescue'), ('FLOOD', 'Flood fighting'), ('USAR', 'Earthquake rescue'), ('MINE', 'Mine rescue'), ('HAZCHEM', 'Hazardous chemicals'), ('MED', 'Emergency medicine'), ('CDC', 'Epidemic prevention'), ('POWER', 'Power restoration'), ('COMMS', 'Communications support'), ('ROAD', 'Road clearing'), ('UTIL', 'Water, gas and heat repair'), ('ENV', 'Environmental monitoring'), ('AIR', 'Aviation and drones'), ('PSB', 'Police'), ('MIL', 'Armed forces and militia'), ('SOC', 'Volunteer rescue'), ('EXP', 'Experts')], max_length=8)),
                ('name', models.CharField(max_length=80)),
                ('headcount', models.PositiveSmallIntegerField()),
                ('vehicles', models.PositiveSmallIntegerField(default=0)),
                ('base', django.contrib.gis.db.models.fields.PointField(blank=True, null=True, spatial_index=False, srid=4326)),
                ('readiness', models.CharField(choices=[('ready', 'Ready'), ('resting', 'Resting'), ('unavailable', 'Unavailable')], default='ready', max_length=12)),
                ('readiness_at', models.DateTimeField()),
                ('is_illustrative', models.BooleanField(default=False)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['region', 'kind', 'name'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_team_one_of_each'), models.UniqueConstraint(fields=('origin', 'region', 'name', 'exercise'), name='resources_team_named_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('headcount__gte', 1)), name='resources_team_has_people')],
            },
        ),
        migrations.CreateModel(
            name='ResourceRequest',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=24)),
                ('team_kind', models.CharField(blank=True, choices=[('FIRE', 'Fire and rescue'), ('FOREST', 'Grassland and forest fire'), ('WATER', 'Water rescue'), ('FLOOD', 'Flood fighting'), ('USAR', 'Earthquake rescue'), ('MINE', 'Mine rescue'), ('HAZCHEM', 'Hazardous chemicals'), ('MED', 'Emergency medicine'), ('CDC', 'Epidemic prevention'), ('POWER', 'Power restoration'), ('COMMS', 'Communications support'), ('ROAD', 'Road clearing'), ('UTIL', 'Water, gas and heat repair'), ('ENV', 'Environmental monitoring'), ('AIR', 'Aviation and drones'), ('PSB', 'Police'), ('MIL', 'Armed forces and militia'), ('SOC', 'Volunteer rescue'), ('EXP', 'Experts')], max_length=8)),
                ('quantity', models.PositiveIntegerField()),
                ('unit', models.CharField(blank=True, max_length=16)),
                ('asked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('needed_by', models.DateTimeField(null=True)),
                ('requested_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resource_requests', to='incidents.incident')),
            ],
            options={
                'ordering': ['-requested_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_resourcerequest_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'number'), name='resources_resourcerequest_numbered_once'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='resources_resourcerequest_asks_for_some'), models.CheckConstraint(condition=models.Q(('asked__len__gte', 1)), name='resources_resourcerequest_asks_somebody')],
            },
        ),
        migrations.CreateModel(
            name='RequestState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='resources.resourcerequest')),
                ('status', models.CharField(choices=[('open', 'Open'), ('answered', 'Answered'), ('filled', 'Filled'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=12)),
                ('requested', models.PositiveIntegerField()),
                ('accepted', models.PositiveIntegerField(default=0)),
                ('provisional', models.PositiveIntegerField(default=0)),
                ('committed', models.PositiveIntegerField(default=0)),
                ('arrived', models.PositiveIntegerField(default=0)),
                ('awaiting', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), default=list, size=None)),
                ('lines', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('status__in', ['open', 'answered'])), fields=['awaiting'], name='resources_request_awaiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('requested')), ('committed__lte', models.F('accepted')), ('arrived__lte', models.F('committed'))), name='resources_requeststate_adds_up')],
            },
        ),
        migrations.CreateModel(
            name='RequestReply',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('answer', models.CharField(choices=[('accept', 'Accept'), ('provisional', 'Provisional'), ('decline', 'Decline')], max_length=12)),
                ('quantity', models.PositiveIntegerField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='resources.resourcerequest')),
            ],
            options={
                'ordering': ['answered_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_requestreply_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'decline'), ('quantity', 0)), models.Q(('answer__in', ['accept', 'provisional']), ('quantity__gte', 1)), _connector='OR'), name='resources_requestreply_nothing_iff_declined'), models.CheckConstraint(condition=models.Q(('answer', 'accept'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='resources_requestreply_refusal_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='RequestChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='resources.resourcerequest')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_requestchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'request', 'step'), name='resources_requestchange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='ResourceOffer',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=24)),
                ('team_kind', models.CharField(blank=True, choices=[('FIRE', 'Fire and rescue'), ('FOREST', 'Grassland and forest fire'), ('WATER', 'Water rescue'), ('FLOOD', 'Flood fighting'), ('USAR', 'Earthquake rescue'), ('MINE', 'Mine rescue'), ('HAZCHEM', 'Hazardous chemicals'), ('MED', 'Emergency medicine'), ('CDC', 'Epidemic prevention'), ('POWER', 'Power restoration'), ('COMMS', 'Communications support'), ('ROAD', 'Road clearing'), ('UTIL', 'Water, gas and heat repair'), ('ENV', 'Environmental monitoring'), ('AIR', 'Aviation and drones'), ('PSB', 'Police'), ('MIL', 'Armed forces and militia'), ('SOC', 'Volunteer rescue'), ('EXP', 'Experts')], max_length=8)),
                ('quantity', models.PositiveIntegerField()),
                ('unit', models.CharField(blank=True, max_length=16)),
                ('remark', models.CharField(blank=True, max_length=200)),
                ('offered_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resource_offers', to='incidents.incident')),
            ],
            options={
                'ordering': ['-offered_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_resourceoffer_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'number'), name='resources_resourceoffer_numbered_once'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='resources_resourceoffer_offers_some')],
            },
        ),
        migrations.CreateModel(
            name='OfferReply',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('is_accepted', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='resources.resourceoffer')),
            ],
            options={
                'ordering': ['answered_at', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_offerreply_one_of_each'), models.UniqueConstraint(fields=('origin', 'offer'), name='resources_offerreply_once'), models.CheckConstraint(condition=models.Q(('is_accepted', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='resources_offerreply_refusal_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('depot', models.CharField(max_length=80)),
                ('point', django.contrib.gis.db.models.fields.PointField(blank=True, null=True, spatial_index=False, srid=4326)),
                ('on_hand', models.PositiveIntegerField()),
                ('available', models.PositiveIntegerField()),
                ('is_agreement', models.BooleanField(default=False)),
                ('is_illustrative', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['supply', 'region', 'depot'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_stock_one_of_each'), models.CheckConstraint(condition=models.Q(('available__gte', 0), ('available__lte', models.F('on_hand'))), name='resources_stock_available_within_on_hand')],
            },
        ),
        migrations.CreateModel(
            name='Deployment',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('quantity', models.PositiveIntegerField(default=1)),
                ('people', models.PositiveIntegerField(default=0)),
                ('vehicles', models.PositiveIntegerField(default=0)),
                ('ordered_at', models.DateTimeField()),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='incidents.incident')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='resources.team')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='resources.resourcerequest')),
                ('stock', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='resources.stock')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_deployment_one_of_each'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('team__isnull', False)), expressions=[('origin', '='), ('team', '='), ('period', '&&')], name='resources_deployment_no_double_booking'), models.CheckConstraint(condition=models.Q(models.Q(('quantity', 1), ('stock__isnull', True), ('team__isnull', False)), models.Q(('quantity__gte', 1), ('stock__isnull', False), ('team__isnull', True)), _connector='OR'), name='resources_deployment_one_thing'), models.CheckConstraint(condition=models.Q(('period__lower_inf', False)), name='resources_deployment_begins')],
            },
        ),
        migrations.CreateModel(
            name='Supply',
            fields=[
                ('code', models.CharField(max_length=7, primary_key=True, serialize=False)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=60)),
                ('unit_zh', models.CharField(max_length=8)),
                ('unit_en', models.CharField(max_length=16)),
                ('is_consumable', models.BooleanField()),
                ('verified_digits', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[123][0-9]{6}$')), name='resources_supply_code_has_seven_digits')],
            },
        ),
        migrations.AddField(
            model_name='stock',
            name='supply',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.supply'),
        ),
        migrations.AddField(
            model_name='resourcerequest',
            name='supply',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.supply'),
        ),
        migrations.AddField(
            model_name='resourceoffer',
            name='supply',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.supply'),
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='resources.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_teammember_one_of_each'), models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('origin', 'person'), name='resources_teammember_one_team'), models.CheckConstraint(condition=models.Q(('left_at__isnull', True), ('left_at__gte', models.F('joined_at')), _connector='OR'), name='resources_teammember_leaves_after_joining')],
            },
        ),
        migrations.CreateModel(
            name='DeploymentState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('deployment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='resources.deployment')),
                ('status', models.CharField(choices=[('committed', 'Committed'), ('departed', 'Departed'), ('en_route', 'En route'), ('on_scene', 'On scene'), ('released', 'Released'), ('returned', 'Returned'), ('cancelled', 'Cancelled')], max_length=12)),
                ('quantity', models.PositiveIntegerField()),
                ('arrived', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['returned', 'cancelled']), _negated=True), fields=['status'], name='resources_deployment_running')],
                'constraints': [models.CheckConstraint(condition=models.Q(('arrived__lte', models.F('quantity'))), name='resources_deploymentstate_arrived_within_sent')],
            },
        ),
        migrations.CreateModel(
            name='DeploymentChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deployment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='resources.deployment')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='resources_deploymentchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'deployment', 'step'), name='resources_deploymentchange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='position', serialize=False, to='resources.team')),
                ('lat', models.FloatField()),
                ('lon', models.FloatField()),
                ('observed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('lat__gte', -90), ('lat__lte', 90), ('lon__gte', -180), ('lon__lte', 180)), name='resources_position_on_earth')],
            },
        ),
        migrations.CreateModel(
            name='TeamState',
            fields=[
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='resources.team')),
                ('status', models.CharField(choices=[('standby', 'Standby'), ('ordered', 'Ordered'), ('en_route', 'En route'), ('on_scene', 'On scene'), ('returning', 'Returning'), ('resting', 'Resting'), ('unavailable', 'Unavailable')], max_length=12)),
                ('updated_at', models.DateTimeField()),
                ('deployment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.deployment')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('deployment__isnull', False), ('status__in', ['ordered', 'en_route', 'on_scene', 'returning'])), models.Q(('deployment__isnull', True), ('status__in', ['standby', 'resting', 'unavailable'])), _connector='OR'), name='resources_teamstate_deployed_iff_called')],
            },
        ),
        migrations.AddConstraint(
            model_name='stock',
            constraint=models.UniqueConstraint(fields=('origin', 'region', 'depot', 'supply', 'exercise'), name='resources_stock_counted_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='resourcerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('supply__isnull', False), ('team_kind', '')), models.Q(models.Q(('team_kind', ''), _negated=True), ('supply__isnull', True)), _connector='OR'), name='resources_resourcerequest_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='resourceoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('supply__isnull', False), ('team_kind', '')), models.Q(models.Q(('team_kind', ''), _negated=True), ('supply__isnull', True)), _connector='OR'), name='resources_resourceoffer_one_thing'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('resources_team');SELECT jc_protect('resources_teammember');SELECT jc_protect('resources_stock');SELECT jc_protect('resources_deployment');SELECT jc_protect('resources_resourcerequest', true);SELECT jc_protect('resources_requestreply', true);SELECT jc_protect('resources_requestchange', true);SELECT jc_protect('resources_resourceoffer', true);SELECT jc_protect('resources_offerreply', true);SELECT jc_protect('resources_deploymentchange', true);",
            reverse_sql="SELECT jc_unprotect('resources_team');SELECT jc_unprotect('resources_teammember');SELECT jc_unprotect('resources_stock');SELECT jc_unprotect('resources_deployment');SELECT jc_unprotect('resources_resourcerequest');SELECT jc_unprotect('resources_requestreply');SELECT jc_unprotect('resources_requestchange');SELECT jc_unprotect('resources_resourceoffer');SELECT jc_unprotect('resources_offerreply');SELECT jc_unprotect('resources_deploymentchange');",
        ),
    ]
