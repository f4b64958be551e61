from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_gate'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entered',
            fields=[
                ('part', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('fingerprint', models.CharField(max_length=64)),
            ],
        ),
    ]
