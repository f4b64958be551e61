"""Pictures from the scene."""

import command.core.ids
import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
SELECT jc_protect('imagery_image', true);
"""
BACKWARD = """
SELECT jc_unprotect('imagery_image');
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_guards'),
        ('incidents', '0001_incidents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Image',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('caption', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(max_length=120)),
                ('source_kind', models.CharField(choices=[('phone', 'Phone'), ('uav', 'UAV'), ('body_cam', 'Body-worn camera'), ('ptz_ball', 'Portable PTZ camera'), ('fixed_camera', 'Fixed camera'), ('satellite', 'Satellite'), ('other', 'Other')], max_length=12)),
                ('taken_at', models.DateTimeField()),
                ('point', django.contrib.gis.db.models.fields.PointField(null=True, srid=4326)),
                ('bearing_deg', models.PositiveSmallIntegerField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='images', to='incidents.incident')),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
            ],
            options={
                'ordering': ['-taken_at', 'pk'],
                'indexes': [models.Index(fields=['incident', '-taken_at'], name='imagery_image_wall')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_image_one_of_each'), models.UniqueConstraint(fields=('origin', 'incident', 'media'), name='imagery_image_once'), models.CheckConstraint(condition=models.Q(('bearing_deg__isnull', True), ('bearing_deg__lt', 360), _connector='OR'), name='imagery_image_bearing_on_compass'), models.CheckConstraint(condition=models.Q(('source_kind__in', ['phone', 'uav', 'body_cam', 'ptz_ball', 'fixed_camera', 'satellite', 'other'])), name='imagery_image_kind_known'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='imagery_image_sourced')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
