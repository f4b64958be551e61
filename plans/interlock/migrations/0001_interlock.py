"""The tables of interlock."""

import command.core.ids
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        ('plans', '0002_document'),
    ]

    operations = [
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(unique=True)),
                ('asks', models.PositiveIntegerField()),
                ('offers', models.PositiveIntegerField()),
                ('short', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='InterlockRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('amount', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(8784)], verbose_name='amount')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='interlock_interlockrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='interlock_interlockrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='interlock_interlockrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='interlock_interlockrule_real'), models.CheckConstraint(condition=models.Q(('amount__lte', 8784)), name='interlock_interlockrule_within')],
            },
        ),
        migrations.CreateModel(
            name='Shortfall',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('matter', models.CharField(choices=[('unpromised', 'Counted on, but not promised'), ('unstocked', 'Promised, but not there tonight')], max_length=12)),
                ('giver', models.CharField(blank=True, max_length=6)),
                ('taker', models.CharField(blank=True, max_length=6)),
                ('concerns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), default=list, size=None)),
                ('what', models.CharField(max_length=16)),
                ('part', models.CharField(max_length=32)),
                ('step', models.CharField(blank=True, max_length=12)),
                ('wanted', models.PositiveIntegerField()),
                ('found', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('open', 'Waits for an answer'), ('answered', 'Answered'), ('closed', 'Over')], default='open', max_length=8)),
                ('times', models.PositiveSmallIntegerField(default=1)),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('escalated_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('mended', 'Mended: it is there again'), ('lowered', 'The offer is lowered'), ('accepted', 'The risk is accepted')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_found', models.PositiveIntegerField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan')),
            ],
            options={
                'ordering': ['due_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['due_at'], name='interlock_shortfall_due')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='interlock_shortfall_one_of_each'), models.UniqueConstraint(fields=('origin', 'matter', 'plan', 'part'), name='interlock_shortfall_once'), models.CheckConstraint(condition=models.Q(('found__lt', models.F('wanted'))), name='interlock_shortfall_short'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'answered'), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='interlock_shortfall_answered'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='interlock_shortfall_closed')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('interlock_interlockrule');"
            "SELECT jc_protect('interlock_shortfall');",
            "SELECT jc_unprotect('interlock_interlockrule');"
            "SELECT jc_unprotect('interlock_shortfall');",
        ),
    ]
