"""Paths of the pages of calls for help."""

from django.urls import path

from command.tasking.distress import views

ONE = "sos/<uuid:call_id>/"

urlpatterns = [
    path("sos/", views.listing, name="help-calls"),
    path("sos/bar/", views.bar, name="help-bar"),
    path(ONE, views.one, name="help-call"),
    path(f"{ONE}log/", views.log, name="help-log"),
    path(f"{ONE}acknowledge/", views.acknowledge, name="help-acknowledge"),
    path(f"{ONE}close/", views.close, name="help-close"),
    path(f"{ONE}task/", views.task, name="help-task"),
    path(f"{ONE}incident/", views.incident, name="help-incident"),
]
