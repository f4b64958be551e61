"""Paths of the rules that raise alarms."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.detection.views import pages, write

RULE = "m/rules/<uuid:rule_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("m/rules/", pages.rules, name="alarm-rules"),
    path("m/rules/list/", pages.listing, name="alarm-rules-list"),
    path("m/rules/new/", write.new_rule, name="alarm-rule-new"),
    path(RULE, pages.rule, name="alarm-rule"),
    path(f"{RULE}rehearsal/", pages.rehearsal, name="alarm-rule-rehearsal"),
    path(f"{RULE}version/", write.new_version, name="alarm-rule-version"),
    path(f"{RULE}switch/", write.switch, name="alarm-rule-switch"),
]
