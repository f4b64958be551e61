import command.core.ids
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        ('core', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('sheet', models.CharField(choices=[('team', 'Teams'), ('asset', 'Vehicles and equipment'), ('stock', 'Stocks'), ('lot', 'Lots of stocks'), ('facility', 'Facilities'), ('expert', 'Experts')], max_length=8)),
                ('file_name', models.CharField(max_length=120)),
                ('layout', models.CharField(max_length=16)),
                ('status', models.CharField(choices=[('preview', 'Previewed'), ('running', 'Being written'), ('done', 'Imported'), ('failed', 'Not imported'), ('undone', 'Undone')], default='preview', max_length=8)),
                ('counts', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('sample', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('leaves_out', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_for', models.CharField(blank=True, max_length=200)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('status', 'running')), fields=['confirmed_at'], name='importing_importrun_running')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='importing_importrun_one_of_each'), models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), models.Q(('undone_for', ''), _negated=True), _connector='OR'), name='importing_importrun_undone_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ImportChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('line', models.PositiveIntegerField()),
                ('thing', models.UUIDField()),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='importing.importrun')),
            ],
            options={
                'ordering': ['line'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='importing_importchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'run', 'line'), name='importing_importchange_line_once')],
            },
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('importing_importrun');"
            "SELECT jc_protect('importing_importchange', true);",
            reverse_sql="SELECT jc_unprotect('importing_importrun');"
            "SELECT jc_unprotect('importing_importchange');",
        ),
    ]
