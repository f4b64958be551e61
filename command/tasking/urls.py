"""Paths of the people's pages of tasks."""

from django.urls import include, path

urlpatterns = [
    path("", include("command.tasking.desk.urls")),
    path("", include("command.tasking.paging.urls")),
    path("", include("command.tasking.distress.urls")),
]
