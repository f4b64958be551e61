import command.core.ids
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_sign_in'),
        ('core', '__first__'),
        ('incidents', '0001_incidents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=120)),
                ('title_en', models.CharField(blank=True, max_length=160)),
                ('detail', models.TextField(blank=True, max_length=2000)),
                ('kind', models.CharField(choices=[('rescue_evacuate', 'Rescue and evacuation'), ('hazard_control', 'Hazard control and cordon'), ('repair_lifeline', 'Lifeline repair, shelter and medical care'), ('restrict_activity', 'Restriction of activities'), ('release_stock', 'Release of reserves'), ('mobilise', 'Mobilisation'), ('supply_basics', 'Basic supplies'), ('market_order', 'Market order'), ('public_order', 'Public order'), ('env_monitor', 'Environmental monitoring'), ('prevent_secondary', 'Prevention of secondary disasters'), ('patrol', 'Dike patrol'), ('breach_closure', 'Breach closure'), ('ice_breaking', 'Ice breaking'), ('publish_info', 'Public information'), ('comms_support', 'Communications support')], max_length=20)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('plan_step', models.CharField(blank=True, max_length=40)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='incidents.incident')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['incident', 'number'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_task_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'number'), name='tasking_task_numbered_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['rescue_evacuate', 'hazard_control', 'repair_lifeline', 'restrict_activity', 'release_stock', 'mobilise', 'supply_basics', 'market_order', 'public_order', 'env_monitor', 'prevent_secondary', 'patrol', 'breach_closure', 'ice_breaking', 'publish_info', 'comms_support'])), name='tasking_task_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='TaskCounter',
            fields=[
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='incidents.incident')),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('queued_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='tasking.task')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'task'], name='tasking_receipt_of_person')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_receipt_one_of_each'), models.UniqueConstraint(fields=('origin', 'task', 'person', 'step'), name='tasking_receipt_one_each')],
            },
        ),
        migrations.CreateModel(
            name='TaskChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='tasking.task')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_taskchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'task', 'step'), name='tasking_taskchange_one_per_step')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='tasking.receipt')),
                ('stage', models.CharField(choices=[('queued', 'Queued'), ('delivered', 'Delivered'), ('read', 'Read'), ('accepted', 'Accepted')], default='queued', max_length=10)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('stage', 'queued')), fields=['receipt'], name='tasking_receiptstate_queued')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delivered_at__isnull', True), ('stage', 'queued')), models.Q(('delivered_at__isnull', False), ('stage', 'delivered')), models.Q(('delivered_at__isnull', False), ('read_at__isnull', False), ('stage', 'read')), models.Q(('accepted_at__isnull', False), ('delivered_at__isnull', False), ('read_at__isnull', False), ('stage', 'accepted')), _connector='OR'), name='tasking_receiptstate_stage_dated')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptMark',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='tasking.receipt')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_receiptmark_one_of_each'), models.UniqueConstraint(fields=('origin', 'receipt', 'step'), name='tasking_receiptmark_one_per_step')],
            },
        ),
        migrations.CreateModel(
            name='TaskState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='tasking.task')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('issued', 'Issued'), ('acknowledged', 'Acknowledged'), ('in_progress', 'In progress'), ('completed', 'Completed'), ('verified', 'Verified'), ('rejected', 'Rejected'), ('suspended', 'Suspended'), ('cancelled', 'Cancelled')], max_length=12)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('assignee_kind', models.CharField(blank=True, choices=[('organisation', 'Organisation'), ('person', 'Person'), ('team', 'Team')], max_length=12)),
                ('assignee_id', models.UUIDField(null=True)),
                ('assignee_label', models.CharField(blank=True, max_length=120)),
                ('assignee_region', models.CharField(max_length=6)),
                ('issuer_authority', models.CharField(max_length=6)),
                ('due_at', models.DateTimeField(null=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('completed_at', models.DateTimeField(null=True)),
                ('verified_at', models.DateTimeField(null=True)),
                ('obstacle', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('chase_at', models.DateTimeField(null=True)),
                ('overdue_told_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('issuer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('chase_at__isnull', False)), fields=['chase_at'], name='tasking_taskstate_to_chase'), models.Index(condition=models.Q(('overdue_told_at__isnull', True), ('status__in', ['acknowledged', 'in_progress', 'issued'])), fields=['due_at'], name='tasking_taskstate_to_tell'), models.Index(fields=['assignee_id', 'status'], name='tasking_taskstate_of_assignee')],
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='tasking_taskstate_progress_per_cent'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'issued', 'acknowledged', 'in_progress', 'completed', 'verified', 'rejected', 'suspended', 'cancelled'])), name='tasking_taskstate_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['acknowledged', 'completed', 'in_progress', 'issued', 'rejected', 'suspended', 'verified']), _negated=True), ('assignee_id__isnull', False), _connector='OR'), name='tasking_taskstate_ordered_to_somebody'), models.CheckConstraint(condition=models.Q(('chase_at__isnull', True), ('status', 'issued'), _connector='OR'), name='tasking_taskstate_chased_while_issued')],
            },
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('tasking_task', true);SELECT jc_protect('tasking_taskchange', true);SELECT jc_protect('tasking_receipt', true);SELECT jc_protect('tasking_receiptmark', true);",
            reverse_sql="SELECT jc_unprotect('tasking_task');SELECT jc_unprotect('tasking_taskchange');SELECT jc_unprotect('tasking_receipt');SELECT jc_unprotect('tasking_receiptmark');",
        ),
    ]
