"""The counts of all entrances of machines and phones in one place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_films'),
    ]

    operations = [
        migrations.CreateModel(
            name='Coming',
            fields=[
                ('key', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('minute', models.DateTimeField()),
                ('used', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entrance', models.CharField(max_length=12)),
                ('sender', models.UUIDField(null=True)),
                ('subject', models.UUIDField(null=True)),
                ('day', models.DateField()),
                ('why', models.CharField(blank=True, max_length=20)),
                ('count', models.PositiveBigIntegerField()),
                ('last_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'indexes': [models.Index(fields=['day'], name='core_tally_by_day')],
                'constraints': [models.UniqueConstraint(fields=('entrance', 'sender', 'subject', 'day', 'why'), name='core_tally_one', nulls_distinct=False)],
            },
        ),
    ]
