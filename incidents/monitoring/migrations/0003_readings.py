"""Readings by the day, and what is kept of them."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("monitoring", "0002_vocabulary")]
    operations = []
