"""Cameras, their shares and state, and the rules of live pictures."""

import command.core.ids
import django.contrib.gis.db.models.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0005_participant'),
        ('core', '__first__'),
        ('incidents', '0003_grades_and_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='Camera',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('kind', models.CharField(choices=[('fixed', 'Fixed camera'), ('ptz', 'PTZ camera'), ('uav', 'UAV'), ('body', 'Body-worn camera')], max_length=5)),
                ('point', django.contrib.gis.db.models.fields.PointField(null=True, srid=4326)),
                ('bearing_deg', models.PositiveSmallIntegerField(null=True)),
                ('view_deg', models.PositiveSmallIntegerField(null=True)),
                ('gb28181_id', models.CharField(blank=True, max_length=20)),
                ('source', models.CharField(choices=[('none', 'No live picture'), ('url', 'Address of a stream'), ('mediamtx', 'MediaMTX'), ('gb28181', 'GB/T 28181 platform')], max_length=8)),
                ('source_path', models.CharField(blank=True, max_length=300)),
                ('illustrative', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['region', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='cameras_camera_one_of_each'), models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('origin', 'exercise', 'name'), name='cameras_camera_named_once', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True), models.Q(('gb28181_id', ''), _negated=True)), fields=('origin', 'exercise', 'gb28181_id'), name='cameras_camera_id_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='cameras_camera_named'), models.CheckConstraint(condition=models.Q(models.Q(('bearing_deg__isnull', True), ('bearing_deg__lt', 360), _connector='OR'), models.Q(('view_deg__isnull', True), models.Q(('view_deg__gte', 1), ('view_deg__lte', 360)), _connector='OR')), name='cameras_camera_on_compass'), models.CheckConstraint(condition=models.Q(('kind__in', ['fixed', 'ptz', 'uav', 'body']), ('source__in', ['none', 'url', 'mediamtx', 'gb28181'])), name='cameras_camera_kinds_known')],
            },
        ),
        migrations.CreateModel(
            name='CameraShare',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('given', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('camera', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='cameras.camera')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='cameras_camerashare_one_of_each')],
            },
        ),
        migrations.CreateModel(
            name='StreamRule',
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
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='cameras_streamrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='cameras_streamrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='cameras_streamrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='cameras_streamrule_real'), models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='cameras_streamrule_counts')],
            },
        ),
        migrations.CreateModel(
            name='CameraState',
            fields=[
                ('camera', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='cameras.camera')),
                ('condition', models.CharField(choices=[('unknown', 'Not looked at yet'), ('up', 'Picture comes'), ('out', 'Out')], default='unknown', max_length=7)),
                ('why', models.CharField(blank=True, choices=[('', ''), ('silent', 'the media server does not answer'), ('refused', 'the media server refuses'), ('ended', 'the media server has no such stream'), ('offline', 'the platform says that the camera is offline'), ('unset', 'the media server is not set up here')], max_length=8)),
                ('since', models.DateTimeField(null=True)),
                ('looked_at', models.DateTimeField(null=True)),
                ('misses', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('condition__in', ['unknown', 'up', 'out'])), name='cameras_camerastate_condition_known')],
            },
        ),
        migrations.RunSQL(
            sql="""
SELECT jc_protect('cameras_camera');
SELECT jc_protect('cameras_camerashare', true);
SELECT jc_protect('cameras_streamrule');
""",
            reverse_sql="""
SELECT jc_unprotect('cameras_camera');
SELECT jc_unprotect('cameras_camerashare');
SELECT jc_unprotect('cameras_streamrule');
""",
        ),
    ]
