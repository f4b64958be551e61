"""Paths of the monitoring API."""

from django.urls import path

from incidents.monitoring.api import views

urlpatterns = [
    path("stations/", views.Stations.as_view(), name="api-stations"),
    path(
        "stations/<uuid:station_id>/streams/",
        views.StationStreams.as_view(),
        name="api-station-streams",
    ),
    path("streams/", views.Streams.as_view(), name="api-streams"),
    path("streams/<uuid:stream_id>/", views.OneStream.as_view(), name="api-stream"),
    path("streams/<uuid:stream_id>/readings/", views.Readings.as_view(), name="api-readings"),
    path("alarms/", views.Alarms.as_view(), name="api-alarms"),
    path(
        "alarms/<uuid:alarm_id>/acknowledge/",
        views.AcknowledgeAlarm.as_view(),
        name="api-alarm-acknowledge",
    ),
]
