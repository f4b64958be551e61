import command.core.ids
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('incidents', '0001_incidents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('title', models.CharField(max_length=120)),
                ('others', models.JSONField(default=list)),
                ('addressees', models.JSONField()),
                ('every_hours', models.PositiveSmallIntegerField()),
                ('first_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('language', models.CharField(default='zh-hans', max_length=8)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['first_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_schedule_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), ('every_hours__range', (1, 168))), name='reports_schedule_whole')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('initial', 'Initial report'), ('followup', 'Follow-up report'), ('verified', 'Verified report'), ('final', 'Final report'), ('zero', 'Zero report'), ('supplement', 'Supplement'), ('correction', 'Correction'), ('special', 'Special report'), ('situation', 'Situation report')], max_length=12)),
                ('ordinal', models.PositiveSmallIntegerField(default=0)),
                ('addressees', models.JSONField()),
                ('skip_reason', models.CharField(blank=True, max_length=500)),
                ('language', models.CharField(default='zh-hans', max_length=8)),
                ('hour', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('schedule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.schedule')),
            ],
            options={
                'ordering': ['-occurred_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_report_one_of_each'), models.UniqueConstraint(fields=('origin', 'schedule', 'hour'), name='reports_report_once_an_hour'), models.CheckConstraint(condition=models.Q(('kind__in', ['initial', 'followup', 'verified', 'final', 'zero', 'supplement', 'correction', 'special', 'situation'])), name='reports_report_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=80)),
                ('post', models.CharField(choices=[('commander', 'Commander'), ('deputy', 'Deputy commander'), ('duty_officer', 'Duty officer'), ('liaison', 'Liaison'), ('planner', 'Planner'), ('resource_officer', 'Resource officer'), ('team_leader', 'Team leader'), ('team_member', 'Team member'), ('observer', 'Observer'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='reports.schedule')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_section_one_of_each'), models.UniqueConstraint(fields=('origin', 'schedule', 'position'), name='reports_section_in_order')],
            },
        ),
        migrations.CreateModel(
            name='SectionText',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('hour', models.DateTimeField()),
                ('text', models.TextField(max_length=4000)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='reports.section')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_sectiontext_one_of_each'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reports_sectiontext_said')],
            },
        ),
        migrations.CreateModel(
            name='Sensitive',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_sensitive_one_of_each'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reports_sensitive_why')],
            },
        ),
        migrations.CreateModel(
            name='OverdueMark',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('clock', models.CharField(max_length=100)),
                ('due_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_overduemark_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'clock'), name='reports_overduemark_once')],
            },
        ),
        migrations.CreateModel(
            name='PhoneReport',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('initial', 'Initial report'), ('followup', 'Follow-up report'), ('verified', 'Verified report'), ('final', 'Final report'), ('zero', 'Zero report'), ('supplement', 'Supplement'), ('correction', 'Correction'), ('special', 'Special report'), ('situation', 'Situation report')], max_length=12)),
                ('to', models.CharField(max_length=6)),
                ('told', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField(max_length=2000)),
                ('skip_reason', models.CharField(blank=True, max_length=500)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_phonereport_one_of_each'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reports_phonereport_said')],
            },
        ),
        migrations.CreateModel(
            name='ReportState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='reports.report')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('reviewed', 'Awaiting signature'), ('signed', 'Signed'), ('sent', 'Sent'), ('acknowledged', 'Acknowledged')], default='draft', max_length=12)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('fields', models.JSONField(default=dict)),
                ('figures', models.JSONField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('signed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('acknowledged', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField()),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in_review', 'reviewed', 'signed', 'sent', 'acknowledged'])), name='reports_reportstate_status_known'), models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('signer__isnull', False), _connector='OR'), name='reports_reportstate_sent_is_signed')],
            },
        ),
        migrations.CreateModel(
            name='Published',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('seq', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='reports.report')),
            ],
            options={
                'ordering': ['origin', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_published_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'seq'), name='reports_published_in_one_chain', nulls_distinct=False), models.UniqueConstraint(fields=('origin', 'report'), name='reports_published_once')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('field', models.CharField(max_length=32)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('purged_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_contact_one_of_each'), models.UniqueConstraint(fields=('origin', 'report', 'field'), name='reports_contact_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='reports.report')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_reportchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'report', 'step'), name='reports_reportchange_step_once'), models.CheckConstraint(condition=models.Q(('step__gte', 1)), name='reports_reportchange_step_counts')],
            },
        ),
        migrations.CreateModel(
            name='ReportField',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('label_zh', models.CharField(max_length=60, verbose_name='label, Chinese')),
                ('label_en', models.CharField(max_length=80, verbose_name='label, English')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('required_for', models.CharField(blank=True, max_length=120, verbose_name='required for')),
                ('shown_for', models.CharField(blank=True, max_length=120, verbose_name='shown for')),
                ('form', models.CharField(default='text', max_length=8, verbose_name='form')),
                ('figures', models.CharField(blank=True, max_length=200, verbose_name='figures')),
                ('personal', models.BooleanField(default=False, verbose_name='personal data')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['position', 'code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_reportfield_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='reports_reportfield_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='reports_reportfield_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='reports_reportfield_real')],
            },
        ),
        migrations.CreateModel(
            name='ReportRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('family', models.CharField(blank=True, max_length=120, verbose_name='event types')),
                ('grades', models.CharField(blank=True, max_length=4, verbose_name='grades')),
                ('sensitive', models.BooleanField(default=False, verbose_name='only sensitive matters')),
                ('kind', models.CharField(choices=[('initial', 'Initial report'), ('followup', 'Follow-up report'), ('verified', 'Verified report'), ('final', 'Final report'), ('zero', 'Zero report'), ('supplement', 'Supplement'), ('correction', 'Correction'), ('special', 'Special report'), ('situation', 'Situation report')], max_length=12, verbose_name='kind')),
                ('from_level', models.CharField(choices=[('unit', 'Unit concerned'), ('county', 'Banner, county or district'), ('city', 'City'), ('region', 'Autonomous region'), ('state', 'State Council')], max_length=8, verbose_name='from')),
                ('to_level', models.CharField(choices=[('unit', 'Unit concerned'), ('county', 'Banner, county or district'), ('city', 'City'), ('region', 'Autonomous region'), ('state', 'State Council')], max_length=8, verbose_name='to')),
                ('minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('daily_at', models.CharField(blank=True, max_length=5, verbose_name='daily at')),
                ('window_days', models.PositiveIntegerField(blank=True, null=True, verbose_name='window, days')),
                ('warn_minutes', models.PositiveIntegerField(default=15, verbose_name='warn before, minutes')),
                ('medium', models.CharField(choices=[('phone', 'By phone'), ('written', 'In writing'), ('any', 'By phone or in writing')], max_length=8, verbose_name='medium')),
                ('counts_from', models.CharField(choices=[('occurred', 'When it occurred'), ('received', 'When the sender had the report'), ('stable', 'When it was contained'), ('change', 'When casualties changed')], default='occurred', max_length=8, verbose_name='counts from')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='reports_reportrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='reports_reportrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='reports_reportrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='reports_reportrule_real'), models.CheckConstraint(condition=models.Q(('grades__regex', '^[1-4]*$')), name='reports_reportrule_grades_known'), models.CheckConstraint(condition=models.Q(('daily_at', ''), ('daily_at__regex', '^([01][0-9]|2[0-3]):[0-5][0-9]$'), _connector='OR'), name='reports_reportrule_daily_is_a_time')],
            },
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('reports_schedule');\nSELECT jc_protect('reports_report');\nSELECT jc_protect('reports_section', true);\nSELECT jc_protect('reports_sectiontext', true);\nSELECT jc_protect('reports_sensitive', true);\nSELECT jc_protect('reports_overduemark', true);\nSELECT jc_protect('reports_phonereport', true);\nSELECT jc_protect('reports_published', true);\nSELECT jc_protect('reports_contact');\nSELECT jc_protect('reports_reportchange', true);\nSELECT jc_protect('reports_reportfield');\nSELECT jc_protect('reports_reportrule');",
            reverse_sql="SELECT jc_unprotect('reports_schedule');\nSELECT jc_unprotect('reports_report');\nSELECT jc_unprotect('reports_section');\nSELECT jc_unprotect('reports_sectiontext');\nSELECT jc_unprotect('reports_sensitive');\nSELECT jc_unprotect('reports_overduemark');\nSELECT jc_unprotect('reports_phonereport');\nSELECT jc_unprotect('reports_published');\nSELECT jc_unprotect('reports_contact');\nSELECT jc_unprotect('reports_reportchange');\nSELECT jc_unprotect('reports_reportfield');\nSELECT jc_unprotect('reports_reportrule');",
        ),
    ]
