from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('joint', '0001_joint')]

    operations = [
        migrations.AddField(
            model_name='operationstate',
            name='reached',
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
