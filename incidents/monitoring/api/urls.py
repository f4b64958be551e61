"""Paths of the monitoring API."""

from django.urls import path

from incidents.monitoring.api import alarms, register, views

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
    path(
        "stations/<uuid:station_id>/change/",
        register.ChangeStation.as_view(),
        name="api-station-change",
    ),
    path(
        "streams/<uuid:stream_id>/change/",
        register.ChangeStream.as_view(),
        name="api-stream-change",
    ),
    path(
        "streams/<uuid:stream_id>/retire/",
        register.RetireStream.as_view(),
        name="api-stream-retire",
    ),
    path(
        "streams/<uuid:stream_id>/forecast/",
        register.StreamForecast.as_view(),
        name="api-stream-forecast",
    ),
    path(
        "streams/<uuid:stream_id>/series/",
        register.StreamSeries.as_view(),
        name="api-stream-series",
    ),
    path(
        "observed-properties/",
        register.ObservedProperties.as_view(),
        name="api-observed-properties",
    ),
    path("sensors/", register.Sensors.as_view(), name="api-sensors"),
    path("alarms/", alarms.Alarms.as_view(), name="api-alarms"),
    path("alarms/rows/", alarms.AlarmRows.as_view(), name="api-alarm-rows"),
    path("alarms/log/", alarms.AlarmLog.as_view(), name="api-alarm-log"),
    path("alarms/<uuid:alarm_id>/", alarms.OneAlarm.as_view(), name="api-alarm"),
    path(
        "alarms/<uuid:alarm_id>/acknowledge/",
        alarms.AcknowledgeAlarm.as_view(),
        name="api-alarm-acknowledge",
    ),
    path(
        "alarms/<uuid:alarm_id>/shelve/", alarms.ShelveAlarm.as_view(), name="api-alarm-shelve"
    ),
    path(
        "alarms/<uuid:alarm_id>/unshelve/",
        alarms.UnshelveAlarm.as_view(),
        name="api-alarm-unshelve",
    ),
    path(
        "alarms/<uuid:alarm_id>/takers/", alarms.AlarmTakers.as_view(), name="api-alarm-takers"
    ),
    path(
        "alarms/<uuid:alarm_id>/hand-over/",
        alarms.HandOverAlarm.as_view(),
        name="api-alarm-hand-over",
    ),
    path("alarms/<uuid:alarm_id>/take/", alarms.TakeAlarm.as_view(), name="api-alarm-take"),
    path("alarms/<uuid:alarm_id>/keep/", alarms.KeepAlarm.as_view(), name="api-alarm-keep"),
    path(
        "alarm-groups/<uuid:group_id>/acknowledge/",
        alarms.AcknowledgeGroup.as_view(),
        name="api-alarm-group-acknowledge",
    ),
    path("disabled-rules/", alarms.DisabledRules.as_view(), name="api-disabled-rules"),
    path(
        "disabled-rules/<uuid:disabling_id>/enable/",
        alarms.EnableRule.as_view(),
        name="api-disabled-rule-enable",
    ),
]
