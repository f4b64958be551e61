import command.core.ids
import django.contrib.gis.db.models.fields
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('username', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=40)),
                ('language', models.CharField(default='zh-hans', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('totp_seed', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['username'],
                'indexes': [models.Index(fields=['username'], name='core_person_username')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_person_one_of_each'), models.UniqueConstraint(fields=('origin', 'username'), name='core_person_named_once'), models.CheckConstraint(condition=models.Q(('username__startswith', models.F('origin'))), name='core_person_username_carries_origin')],
            },
        ),
        migrations.CreateModel(
            name='Exercise',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('scenario', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('running', 'Running'), ('ended', 'Ended'), ('removed', 'Removed')], default='running', max_length=8)),
                ('speed', models.FloatField()),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('cursor', models.PositiveIntegerField(default=0)),
                ('room', models.CharField(max_length=100)),
                ('director', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_exercise_one_of_each'), models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('origin',), name='core_exercise_one_running'), models.CheckConstraint(condition=models.Q(('speed__gt', 0), ('speed__lte', 100000)), name='core_exercise_speed_positive'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='core_exercise_ends_after_start')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='exercise',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise'),
        ),
        migrations.CreateModel(
            name='MediaFile',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('content_type', models.CharField(max_length=60)),
                ('width', models.PositiveIntegerField(null=True)),
                ('height', models.PositiveIntegerField(null=True)),
                ('stored_at', models.DateTimeField(auto_now_add=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'indexes': [models.Index(fields=['sha256'], name='core_mediafile_sha256')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_mediafile_one_of_each'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='core_mediafile_sha256_is_hex')],
            },
        ),
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('key', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=200)),
                ('digest', models.BinaryField(max_length=32)),
                ('result', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('done_at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['done_at'], name='core_operation_done')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('name_zh', models.CharField(max_length=80)),
                ('name_en', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('government', 'Government'), ('command_centre', 'Emergency command centre'), ('flood_control', 'Flood-control headquarters'), ('fire', 'Fire and rescue'), ('health', 'Health'), ('police', 'Police'), ('environment', 'Environment'), ('transport', 'Transport'), ('weather', 'Weather service'), ('power', 'Power supply'), ('comms', 'Communications'), ('data_centre', 'Data centre'), ('other', 'Other')], max_length=16)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='core.organisation')),
            ],
            options={
                'ordering': ['region', 'name_zh'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_organisation_one_of_each')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='core.organisation'),
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=60)),
                ('level', models.CharField(choices=[('region', 'Autonomous region'), ('city', 'City'), ('county', 'Banner, county or district')], max_length=8)),
                ('seat_zh', models.CharField(blank=True, max_length=40)),
                ('seat', django.contrib.gis.db.models.fields.PointField(null=True, spatial_index=False, srid=4326)),
                ('population_2020', models.PositiveIntegerField(null=True)),
                ('coord_confidence', models.CharField(blank=True, max_length=8)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='core.region')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region'),
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('key', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('incident', 'Incident'), ('city', 'City'), ('joint', 'Joint room'), ('person', 'Inbox'), ('exercise', 'Exercise')], max_length=8)),
                ('exercise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'origin'), name='core_room_one_of_each'), models.CheckConstraint(condition=models.Q(('key__regex', '^[A-Za-z0-9._-]+$')), name='core_room_key_is_ascii')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('last_seq', models.PositiveBigIntegerField(default=0)),
                ('last_hash', models.BinaryField(default=b'', max_length=32)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='core.room')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('origin', 'room'), name='core_head_one_per_room')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('seq', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('authority', models.CharField(max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('payload', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('changed', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('hash', models.BinaryField(max_length=32)),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='core.room')),
            ],
            options={
                'indexes': [models.Index(fields=['room', 'seq'], name='core_entry_since'), models.Index(fields=['-recorded_at'], name='core_entry_latest')],
                'constraints': [models.UniqueConstraint(fields=('origin', 'room', 'seq'), name='core_entry_gapless_per_room')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('post', models.CharField(choices=[('commander', 'Commander'), ('deputy', 'Deputy commander'), ('duty_officer', 'Duty officer'), ('liaison', 'Liaison'), ('planner', 'Planner'), ('resource_officer', 'Resource officer'), ('team_leader', 'Team leader'), ('team_member', 'Team member'), ('observer', 'Observer'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('end_told_at', models.DateTimeField(editable=False, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.room')),
            ],
            options={
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['person', 'ends_at'], name='core_duty_of_person'), models.Index(condition=models.Q(('end_told_at__isnull', True)), fields=['ends_at'], name='core_duty_untold')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_duty_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('region__isnull', False), ('room__isnull', True)), models.Q(('region__isnull', True), ('room__isnull', False)), _connector='OR'), name='core_duty_one_scope'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='core_duty_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('reason', models.CharField(max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('grantee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='core.room')),
            ],
            options={
                'indexes': [models.Index(fields=['room', 'grantee'], name='core_share_of_room')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_share_one_of_each'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='core_share_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='AuditRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('act', models.CharField(choices=[('sign_in', 'Sign in'), ('sign_out', 'Sign out'), ('locked', 'Account locked'), ('refused', 'Refused'), ('enrolled', 'Second factor enrolled')], max_length=12)),
                ('succeeded', models.BooleanField()),
                ('actor_name', models.CharField(blank=True, max_length=80)),
                ('address', models.GenericIPAddressField(null=True)),
                ('what', models.CharField(blank=True, max_length=200)),
                ('detail', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['actor_name', 'act', '-at'], name='core_audit_recent')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('origin', 'region', 'name_zh'), name='core_organisation_named_once'),
        ),
    ]
