"""Sign-in: second factors, used passwords; told ends of shares; one media row per content."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Additive."""

    dependencies = [
        ('core', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='PasswordUsed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128)),
                ('used_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-used_at'],
            },
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='second_factor', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('pending_seed', models.CharField(blank=True, max_length=64)),
                ('last_counter', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='share',
            name='end_told_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='auditrecord',
            index=models.Index(condition=models.Q(('act', 'sign_in'), ('succeeded', False)), fields=['address', '-at'], name='core_audit_from_address'),
        ),
        migrations.AddIndex(
            model_name='share',
            index=models.Index(condition=models.Q(('end_told_at__isnull', True)), fields=['ends_at'], name='core_share_untold'),
        ),
        migrations.AddConstraint(
            model_name='mediafile',
            constraint=models.UniqueConstraint(fields=('origin', 'sha256', 'exercise'), name='core_mediafile_one_per_content', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='passwordused',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='passwordused',
            index=models.Index(fields=['person', '-used_at'], name='core_passwordused_recent'),
        ),
    ]
