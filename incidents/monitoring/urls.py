"""Paths of the people's pages of monitoring."""

from django.urls import URLPattern, URLResolver, include, path

from incidents.monitoring.views import acts, pages, station

STREAM = "m/stream/<uuid:stream_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("m/", pages.sensors, name="sensors"),
    path("m/list/", pages.listing, name="sensors-list"),
    path("m/stations.json", pages.on_map, name="sensors-map"),
    path(STREAM, pages.detail, name="sensor"),
    path(f"{STREAM}now/", pages.standing, name="sensor-now"),
    path(f"{STREAM}chart.json", station.chart, name="sensor-chart"),
    path(f"{STREAM}readings.csv", station.export, name="sensor-export"),
    path("m/<uuid:station_id>/", station.station, name="station"),
    path("m/<uuid:station_id>/now/", station.standing, name="station-now"),
    path("m/<uuid:station_id>/alarms/", station.alarms, name="station-alarms"),
    path("m/alarm/<uuid:alarm_id>/acknowledge/", acts.acknowledge, name="alarm-acknowledge"),
    path("", include("incidents.monitoring.detection.urls")),
    path("", include("incidents.monitoring.intake.urls")),
    path("", include("incidents.monitoring.quiet.urls")),
    path("", include("incidents.monitoring.sta.urls")),
]
