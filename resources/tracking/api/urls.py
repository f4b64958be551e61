"""Paths of the API of tracking."""

from django.urls import path

from resources.tracking.api import views

ONE = "devices/<uuid:device_id>/"

urlpatterns = [
    path("devices/", views.Devices.as_view(), name="api-devices"),
    path(f"{ONE}switch/", views.DeviceSwitch.as_view(), name="api-device-switch"),
    path(f"{ONE}secret/", views.DeviceSecret.as_view(), name="api-device-secret"),
    path("teams/<uuid:team_id>/fix/", views.TeamFix.as_view(), name="api-team-fix"),
    path("teams/<uuid:team_id>/track/", views.TeamTrack.as_view(), name="api-team-track"),
]
