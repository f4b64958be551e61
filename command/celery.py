"""The Celery application: what is done by the clock."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.dev")

app = Celery("command")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
