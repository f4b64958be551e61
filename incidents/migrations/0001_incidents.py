"""The tables of the incidents room."""

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
    ]

    operations = [
        migrations.CreateModel(
            name='EventType',
            fields=[
                ('code', models.CharField(max_length=5, primary_key=True, serialize=False)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=80)),
                ('symbol', models.CharField(blank=True, max_length=8)),
                ('cap_category', models.CharField(blank=True, max_length=12)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=120)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('point', django.contrib.gis.db.models.fields.PointField(null=True, srid=4326)),
                ('source', models.CharField(blank=True, max_length=120)),
                ('occurred_at', models.DateTimeField()),
                ('reported_at', models.DateTimeField()),
                ('event_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.eventtype')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.room')),
            ],
            options={
                'ordering': ['-occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_incident_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'number'), name='incidents_incident_number_once', nulls_distinct=False), models.UniqueConstraint(fields=('origin', 'room'), name='incidents_incident_room_of_its_own'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='incidents_incident_titled')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('prefix', models.CharField(max_length=80)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('origin', 'prefix'), name='incidents_counter_one_per_prefix')],
            },
        ),
        migrations.CreateModel(
            name='IncidentChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='incidents.incident')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_incidentchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'step'), name='incidents_incidentchange_step_once'), models.CheckConstraint(condition=models.Q(('step__gte', 1)), name='incidents_incidentchange_step_counts')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('category', models.CharField(choices=[('note', 'Note'), ('notification', 'Notification'), ('consultation', 'Consultation'), ('report', 'Report'), ('order', 'Order'), ('warning', 'Warning')], max_length=12)),
                ('text', models.TextField(max_length=2000)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_note_one_of_each'), models.CheckConstraint(condition=models.Q(('category__in', ['note', 'notification', 'consultation', 'report', 'order', 'warning'])), name='incidents_note_category_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='incidents_note_said')],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('key', models.CharField(max_length=24)),
                ('value', models.DecimalField(decimal_places=4, max_digits=18)),
                ('unit', models.CharField(max_length=12)),
                ('source', models.CharField(max_length=120)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'indexes': [models.Index(fields=['incident', 'key', 'region', '-occurred_at', '-id'], name='incidents_observation_latest')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_observation_one_of_each'), models.CheckConstraint(condition=models.Q(('key__in', ['breach_m', 'burned_ha', 'dead', 'direct_loss_cny', 'flow_m3s', 'households', 'inundated_km2', 'livestock', 'missing', 'moved', 'rescuers', 'serious', 'sheltered', 'slight', 'threatened', 'trapped', 'vehicles', 'water_level_m'])), name='incidents_observation_key_known'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='incidents_observation_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('unit', ''), _negated=True)), name='incidents_observation_sourced')],
            },
        ),
        migrations.CreateModel(
            name='ResponseProposal',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('level', models.PositiveSmallIntegerField()),
                ('matter', models.CharField(max_length=200)),
                ('measures', models.TextField(max_length=2000)),
                ('expected_until', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_responseproposal_one_of_each'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4)), models.Q(('matter', ''), _negated=True), models.Q(('measures', ''), _negated=True)), name='incidents_responseproposal_whole'), models.CheckConstraint(condition=models.Q(('expected_until__gt', models.F('occurred_at'))), name='incidents_responseproposal_in_time')],
            },
        ),
        migrations.CreateModel(
            name='ResponseDecision',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('verdict', models.CharField(choices=[('approve', 'Approve'), ('return', 'Return')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='incidents.responseproposal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_responsedecision_one_of_each'), models.UniqueConstraint(fields=('origin', 'proposal'), name='incidents_responsedecision_once'), models.CheckConstraint(condition=models.Q(('verdict__in', ['approve', 'return'])), name='incidents_responsedecision_known'), models.CheckConstraint(condition=models.Q(('verdict', 'approve'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='incidents_responsedecision_return_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='ResponseChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('step', models.PositiveIntegerField()),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('matter', models.CharField(blank=True, max_length=200)),
                ('measures', models.TextField(blank=True, max_length=2000)),
                ('expected_until', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='incidents.responseproposal')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_responsechange_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'step'), name='incidents_responsechange_step_once'), models.CheckConstraint(condition=models.Q(models.Q(('level__isnull', True), models.Q(('reason', ''), _negated=True)), models.Q(('expected_until__isnull', False), ('level__range', (1, 4)), models.Q(('matter', ''), _negated=True), models.Q(('measures', ''), _negated=True)), _connector='OR'), name='incidents_responsechange_whole'), models.CheckConstraint(condition=models.Q(('level__isnull', True), ('level__gt', 2), ('proposal__isnull', False), _connector='OR'), name='incidents_responsechange_grave_approved')],
            },
        ),
        migrations.CreateModel(
            name='ResponseState',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('step', models.PositiveIntegerField()),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('matter', models.CharField(blank=True, max_length=200)),
                ('measures', models.TextField(blank=True)),
                ('expected_until', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField()),
                ('origin', models.CharField(max_length=6)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='incidents.incident')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['jurisdiction_id'],
                'constraints': [models.UniqueConstraint(fields=('incident', 'jurisdiction'), name='incidents_responsestate_one'), models.CheckConstraint(condition=models.Q(('level__isnull', True), ('level__range', (1, 4)), _connector='OR'), name='incidents_responsestate_level_known')],
            },
        ),
        migrations.CreateModel(
            name='IncidentState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='incidents.incident')),
                ('status', models.CharField(choices=[('reported', 'Reported'), ('handling', 'Being handled'), ('contained', 'Contained'), ('closed', 'Closed'), ('voided', 'Voided')], default='reported', max_length=10)),
                ('grade', models.PositiveSmallIntegerField(null=True)),
                ('lead_authority', models.CharField(max_length=6)),
                ('command_offered_to', models.CharField(blank=True, max_length=6)),
                ('command_offer_id', models.UUIDField(null=True)),
                ('joint', models.BooleanField(default=False)),
                ('shared', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['reported', 'handling', 'contained', 'closed', 'voided'])), name='incidents_incidentstate_status_known'), models.CheckConstraint(condition=models.Q(('grade__isnull', True), ('grade__range', (1, 4)), _connector='OR'), name='incidents_incidentstate_grade_known'), models.CheckConstraint(condition=models.Q(models.Q(('command_offer_id__isnull', True), ('command_offered_to', '')), models.Q(models.Q(('command_offered_to', ''), _negated=True), ('command_offer_id__isnull', False)), _connector='OR'), name='incidents_incidentstate_offer_whole')],
            },
        ),
        migrations.RunSQL(
            sql="\nSELECT jc_protect('incidents_incident');\nSELECT jc_protect('incidents_responseproposal', true);\nSELECT jc_protect('incidents_incidentchange', true);\nSELECT jc_protect('incidents_responsechange', true);\nSELECT jc_protect('incidents_responsedecision', true);\nSELECT jc_protect('incidents_observation', true);\nSELECT jc_protect('incidents_note', true);\n",
            reverse_sql="\nSELECT jc_unprotect('incidents_incident');\nSELECT jc_unprotect('incidents_responseproposal');\nSELECT jc_unprotect('incidents_incidentchange');\nSELECT jc_unprotect('incidents_responsechange');\nSELECT jc_unprotect('incidents_responsedecision');\nSELECT jc_unprotect('incidents_observation');\nSELECT jc_unprotect('incidents_note');\n",
        ),
    ]
