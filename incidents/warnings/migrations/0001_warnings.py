"""Warnings, the duty to decide, signatures, and their rule books."""

import command.core.ids
import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FORWARD = """
SELECT jc_protect('warnings_publicwarning', true);
SELECT jc_protect('warnings_responsesignature', true);
SELECT jc_protect('warnings_signaturerule');
SELECT jc_protect('warnings_warningversion', true);
SELECT jc_protect('warnings_warningacknowledgement', true);
SELECT jc_protect('warnings_obligation', true);
SELECT jc_protect('warnings_issuingunit');
SELECT jc_protect('warnings_measurerule');
SELECT jc_protect('warnings_obligationchange', true);
SELECT jc_protect('warnings_obligationrule');
"""
BACKWARD = """
SELECT jc_unprotect('warnings_publicwarning');
SELECT jc_unprotect('warnings_responsesignature');
SELECT jc_unprotect('warnings_signaturerule');
SELECT jc_unprotect('warnings_warningversion');
SELECT jc_unprotect('warnings_warningacknowledgement');
SELECT jc_unprotect('warnings_obligation');
SELECT jc_unprotect('warnings_issuingunit');
SELECT jc_unprotect('warnings_measurerule');
SELECT jc_unprotect('warnings_obligationchange');
SELECT jc_unprotect('warnings_obligationrule');
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_sign_in'),
        ('incidents', '0002_shares_are_read'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicWarning',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('event_text', models.CharField(blank=True, max_length=120)),
                ('unit_code', models.CharField(max_length=64)),
                ('unit_name', models.CharField(max_length=120)),
                ('unit_name_en', models.CharField(blank=True, max_length=120)),
                ('foreign', models.BooleanField(default=False)),
                ('room', models.CharField(max_length=100)),
                ('issued_at', models.DateTimeField()),
                ('event_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.eventtype')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='warnings', to='incidents.incident')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['-issued_at', 'pk'],
                'indexes': [models.Index(fields=['-issued_at'], name='warnings_publicwarning_newest')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_publicwarning_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('unit_code', ''), _negated=True), models.Q(('unit_name', ''), _negated=True), models.Q(('foreign', True), ('event_type__isnull', False), _connector='OR')), name='warnings_publicwarning_named')],
            },
        ),
        migrations.CreateModel(
            name='ResponseSignature',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='incidents.responseproposal')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_responsesignature_one_of_each'), models.UniqueConstraint(fields=('origin', 'proposal', 'actor'), name='warnings_responsesignature_once')],
            },
        ),
        migrations.CreateModel(
            name='SignatureRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='response level')),
                ('signatures', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='signatures')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_signaturerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='warnings_signaturerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='warnings_signaturerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='warnings_signaturerule_real'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4)), ('signatures__gte', 1)), name='warnings_signaturerule_some')],
            },
        ),
        migrations.CreateModel(
            name='WarningVersion',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('alert', 'Issued'), ('update', 'Updated'), ('cancel', 'Lifted'), ('expired', 'Expired')], max_length=8)),
                ('handling', models.CharField(choices=[('actual', 'Actual'), ('exercise', 'Exercise'), ('system', 'System'), ('test', 'Test'), ('draft', 'Draft')], max_length=8)),
                ('identifier', models.CharField(max_length=200)),
                ('sent_at', models.DateTimeField()),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('urgency', models.CharField(choices=[('immediate', 'Immediate'), ('expected', 'Expected'), ('future', 'Future'), ('past', 'Past'), ('unknown', 'Unknown')], max_length=10)),
                ('certainty', models.CharField(choices=[('observed', 'Observed'), ('very_likely', 'Very likely'), ('likely', 'Likely'), ('possible', 'Possible'), ('unlikely', 'Unlikely'), ('unknown', 'Unknown')], max_length=12)),
                ('effective_at', models.DateTimeField(null=True)),
                ('onset_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('headline', models.CharField(max_length=300)),
                ('matters', models.TextField(blank=True, max_length=4000)),
                ('advice', models.TextField(blank=True, max_length=4000)),
                ('area_text', models.CharField(blank=True, max_length=500)),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('polygons', models.JSONField(default=list)),
                ('circles', models.JSONField(default=list)),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('addressed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('carried', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('original', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
                ('warning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='warnings.publicwarning')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'indexes': [models.Index(fields=['warning', '-step'], name='warnings_version_latest'), models.Index(fields=['identifier'], name='warnings_version_identifier')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_warningversion_one_of_each'), models.UniqueConstraint(fields=('origin', 'warning', 'step'), name='warnings_warningversion_step_once'), models.UniqueConstraint(condition=models.Q(models.Q(('kind', 'expired'), _negated=True), ('original__isnull', True)), fields=('origin', 'exercise', 'identifier'), name='warnings_warningversion_identifier_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('kind__in', ['alert', 'update', 'cancel', 'expired'])), name='warnings_warningversion_kind_known'), models.CheckConstraint(condition=models.Q(('original__isnull', False), models.Q(('expires_at__isnull', False), ('level__range', (1, 4)), ('onset_at__isnull', False), models.Q(('matters', ''), _negated=True), models.Q(('advice', ''), _negated=True), models.Q(('area_text', ''), _negated=True), models.Q(('regions', []), _negated=True)), _connector='OR'), name='warnings_warningversion_whole'), models.CheckConstraint(condition=models.Q(('original__isnull', False), ('expires_at__gt', models.F('onset_at')), _connector='OR'), name='warnings_warningversion_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='WarningAcknowledgement',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='warnings.warningversion')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_warningacknowledgement_one_of_each'), models.UniqueConstraint(fields=('origin', 'version', 'city'), name='warnings_acknowledgement_once')],
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('level', models.PositiveSmallIntegerField()),
                ('room', models.CharField(max_length=100)),
                ('rule', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('started_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('commander_at', models.DateTimeField()),
                ('superior_at', models.DateTimeField()),
                ('suggested_level', models.PositiveSmallIntegerField()),
                ('matter', models.CharField(max_length=200)),
                ('measures', models.TextField(max_length=2000)),
                ('expected_until', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='incidents.incident')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('warning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='warnings.publicwarning')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='warnings.warningversion')),
            ],
            options={
                'ordering': ['due_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_obligation_one_of_each'), models.UniqueConstraint(fields=('origin', 'version', 'jurisdiction'), name='warnings_obligation_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4)), ('suggested_level__range', (1, 4))), name='warnings_obligation_grave'), models.CheckConstraint(condition=models.Q(('commander_at__gte', models.F('started_at')), ('superior_at__gte', models.F('commander_at'))), name='warnings_obligation_climbs')],
            },
        ),
        migrations.CreateModel(
            name='IssuingUnit',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('code', models.CharField(max_length=14, validators=[django.core.validators.RegexValidator('^[0-9]{9}[0-9A-Za-z_]{5}\\Z')], verbose_name='sender code')),
                ('name_zh', models.CharField(max_length=60, verbose_name='name (Chinese)')),
                ('name_en', models.CharField(max_length=120, verbose_name='name (English)')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_issuingunit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='warnings_issuingunit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='warnings_issuingunit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='warnings_issuingunit_real')],
            },
        ),
        migrations.CreateModel(
            name='MeasureRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('grave_only', models.BooleanField(default=False, verbose_name='red and orange only')),
                ('text_zh', models.CharField(max_length=200, verbose_name='measure (Chinese)')),
                ('text_en', models.CharField(max_length=300, verbose_name='measure (English)')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_measurerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='warnings_measurerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='warnings_measurerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='warnings_measurerule_real')],
            },
        ),
        migrations.CreateModel(
            name='ObligationState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('obligation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='warnings.obligation')),
                ('status', models.CharField(choices=[('open', 'Waiting'), ('activated', 'Response activated'), ('proposed', 'Response proposed'), ('declined', 'Signed why not'), ('lapsed', 'Lapsed')], max_length=10)),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('chase_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('updated_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('chase_at__isnull', False)), fields=['chase_at'], name='warnings_obligation_to_chase')],
                'constraints': [models.CheckConstraint(condition=models.Q(('rung__range', (0, 2)), ('status__in', ['open', 'activated', 'proposed', 'declined', 'lapsed'])), name='warnings_obligationstate_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='warnings_obligationstate_why_not')],
            },
        ),
        migrations.CreateModel(
            name='ObligationChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='warnings.obligation')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_obligationchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'obligation', 'step'), name='warnings_obligationchange_step_once'), models.CheckConstraint(condition=models.Q(('step__gte', 1)), name='warnings_obligationchange_step_counts')],
            },
        ),
        migrations.CreateModel(
            name='ObligationRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='warning level')),
                ('minutes', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10080)], verbose_name='minutes to decide')),
                ('commander_after', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10080)], verbose_name='minutes until the commanders are told')),
                ('superior_after', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10080)], verbose_name='minutes until the superior is told')),
                ('suggested_level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='suggested response level')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='warnings_obligationrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='warnings_obligationrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='warnings_obligationrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='warnings_obligationrule_real'), models.CheckConstraint(condition=models.Q(('superior_after__gte', models.F('commander_after')), ('level__range', (1, 4)), ('suggested_level__range', (1, 4))), name='warnings_obligationrule_climbs')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
