"""Paging: the rungs of silence, devices, pages and the attempts to bring them out."""

import command.core.ids
import command.tasking.paging.models.rule
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0005_participant'),
        ('tasking', '0002_basis'),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('push', 'Browser'), ('phone', 'Telephone')], max_length=5)),
                ('label', models.CharField(max_length=60)),
                ('added_at', models.DateTimeField()),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['added_at'],
                'indexes': [models.Index(condition=models.Q(('forgotten_at__isnull', True)), fields=['person'], name='paging_device_of_person')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='paging_device_one_of_each'), models.CheckConstraint(condition=models.Q(('kind__in', ['push', 'phone'])), name='paging_device_kind_known'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='paging_device_real')],
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField(default=0)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('room', models.CharField(max_length=100)),
                ('subject', models.CharField(max_length=160)),
                ('digest', models.CharField(max_length=64)),
                ('urgent', models.BooleanField(default=False)),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('push', 'web push'), ('sms', 'SMS'), ('voice', 'voice call')], max_length=5), size=None)),
                ('made_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.task')),
            ],
            options={
                'ordering': ['-made_at'],
                'indexes': [models.Index(fields=['person', '-made_at'], name='paging_page_of_person'), models.Index(fields=['task'], name='paging_page_of_task'), models.Index(fields=['-made_at'], name='paging_page_newest')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='paging_page_one_of_each'), models.CheckConstraint(condition=models.Q(('channels', []), _negated=True), name='paging_page_by_some_channel')],
            },
        ),
        migrations.CreateModel(
            name='EscalationRung',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('rung', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='rung')),
                ('after_seconds', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(86400)], verbose_name='seconds after the order')),
                ('channel', models.CharField(choices=[('push', 'web push'), ('sms', 'SMS'), ('voice', 'voice call'), ('liaison', "the issuer and the liaisons of the assignee's city"), ('commander', 'the commanders of the incident')], max_length=10, verbose_name='by')),
                ('kind', models.CharField(blank=True, max_length=20, validators=[command.tasking.paging.models.rule.known_kind], verbose_name='only for tasks of this kind')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['kind', 'rung'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='paging_escalationrung_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='paging_escalationrung_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='paging_escalationrung_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='paging_escalationrung_real'), models.CheckConstraint(condition=models.Q(('after_seconds__gte', 5), ('rung__gte', 1)), name='paging_escalationrung_counts'), models.CheckConstraint(condition=models.Q(('channel__in', ['push', 'sms', 'voice', 'liaison', 'commander'])), name='paging_escalationrung_channel_known')],
            },
        ),
        migrations.CreateModel(
            name='PageState',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='paging.page')),
                ('status', models.CharField(choices=[('queued', 'queued'), ('sent', 'sent'), ('delivered', 'delivered'), ('failed', 'failed'), ('refused', 'refused')], default='queued', max_length=9)),
                ('channel', models.CharField(choices=[('push', 'web push'), ('sms', 'SMS'), ('voice', 'voice call')], max_length=5)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(null=True)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(blank=True)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('hint', models.CharField(blank=True, max_length=8)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='paging_pagestate_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('status', 'queued')), models.Q(models.Q(('status', 'queued'), _negated=True), ('due_at__isnull', True)), _connector='OR'), name='paging_pagestate_due_while_queued'), models.CheckConstraint(condition=models.Q(('status', 'queued'), models.Q(('phone', ''), ('text', '')), _connector='OR'), name='paging_pagestate_forgets')],
            },
        ),
        migrations.CreateModel(
            name='PageAttempt',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('channel', models.CharField(choices=[('push', 'web push'), ('sms', 'SMS'), ('voice', 'voice call')], max_length=5)),
                ('outcome', models.CharField(choices=[('sent', 'sent'), ('failed', 'failed'), ('refused', 'refused'), ('delivered', 'delivered'), ('undelivered', 'not delivered')], max_length=11)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('gateway_id', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='paging.page')),
            ],
            options={
                'ordering': ['at'],
                'indexes': [models.Index(fields=['channel', '-at'], name='paging_attempt_of_channel')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='paging_pageattempt_one_of_each')],
            },
        ),
        migrations.CreateModel(
            name='DeviceSecret',
            fields=[
                ('device', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='secret', serialize=False, to='paging.device')),
                ('endpoint', models.CharField(blank=True, max_length=600)),
                ('p256dh', models.CharField(blank=True, max_length=100)),
                ('auth', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('reached_at', models.DateTimeField(null=True)),
                ('gone_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['endpoint'], name='paging_secret_endpoint')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('paging_escalationrung')", "SELECT jc_unprotect('paging_escalationrung')"
        ),
        migrations.RunSQL(
            "SELECT jc_protect('paging_device')", "SELECT jc_unprotect('paging_device')"
        ),
        migrations.RunSQL(
            "SELECT jc_protect('paging_page', true)", "SELECT jc_unprotect('paging_page')"
        ),
        migrations.RunSQL(
            "SELECT jc_protect('paging_pageattempt', true)", "SELECT jc_unprotect('paging_pageattempt')"
        ),
    ]
