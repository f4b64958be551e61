import command.core.ids
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_sign_in'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['starts_at', 'region'],
                'indexes': [models.Index(fields=['ends_at', 'starts_at'], name='roster_shift_when')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='roster_shift_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'region', 'starts_at'), name='roster_shift_starts_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='roster_shift_ends_after')],
            },
        ),
        migrations.CreateModel(
            name='ShiftPlace',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='roster.shift')),
                ('role', models.CharField(choices=[('leader', 'Leader on duty'), ('chief', 'Shift chief'), ('officer', 'Duty officer on shift')], max_length=8)),
                ('slot', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('checked_in_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['slot'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='roster_shiftplace_one_of_each'), models.UniqueConstraint(fields=('origin', 'shift', 'slot'), name='roster_shiftplace_slot_once'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('exercise__isnull', True), ('person__isnull', False)), expressions=[('origin', '='), ('person', '='), ('during', '&&')], name='roster_shiftplace_one_shift_at_a_time'), models.CheckConstraint(condition=models.Q(('checked_in_at__isnull', True), ('person__isnull', False), _connector='OR'), name='roster_shiftplace_here_in_person')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('shift', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='roster.shift')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notes', models.TextField(blank=True, max_length=2000)),
                ('override_reason', models.CharField(blank=True, max_length=300)),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-given_at', 'pk'],
                'indexes': [models.Index(fields=['region', '-given_at'], name='roster_handover_of')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='roster_handover_one_of_each'), models.CheckConstraint(condition=models.Q(('giver', models.F('taker')), _negated=True), name='roster_handover_two_people')],
            },
        ),
        migrations.CreateModel(
            name='HandoverTaken',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken', to='roster.handover')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('digest', models.CharField(max_length=64)),
                ('remarks', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='roster_handovertaken_one_of_each'), models.UniqueConstraint(fields=('origin', 'handover'), name='roster_handovertaken_once')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('roster_shift');"
            "SELECT jc_protect('roster_shiftplace');"
            "SELECT jc_protect('roster_handover', true);"
            "SELECT jc_protect('roster_handovertaken', true);",
            "SELECT jc_unprotect('roster_shift');"
            "SELECT jc_unprotect('roster_shiftplace');"
            "SELECT jc_unprotect('roster_handover');"
            "SELECT jc_unprotect('roster_handovertaken');",
        ),
    ]
