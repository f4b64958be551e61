import command.core.ids
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_sign_in'),
        ('incidents', '0002_shares_are_read'),
    ]

    operations = [
        migrations.CreateModel(
            name='Caller',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('unit', models.CharField(blank=True, max_length=80)),
                ('name', models.CharField(blank=True, max_length=40)),
                ('post', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('emptied_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_caller_one_of_each')],
            },
        ),
        migrations.CreateModel(
            name='PhoneCall',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phone_calls', to='incidents.incident')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.CharField(max_length=100)),
                ('direction', models.CharField(choices=[('in', 'Incoming'), ('out', 'Outgoing')], max_length=3)),
                ('caller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.caller')),
                ('content', models.TextField(max_length=2000)),
                ('proposal', models.TextField(blank=True, max_length=1000)),
                ('instruction', models.TextField(blank=True, max_length=1000)),
                ('result', models.TextField(blank=True, max_length=1000)),
                ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handled_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-at', 'pk'],
                'indexes': [models.Index(fields=['room', '-at'], name='messaging_phonecall_of_room')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_phonecall_one_of_each'), models.CheckConstraint(condition=models.Q(('content', ''), _negated=True), name='messaging_phonecall_said')],
            },
        ),
        migrations.CreateModel(
            name='Instruction',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='incidents.incident')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.CharField(max_length=100)),
                ('text', models.TextField(max_length=1000)),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_at', models.DateTimeField()),
                ('feedback_due', models.DateTimeField()),
            ],
            options={
                'ordering': ['-given_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_instruction_one_of_each'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='messaging_instruction_said'), models.CheckConstraint(condition=models.Q(('feedback_due__gt', models.F('given_at'))), name='messaging_instruction_due_after')],
            },
        ),
        migrations.CreateModel(
            name='InstructionChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('occurred_at', models.DateTimeField()),
                ('instruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='messaging.instruction')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_instructionchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'instruction', 'step'), name='messaging_instructionchange_one_per_step')],
            },
        ),
        migrations.CreateModel(
            name='InstructionState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('instruction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='messaging.instruction')),
                ('status', models.CharField(choices=[('given', 'Given'), ('forwarded', 'Forwarded'), ('answered', 'Answered'), ('closed', 'Closed')], default='given', max_length=10)),
                ('answers', models.PositiveSmallIntegerField(default=0)),
                ('answered_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('late_told_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('late_told_at__isnull', True), ('status__in', ['given', 'forwarded'])), fields=['instruction'], name='messaging_instruction_waits')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('kind', models.CharField(choices=[('message', 'Message'), ('order', 'Order')], max_length=8)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('channel', models.CharField(choices=[('joint', 'Joint command'), ('city', 'City'), ('incident', 'Incident'), ('person', 'Person to person')], max_length=8)),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='incidents.incident')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.CharField(blank=True, max_length=100)),
                ('text', models.TextField(max_length=2000)),
                ('read_back', models.BooleanField(default=False)),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_as', models.CharField(blank=True, max_length=60)),
                ('instruction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='messaging.instruction')),
                ('sent_at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['sent_at', 'pk'],
                'indexes': [models.Index(fields=['room', '-sent_at'], name='messaging_message_of_room'), models.Index(fields=['incident', '-sent_at'], name='messaging_message_of_inc')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_message_one_of_each'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('origin', 'exercise', 'number'), name='messaging_message_number_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'message'), ('number', '')), models.Q(('kind', 'order'), models.Q(('number', ''), _negated=True), models.Q(('signed_as', ''), _negated=True)), _connector='OR'), name='messaging_message_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'person'), ('room', '')), models.Q(('room', ''), _negated=True), _connector='OR'), name='messaging_message_in_a_room'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='messaging_message_said')],
            },
        ),
        migrations.CreateModel(
            name='Addressee',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addressees', to='messaging.message')),
                ('kind', models.CharField(choices=[('person', 'Person'), ('duty', 'Post'), ('organisation', 'Organisation'), ('city', 'City desk')], max_length=12)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.CharField(blank=True, choices=[('commander', 'Commander'), ('deputy', 'Deputy commander'), ('duty_officer', 'Duty officer'), ('liaison', 'Liaison'), ('planner', 'Planner'), ('resource_officer', 'Resource officer'), ('team_leader', 'Team leader'), ('team_member', 'Team member'), ('observer', 'Observer'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16)),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_addressee_one_of_each'), models.UniqueConstraint(fields=('origin', 'message', 'position'), name='messaging_addressee_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'person'), ('person__isnull', False)), models.Q(('kind', 'duty'), ('region__isnull', False), models.Q(('post', ''), _negated=True)), models.Q(('kind', 'organisation'), ('organisation__isnull', False)), models.Q(('kind', 'city'), ('region__isnull', False)), _connector='OR'), name='messaging_addressee_whole')],
            },
        ),
        migrations.CreateModel(
            name='MessageChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('occurred_at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='messaging.message')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_messagechange_one_of_each'), models.UniqueConstraint(fields=('origin', 'message', 'step'), name='messaging_messagechange_one_per_step')],
            },
        ),
        migrations.CreateModel(
            name='MessageState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='messaging.message')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('awaits', models.BooleanField(default=False)),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('chase_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('chase_at__isnull', False)), fields=['chase_at'], name='messaging_messagestate_chase')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='messaging.message')),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='messaging.addressee')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('queued_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'message'], name='messaging_receipt_of_person')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_receipt_one_of_each'), models.UniqueConstraint(fields=('origin', 'message', 'person'), name='messaging_receipt_one_each')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptMark',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('occurred_at', models.DateTimeField()),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='messaging.receipt')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_receiptmark_one_of_each'), models.UniqueConstraint(fields=('origin', 'receipt', 'step'), name='messaging_receiptmark_one_per_step')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='messaging.receipt')),
                ('stage', models.CharField(choices=[('queued', 'Sent'), ('delivered', 'Delivered'), ('read', 'Read'), ('read_back', 'Read back')], default='queued', max_length=10)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('read_back_at', models.DateTimeField(null=True)),
                ('words', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delivered_at__isnull', True), ('stage', 'queued')), models.Q(('delivered_at__isnull', False), ('stage', 'delivered')), models.Q(('delivered_at__isnull', False), ('read_at__isnull', False), ('stage', 'read')), models.Q(('read_at__isnull', False), ('read_back_at__isnull', False), ('stage', 'read_back'), models.Q(('words', ''), _negated=True)), _connector='OR'), name='messaging_receiptstate_stage_dated')],
            },
        ),
        migrations.CreateModel(
            name='ChaseRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('rung', models.PositiveSmallIntegerField(verbose_name='rung')),
                ('seconds', models.PositiveIntegerField(verbose_name='seconds after sending')),
                ('tells', models.CharField(choices=[('sender', 'the sender'), ('commander', 'the sender and their commander')], max_length=10, verbose_name='tells')),
            ],
            options={
                'ordering': ['rung'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='messaging_chaserule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='messaging_chaserule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='messaging_chaserule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='messaging_chaserule_real'), models.CheckConstraint(condition=models.Q(('rung__gte', 1), ('seconds__gte', 10)), name='messaging_chaserule_counts')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('messaging_caller');"
            "SELECT jc_protect('messaging_phonecall');"
            "SELECT jc_protect('messaging_instruction', true);"
            "SELECT jc_protect('messaging_instructionchange', true);"
            "SELECT jc_protect('messaging_message', true);"
            "SELECT jc_protect('messaging_addressee', true);"
            "SELECT jc_protect('messaging_messagechange', true);"
            "SELECT jc_protect('messaging_receipt', true);"
            "SELECT jc_protect('messaging_receiptmark', true);"
            "SELECT jc_protect('messaging_chaserule');",
            "SELECT jc_unprotect('messaging_caller');"
            "SELECT jc_unprotect('messaging_phonecall');"
            "SELECT jc_unprotect('messaging_instruction');"
            "SELECT jc_unprotect('messaging_instructionchange');"
            "SELECT jc_unprotect('messaging_message');"
            "SELECT jc_unprotect('messaging_addressee');"
            "SELECT jc_unprotect('messaging_messagechange');"
            "SELECT jc_unprotect('messaging_receipt');"
            "SELECT jc_unprotect('messaging_receiptmark');"
            "SELECT jc_unprotect('messaging_chaserule');",
        ),
    ]
