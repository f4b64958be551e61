"""Paths of the people's pages of monitoring."""

from django.urls import URLPattern, URLResolver, include, path

from incidents.monitoring.views import acts, pages, station

STREAM = "m/stream/<uuid:stream_id>/"
ALARM = "m/alarm/<uuid:alarm_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("m/", pages.sensors, name="sensors"),
    path("m/list/", pages.listing, name="sensors-list"),
    path("m/stations.json", pages.on_map, name="sensors-map"),
    path("m/values.json", pages.values, name="sensors-values"),
    path(STREAM, pages.detail, name="sensor"),
    path(f"{STREAM}now/", pages.standing, name="sensor-now"),
    path(f"{STREAM}chart.json", station.chart, name="sensor-chart"),
    path(f"{STREAM}readings.csv", station.export, name="sensor-export"),
    path("m/<uuid:station_id>/", station.station, name="station"),
    path("m/<uuid:station_id>/now/", station.standing, name="station-now"),
    path("m/<uuid:station_id>/alarms/", station.alarms, name="station-alarms"),
    path(f"{ALARM}acknowledge/", acts.acknowledge, name="alarm-acknowledge"),
    path(f"{ALARM}acknowledge/cause/", acts.acknowledge_cause, name="alarm-acknowledge-cause"),
    path(f"{ALARM}shelve/", acts.shelve, name="alarm-shelve"),
    path(f"{ALARM}unshelve/", acts.unshelve, name="alarm-unshelve"),
    path(f"{ALARM}hand-over/", acts.hand_over, name="alarm-hand-over"),
    path(f"{ALARM}take/", acts.take, name="alarm-take"),
    path(f"{ALARM}keep/", acts.keep, name="alarm-keep"),
    path(f"{ALARM}disable/", acts.disable, name="alarm-disable"),
    path("m/disabled/<uuid:disabling_id>/enable/", acts.enable, name="alarm-enable"),
    path("", include("incidents.monitoring.deeds_urls")),
    path("", include("incidents.monitoring.detection.urls")),
    path("", include("incidents.monitoring.intake.urls")),
    path("", include("incidents.monitoring.quiet.urls")),
    path("", include("incidents.monitoring.sta.urls")),
]
