"""Paths of the field, below ``/m0/``."""

from django.urls import path

from command.field import views

SCREENS = ("tasks", "map", "report", "photo", "messages", "outbox", "profile", "help")

urlpatterns = [
    path("", views.shell, name="my-tasks"),
    path("<uuid:task_id>/", views.shell, name="my-task"),
    path("<uuid:task_id>/read/", views.read, name="my-task-read"),
    path("feed/", views.feed, name="field-feed"),
    *(path(f"{name}/", views.shell, name=f"field-{name}") for name in SCREENS),
]
