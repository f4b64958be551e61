"""Paths of the field, below ``/m0/``."""

from django.urls import path
from django.views.decorators.gzip import gzip_page

from command.field import shell_views, sync_views, views

SCREENS = ("tasks", "map", "report", "photo", "messages", "outbox", "profile", "help")

urlpatterns = [
    path("", views.shell, name="my-tasks"),
    path("<uuid:task_id>/", views.shell, name="my-task"),
    path("<uuid:task_id>/read/", views.read, name="my-task-read"),
    path("worker.js", shell_views.worker, name="field-worker"),
    path("manifest.webmanifest", shell_views.manifest, name="field-manifest"),
    path("shell/<slug:language>/", shell_views.shell, name="field-shell"),
    path("area/<uuid:task_id>/", views.area, name="field-area"),
    path("feed/", views.feed, name="field-feed"),
    path("operations/", sync_views.Operations.as_view(), name="field-operations"),
    path("images/<uuid:image_id>/preview/", sync_views.Preview.as_view(), name="field-preview"),
    path("state/", gzip_page(sync_views.State.as_view()), name="field-state"),
    *(path(f"{name}/", views.shell, name=f"field-{name}") for name in SCREENS),
]
