import command.core.ids
import django.contrib.gis.db.models.fields
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
            name='SceneReport',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('task', models.UUIDField(null=True)),
                ('counts', models.JSONField(default=dict)),
                ('figures', models.JSONField(default=list)),
                ('road', models.CharField(blank=True, choices=[('open', 'Open'), ('difficult', 'Difficult'), ('blocked', 'Blocked')], max_length=10)),
                ('hazards', models.JSONField(default=list)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('point', django.contrib.gis.db.models.fields.PointField(null=True, spatial_index=False, srid=4326)),
                ('accuracy_m', models.FloatField(null=True)),
                ('voice_sha256', models.CharField(blank=True, max_length=64)),
                ('voice_at', models.DateTimeField(null=True)),
                ('received_at', models.DateTimeField()),
                ('code', models.CharField(max_length=6)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('voice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
            ],
            options={
                'ordering': ['-received_at', 'pk'],
                'indexes': [models.Index(fields=['incident', '-received_at'], name='scene_scenereport_of'), models.Index(fields=['code'], name='scene_scenereport_code')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='scene_scenereport_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('counts', {}), _negated=True), models.Q(('road', ''), _negated=True), models.Q(('hazards', []), _negated=True), models.Q(('text', ''), _negated=True), models.Q(('voice_sha256', ''), _negated=True), _connector='OR'), name='scene_scenereport_says_something'), models.CheckConstraint(condition=models.Q(('road__in', ['', 'open', 'difficult', 'blocked'])), name='scene_scenereport_road_known'), models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='scene_scenereport_coded'), models.CheckConstraint(condition=models.Q(('voice__isnull', True), ('voice_at__isnull', False), _connector='OR'), name='scene_scenereport_voice_dated')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('scene_scenereport')", "SELECT jc_unprotect('scene_scenereport')"
        ),
    ]
