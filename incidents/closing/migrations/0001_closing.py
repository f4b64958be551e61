"""Closing an incident: retention, purge, archive, lessons."""

import command.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
SELECT jc_protect('closing_archive');
SELECT jc_protect('closing_personalmark');
SELECT jc_protect('closing_retentionrule');
SELECT jc_protect('closing_lesson', true);
SELECT jc_protect('closing_purge', true);
SELECT jc_protect('closing_retentionexception', true);
"""
BACKWARD = """
SELECT jc_unprotect(t) FROM unnest(ARRAY[
  'closing_archive', 'closing_personalmark', 'closing_retentionrule', 'closing_lesson',
  'closing_purge', 'closing_retentionexception']::regclass[]) AS t;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_sign_in'),
        ('imagery', '0001_imagery'),
        ('incidents', '0001_incidents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('language', models.CharField(max_length=8)),
                ('status', models.CharField(choices=[('requested', 'Requested'), ('building', 'Being built'), ('ready', 'Ready'), ('failed', 'Failed')], default='requested', max_length=10)),
                ('begun_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('entries', models.PositiveIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['-occurred_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('status__in', ['requested', 'building'])), fields=['occurred_at'], name='closing_archive_waits')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='closing_archive_one_of_each'), models.CheckConstraint(condition=models.Q(('status__in', ['requested', 'building', 'ready', 'failed'])), name='closing_archive_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'ready'), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), ('size__gt', 0)), _connector='OR'), name='closing_archive_ready_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('section', models.CharField(choices=[('preparedness', 'Prevention and preparedness'), ('warning', 'Monitoring and warning'), ('command', 'Command and coordination'), ('reporting', 'Information reports'), ('forces', 'Forces and supplies'), ('improvement', 'What is to be improved, by whom')], max_length=12)),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['section', 'version'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='closing_lesson_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'section', 'version'), name='closing_lesson_version_once'), models.CheckConstraint(condition=models.Q(('section__in', ['preparedness', 'warning', 'command', 'reporting', 'forces', 'improvement'])), name='closing_lesson_section_known'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='closing_lesson_version_counts')],
            },
        ),
        migrations.CreateModel(
            name='PersonalMark',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('purged_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='personal_marks', to='imagery.image')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='closing_personalmark_one_of_each'), models.UniqueConstraint(fields=('origin', 'image'), name='closing_personalmark_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='closing_personalmark_why')],
            },
        ),
        migrations.CreateModel(
            name='Purge',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('emptied', models.JSONField()),
                ('files', models.PositiveIntegerField(default=0)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='closing_purge_one_of_each'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='closing_purge_why')],
            },
        ),
        migrations.CreateModel(
            name='RetentionException',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('purpose', models.CharField(choices=[('evidence', 'Evidence'), ('evaluation', 'Inquiry and evaluation')], max_length=10)),
                ('reason', models.CharField(max_length=500)),
                ('until', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='closing_retentionexception_one_of_each'), models.CheckConstraint(condition=models.Q(('purpose__in', ['evidence', 'evaluation']), models.Q(('reason', ''), _negated=True), ('until__gt', models.F('occurred_at'))), name='closing_retentionexception_assessed')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('days', models.PositiveIntegerField(verbose_name='days after the end')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='closing_retentionrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='closing_retentionrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='closing_retentionrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='closing_retentionrule_real')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
