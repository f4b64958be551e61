"""What a task carries out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasking', '0001_tasks'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='basis',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
    ]
