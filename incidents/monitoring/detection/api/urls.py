"""Paths of the API of the rules that raise alarms."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.detection.api import views

RULE = "alarm-rules/<uuid:rule_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("alarm-rules/", views.AlarmRules.as_view(), name="api-alarm-rules"),
    path(RULE, views.OneAlarmRule.as_view(), name="api-alarm-rule"),
    path(f"{RULE}versions/", views.AlarmRuleVersions.as_view(), name="api-alarm-rule-versions"),
    path(f"{RULE}switch/", views.AlarmRuleSwitch.as_view(), name="api-alarm-rule-switch"),
    path(
        f"{RULE}rehearsal/",
        views.AlarmRuleRehearsal.as_view(),
        name="api-alarm-rule-rehearsal",
    ),
]
