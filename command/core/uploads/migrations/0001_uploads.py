import command.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0006_films'),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=20)),
                ('subject', models.UUIDField()),
                ('sha256', models.CharField(max_length=64)),
                ('filename', models.CharField(blank=True, max_length=120)),
                ('length', models.PositiveBigIntegerField()),
                ('offset', models.PositiveBigIntegerField(default=0)),
                ('state', models.CharField(choices=[('receiving', 'Receiving'), ('examining', 'Examining'), ('kept', 'Kept'), ('refused', 'Refused'), ('gone', 'Gone')], default='receiving', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('scanned', models.CharField(blank=True, max_length=120)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(null=True)),
                ('begun_at', models.DateTimeField()),
                ('touched_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'receiving')), fields=['expires_at'], name='uploads_upload_expiring'), models.Index(condition=models.Q(('state', 'examining')), fields=['due_at'], name='uploads_upload_due'), models.Index(fields=['person', 'begun_at'], name='uploads_upload_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['receiving', 'examining', 'kept'])), fields=('person', 'purpose', 'subject', 'sha256'), name='uploads_upload_once'), models.CheckConstraint(condition=models.Q(('offset__lte', models.F('length'))), name='uploads_upload_offset_within'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['examining', 'kept']), _negated=True), ('offset', models.F('length')), _connector='OR'), name='uploads_upload_examined_whole')],
            },
        ),
    ]
