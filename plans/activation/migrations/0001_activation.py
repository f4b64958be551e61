import command.core.ids
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0005_participant'),
        ('core', '__first__'),
        ('incidents', '0003_grades_and_merging'),
        ('plans', '0002_document'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('list', models.CharField(max_length=40, verbose_name='List')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('unit', models.CharField(blank=True, max_length=120, verbose_name='Unit')),
                ('phone', models.CharField(max_length=20, verbose_name='Phone')),
                ('in_use', models.BooleanField(default=True)),
                ('updated_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['city', 'list', 'region', 'name'],
                'indexes': [models.Index(fields=['city', 'list'], name='activation_contact_listed')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_contact_one_of_each'), models.UniqueConstraint(fields=('origin', 'city', 'list', 'phone'), name='activation_contact_once'), models.CheckConstraint(condition=models.Q(models.Q(('list', ''), _negated=True), models.Q(('name', ''), _negated=True), models.Q(('phone', ''), _negated=True)), name='activation_contact_whole')],
            },
        ),
        migrations.CreateModel(
            name='PlanNotice',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('key', models.CharField(max_length=40)),
                ('due_at', models.DateTimeField()),
                ('queued_at', models.DateTimeField()),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_notices', to='plans.activation')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activation.contact')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['key', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_plannotice_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', False), ('person__isnull', True)), models.Q(('contact__isnull', True), ('person__isnull', False)), _connector='OR'), name='activation_plannotice_to_one'), models.UniqueConstraint(fields=('origin', 'activation', 'key', 'person'), name='activation_plannotice_person_once'), models.UniqueConstraint(fields=('origin', 'activation', 'key', 'contact'), name='activation_plannotice_contact_once')],
            },
        ),
        migrations.CreateModel(
            name='ActivationState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('activation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='plans.activation')),
                ('status', models.CharField(choices=[('running', 'At work'), ('ended', 'Ended')], default='running', max_length=8)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('skipped', models.JSONField(default=list)),
                ('amended', models.JSONField(default=dict)),
                ('added', models.JSONField(default=list)),
                ('said', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('level__range', (0, 4)), ('status__in', ['running', 'ended'])), name='activation_activationstate_known')],
            },
        ),
        migrations.CreateModel(
            name='NoticeState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='activation.plannotice')),
                ('stage', models.CharField(choices=[('queued', 'Queued'), ('sent', 'Handed to the gateway'), ('failed', 'Not delivered'), ('delivered', 'Delivered'), ('read', 'Read'), ('confirmed', 'Confirmed'), ('withdrawn', 'Withdrawn')], default='queued', max_length=10)),
                ('due_at', models.DateTimeField()),
                ('delivered_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('stage', 'queued')), fields=['due_at'], name='activation_noticestate_due'), models.Index(condition=models.Q(('stage', 'sent')), fields=['notice'], name='activation_noticestate_sent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['queued', 'sent', 'failed', 'delivered', 'read', 'confirmed', 'withdrawn'])), name='activation_noticestate_known')],
            },
        ),
        migrations.CreateModel(
            name='NoticeMark',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='activation.plannotice')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_noticemark_one_of_each'), models.UniqueConstraint(fields=('origin', 'notice', 'step'), name='activation_noticemark_one_per_step')],
            },
        ),
        migrations.CreateModel(
            name='StartRequest',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('level', models.PositiveSmallIntegerField()),
                ('signers', models.JSONField(default=list)),
                ('unticked', models.JSONField(default=list)),
                ('seen', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('lapses_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='start_requests', to='incidents.incident')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='start_requests', to='plans.planversion')),
            ],
            options={
                'ordering': ['-asked_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_startrequest_one_of_each'), models.CheckConstraint(condition=models.Q(('lapses_at__gt', models.F('asked_at')), ('level__range', (0, 4))), name='activation_startrequest_in_time')],
            },
        ),
        migrations.CreateModel(
            name='StartSignature',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('verdict', models.CharField(choices=[('signed', 'Signed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='activation.startrequest')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_startsignature_one_of_each'), models.UniqueConstraint(fields=('origin', 'request', 'person'), name='activation_startsignature_once'), models.CheckConstraint(condition=models.Q(('verdict', 'signed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='activation_startsignature_refusal_says_why')],
            },
        ),
        migrations.CreateModel(
            name='StartSignatureRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='response level')),
                ('signer', models.CharField(choices=[('city', 'The city of the plan'), ('lead', 'The authority that leads the incident'), ('region', 'The region')], max_length=8, verbose_name='who signs')),
                ('minutes', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10080)], verbose_name='minutes until the request lapses')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_startsignaturerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='activation_startsignaturerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='activation_startsignaturerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='activation_startsignaturerule_real'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4)), ('minutes__gte', 1), ('signer__in', ['city', 'lead', 'region'])), name='activation_startsignaturerule_some')],
            },
        ),
        migrations.CreateModel(
            name='ActivationChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='plans.activation')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='activation_activationchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'activation', 'step'), name='activation_activationchange_one_per_step')],
            },
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('activation_contact');SELECT jc_protect('activation_activationchange', true);SELECT jc_protect('activation_plannotice', true);SELECT jc_protect('activation_noticemark', true);SELECT jc_protect('activation_startsignaturerule');SELECT jc_protect('activation_startrequest', true);SELECT jc_protect('activation_startsignature', true);",
            reverse_sql="SELECT jc_unprotect('activation_contact');SELECT jc_unprotect('activation_activationchange');SELECT jc_unprotect('activation_plannotice');SELECT jc_unprotect('activation_noticemark');SELECT jc_unprotect('activation_startsignaturerule');SELECT jc_unprotect('activation_startrequest');SELECT jc_unprotect('activation_startsignature');",
        ),
    ]
