import command.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0005_participant'),
        ('core', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='FieldOperation',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('device', models.UUIDField()),
                ('sequence', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=24)),
                ('payload', models.JSONField(default=dict)),
                ('base_version', models.CharField(blank=True, max_length=64)),
                ('claimed_at', models.DateTimeField()),
                ('occurred_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('received_on', models.DateField()),
                ('ahead_ms', models.BigIntegerField(default=0)),
                ('outcome', models.CharField(choices=[('applied', 'Applied'), ('conflict', 'Before the liaison'), ('left', 'Let be')], default='applied', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('code', models.CharField(max_length=6)),
                ('thing', models.CharField(blank=True, max_length=60)),
                ('before', models.CharField(blank=True, max_length=64)),
                ('after', models.CharField(blank=True, max_length=64)),
                ('result', models.JSONField(default=dict)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_at', 'pk'],
                'indexes': [models.Index(fields=['person', 'thing', '-received_at'], name='field_fieldoperation_thing')],
                'constraints': [models.UniqueConstraint(fields=('code', 'received_on'), name='field_fieldoperation_code_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['applied', 'conflict', 'left'])), name='field_fieldoperation_outcome_known'), models.CheckConstraint(condition=models.Q(('occurred_at__lte', models.F('received_at'))), name='field_fieldoperation_not_of_the_future')],
            },
        ),
        migrations.CreateModel(
            name='FieldDevice',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('device', models.UUIDField()),
                ('app_version', models.CharField(blank=True, max_length=40)),
                ('first_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ahead_ms', models.BigIntegerField(default=0)),
                ('waiting', models.PositiveIntegerField(default=0)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-seen_at'], name='field_fielddevice_of')],
                'constraints': [models.UniqueConstraint(fields=('device', 'person'), name='field_fielddevice_once')],
            },
        ),
        migrations.CreateModel(
            name='FieldLimit',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('value', models.PositiveIntegerField(verbose_name='value')),
                ('unit', models.CharField(blank=True, max_length=12, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='field_fieldlimit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='field_fieldlimit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='field_fieldlimit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='field_fieldlimit_real')],
            },
        ),
        migrations.CreateModel(
            name='Hotline',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name_zh', models.CharField(max_length=60, verbose_name='name (Chinese)')),
                ('name_en', models.CharField(max_length=80, verbose_name='name (English)')),
                ('phone', models.CharField(max_length=24, verbose_name='telephone')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='field_hotline_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='field_hotline_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='field_hotline_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='field_hotline_real')],
            },
        ),
        migrations.CreateModel(
            name='FieldConflict',
            fields=[
                ('operation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='conflict', serialize=False, to='field.fieldoperation')),
                ('room', models.CharField(max_length=100)),
                ('incident', models.UUIDField(null=True)),
                ('title', models.CharField(max_length=200)),
                ('stands', models.JSONField(default=dict)),
                ('why', models.CharField(max_length=300)),
                ('raised_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('how', models.CharField(blank=True, choices=[('applied', 'Applied'), ('left', 'Let be')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['raised_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('how', '')), fields=['city', 'raised_at'], name='field_fieldconflict_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('how', '')), models.Q(('decided_at__isnull', False), ('how__in', ['applied', 'left']), ('decided_by__isnull', False)), _connector='OR'), name='field_fieldconflict_settled_wholly'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'left'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='field_fieldconflict_left_with_words')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('field_fieldlimit')", "SELECT jc_unprotect('field_fieldlimit')"
        ),
        migrations.RunSQL(
            "SELECT jc_protect('field_hotline')", "SELECT jc_unprotect('field_hotline')"
        ),
    ]
