"""When a voice note of a call was destroyed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('distress', '0002_voice_of_a_call'),
    ]

    operations = [
        migrations.AddField(
            model_name='helpvoice',
            name='purged_at',
            field=models.DateTimeField(null=True),
        ),
    ]
