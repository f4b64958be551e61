"""When the owner of a shortfall took it on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('interlock', '0001_interlock')]

    operations = [
        migrations.AddField(
            model_name='shortfall',
            name='taken_at',
            field=models.DateTimeField(null=True),
        ),
    ]
