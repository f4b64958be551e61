import command.core.ids
import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0006_films'),
        ('core', '__first__'),
        ('incidents', '0003_grades_and_merging'),
        ('tasking', '0003_orders'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpCall',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=60)),
                ('team', models.CharField(blank=True, max_length=120)),
                ('cities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('point', django.contrib.gis.db.models.fields.PointField(geography=True, null=True, srid=4326)),
                ('accuracy_m', models.PositiveIntegerField(null=True)),
                ('fixed_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('raised_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.room')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.task')),
            ],
            options={
                'ordering': ['-received_at', 'pk'],
                'indexes': [models.Index(fields=['person', '-received_at'], name='distress_helpcall_of')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='distress_helpcall_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'number'), name='distress_helpcall_number_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='HelpAct',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='distress.helpcall')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='distress_helpact_one_of_each'), models.UniqueConstraint(fields=('origin', 'call', 'step'), name='distress_helpact_step_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['repeated', 'moved', 'escalated', 'acknowledged', 'cancelled', 'followed', 'closed'])), name='distress_helpact_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='HelpRung',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('rung', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='rung')),
                ('after_seconds', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(3600)], verbose_name='seconds after the call')),
                ('whom', models.CharField(choices=[('commanders', 'all commanders and the liaisons'), ('tree', 'the phone tree')], max_length=12, verbose_name='who is called')),
                ('channel', models.CharField(choices=[('usual', 'web push, else SMS'), ('voice', 'voice call, else SMS')], max_length=6, verbose_name='by')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['rung'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='distress_helprung_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='distress_helprung_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='distress_helprung_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='distress_helprung_real'), models.CheckConstraint(condition=models.Q(('after_seconds__gte', 5), ('rung__gte', 1)), name='distress_helprung_counts'), models.CheckConstraint(condition=models.Q(('channel__in', ['usual', 'voice']), ('whom__in', ['commanders', 'tree'])), name='distress_helprung_known')],
            },
        ),
        migrations.CreateModel(
            name='HelpState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='distress.helpcall')),
                ('status', models.CharField(choices=[('raised', 'Not acknowledged'), ('acknowledged', 'Acknowledged'), ('closed', 'Closed')], default='raised', max_length=12)),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('widened_at', models.DateTimeField(null=True)),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('cities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('accuracy_m', models.PositiveIntegerField(null=True)),
                ('fixed_at', models.DateTimeField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['status'], name='distress_helpstate_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['raised', 'acknowledged', 'closed'])), name='distress_helpstate_status_known'), models.CheckConstraint(condition=models.Q(('status', 'raised'), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='distress_helpstate_acknowledged_by_name'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), models.Q(('words', ''), _negated=True)), _connector='OR'), name='distress_helpstate_closed_with_words')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('distress_helpcall', true);"
            "SELECT jc_protect('distress_helpact', true);"
            "SELECT jc_protect('distress_helprung');",
            "SELECT jc_unprotect('distress_helpcall');"
            "SELECT jc_unprotect('distress_helpact');"
            "SELECT jc_unprotect('distress_helprung');",
        ),
    ]
