"""With whom an incident is shared is read from the shares."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0001_incidents'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='incidentstate',
            name='shared',
        ),
    ]
