"""Paths from an alarm to what can be done about it."""

from django.urls import path

from incidents.monitoring.views import deeds

urlpatterns = [
    path("m/alarms/log/", deeds.log, name="alarm-log"),
    path("m/alarms/<uuid:alarm_id>/deeds/", deeds.alarm, name="alarm-deeds"),
]
