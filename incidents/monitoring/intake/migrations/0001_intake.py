import command.core.ids
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0006_films'),
        ('monitoring', '0004_alarms'),
    ]

    operations = [
        migrations.CreateModel(
            name='BrokerState',
            fields=[
                ('name', models.CharField(max_length=24, primary_key=True, serialize=False)),
                ('connected', models.BooleanField()),
                ('since', models.DateTimeField()),
                ('told_at', models.DateTimeField()),
                ('heard_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('key', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('minute', models.DateTimeField()),
                ('used', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='FeedDevice',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('ident', models.CharField(max_length=24)),
                ('label', models.CharField(max_length=60)),
                ('stations', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ('secret', models.BinaryField(max_length=32)),
                ('enabled', models.BooleanField(default=True)),
                ('changed_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['ident'],
                'indexes': [models.Index(fields=['ident'], name='intake_feeddevice_by_ident')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='intake_feeddevice_one_of_each'), models.UniqueConstraint(fields=('origin', 'ident'), name='intake_feeddevice_ident_once'), models.CheckConstraint(condition=models.Q(models.Q(('ident', ''), _negated=True), models.Q(('label', ''), _negated=True)), name='intake_feeddevice_named')],
            },
        ),
        migrations.CreateModel(
            name='IntakeRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('value', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='value')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='intake_intakerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='intake_intakerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='intake_intakerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='intake_intakerule_real'), models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='intake_intakerule_counts')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('broker', models.CharField(max_length=24)),
                ('topic', models.CharField(max_length=200)),
                ('paths', models.JSONField(default=dict)),
                ('enabled', models.BooleanField(default=True)),
                ('changed_at', models.DateTimeField()),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='intake.feeddevice')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['broker', 'topic', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='intake_subscription_one_of_each'), models.UniqueConstraint(fields=('origin', 'device', 'broker', 'topic'), name='intake_subscription_once'), models.CheckConstraint(condition=models.Q(models.Q(('broker', ''), _negated=True), models.Q(('topic', ''), _negated=True)), name='intake_subscription_named')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('why', models.CharField(max_length=20)),
                ('count', models.PositiveBigIntegerField()),
                ('last_at', models.DateTimeField()),
                ('datastream', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.datastream')),
                ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='intake.feeddevice')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'indexes': [models.Index(fields=['day'], name='intake_tally_by_day')],
                'constraints': [models.UniqueConstraint(fields=('device', 'datastream', 'day', 'why'), name='intake_tally_one', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(
            sql="""
SELECT jc_protect('intake_feeddevice');
SELECT jc_protect('intake_subscription');
SELECT jc_protect('intake_intakerule');
""",
            reverse_sql="""
SELECT jc_unprotect('intake_feeddevice');
SELECT jc_unprotect('intake_subscription');
SELECT jc_unprotect('intake_intakerule');
""",
        ),
    ]
