"""When a voice note was destroyed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scene', '0001_scene'),
    ]

    operations = [
        migrations.AddField(
            model_name='scenereport',
            name='purged_at',
            field=models.DateTimeField(null=True),
        ),
    ]
