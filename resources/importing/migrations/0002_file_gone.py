"""The file of an import is destroyed when its time is over."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('importing', '0001_importing'),
    ]

    operations = [
        migrations.AddField('importrun', 'file_gone_at', models.DateTimeField(null=True)),
    ]
